# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What somebody looks for: words, choices per facet, an order and a page, from an address of any length. What is too much is left
out; nothing is refused.
"""

import re
from collections.abc import Iterable
from typing import Literal, get_args
from urllib.parse import quote

from msgspec import Struct

from organisation.archive.folding import WORD, composed, folded
from organisation.archive.forms import STOP_WORDS, hints, needles
from sessions.material.limits import MAX_SEARCH_CHARACTERS

Order = Literal["best", "newest", "oldest", "title"]
ORDERS: tuple[Order, ...] = get_args(Order)
MAX_WORDS = 8
"""Looked for at once. Who names more than these means a sentence, of which the first are used."""
MAX_CHOICES = 40
MAX_CHOSEN_BYTES = 1_000
"""Of all choices together as they stand in an address: it is in every link of a page, and there are hundreds of those."""
MAX_PAGE = 500
PER_PAGE = 20
_PART = re.compile(r'(-?)"([^"]*)"?|(\S+)')


class Term(Struct, frozen=True):
    """One thing that has to be there, or must not: any of the needles, which stand in a folded text as they are. `hints` are how
    it mostly stands in the text itself, in small letters.
    """

    needles: tuple[str, ...]
    excluded: bool = False
    hints: tuple[str, ...] = ()


class Question(Struct, frozen=True):
    """What somebody looks for. `typed` is as it was typed; `choices` are keys per facet id. `page` counts from 1.
    `wide` is the facet of which as many choices are asked for as there may be; empty for none. `beyond` is what was typed over
    the most that is looked for, itself no longer than that.
    """

    typed: str = ""
    terms: tuple[Term, ...] = ()
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    order: Order = "newest"
    page: int = 1
    wide: str = ""
    beyond: str = ""

    def chosen(self, facet_id: str) -> tuple[str, ...]:
        """The keys that were chosen of a facet."""
        return dict(self.choices).get(facet_id, ())


def question(
    typed: str, pairs: Iterable[tuple[str, str]], facet_ids: Iterable[str], *, order: str = "", page: str = "", wide: str = ""
) -> Question:
    """A question from the parts of an address; `pairs` are facet ids and keys, and whatever else stood there."""
    beyond = " ".join(typed[MAX_SEARCH_CHARACTERS : 2 * MAX_SEARCH_CHARACTERS].split())
    typed = " ".join(composed(typed[:MAX_SEARCH_CHARACTERS]).split())
    terms = terms_of(typed)
    known, chosen, count, left = tuple(facet_ids), dict[str, dict[str, None]](), 0, MAX_CHOSEN_BYTES
    for facet_id, key in pairs:
        takes = _bytes_in_address(facet_id, key)
        if facet_id in known and key and count < MAX_CHOICES and takes <= left and key not in chosen.get(facet_id, ()):
            count, left = count + 1, left - takes
            chosen.setdefault(facet_id, {})[key] = None
    usual: Order = "best" if any(not term.excluded for term in terms) else "newest"
    wanted = next((each for each in ORDERS if each == order), usual)
    return Question(
        typed=typed,
        terms=terms,
        choices=tuple((facet_id, tuple(chosen[facet_id])) for facet_id in known if facet_id in chosen),
        order=usual if wanted == "best" else wanted,
        page=min(int(page), MAX_PAGE) if page.isascii() and page.isdigit() and len(page) < 6 and int(page) else 1,
        wide=wide if wide in known else "",
        beyond=beyond,
    )


def _bytes_in_address(facet_id: str, key: str) -> int:
    """How long a choice is in an address; what is far too long is not even written out."""
    return len(facet_id) + len(quote(key)) + 2 if len(key) <= MAX_CHOSEN_BYTES else MAX_CHOSEN_BYTES + 1


def terms_of(typed: str) -> tuple[Term, ...]:
    """The words of a text as they are looked for: all of them; "together like this" next to each other; -not this one."""
    found: list[Term] = []
    for minus, quoted, bare in _PART.findall(typed):
        excluded = bool(minus) or (bare.startswith("-") and len(bare) > 1)
        words = [match.group() for match in WORD.finditer(quoted or bare)]
        if quoted:
            phrase = " ".join(filter(None, map(folded, words)))
            # A word of one letter is a word by itself, or the index could not look for it.
            found += [Term((f" {phrase}" if len(phrase) > 1 else f" {phrase} ",), excluded)] if phrase else []
        elif len(words) > 1:
            # "e-mail" is also "email" and "e mail".
            joined, apart = needles("".join(words)), " ".join(map(folded, words))
            found.append(Term((*joined, f" {apart}"), excluded, (bare.lower(),)))
        else:
            found += [Term(needles(word), excluded, hints(word)) for word in words if needles(word)]
    useful = [term for term in dict.fromkeys(found) if term.needles and not _is_stop(term)]
    return tuple((useful or [term for term in dict.fromkeys(found) if term.needles])[:MAX_WORDS])


_STOPS = frozenset(needles(word) for word in STOP_WORDS)


def _is_stop(term: Term) -> bool:
    return term.needles in _STOPS
