# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms in which a Dutch word is looked for: its stem is a part of all of them, where spelling lets it be, else each form.

A stem of four letters and more is looked for anywhere in a word, so compounds are found too. A shorter one only at the beginning
or the end of a word, one of two letters only as a word.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from organisation.archive.folding import folded, plain, unlinked

ANYWHERE = 4
"""Letters from which a stem is looked for anywhere in a word."""
AT_AN_END = 3
MAX_FORMS = 12
"""Of one word; a word has about six."""
_SHORT_VOWEL = re.compile(r"(?:^|[^aeiou])[aeou][b-df-hj-np-tvz]$")
_LONG_VOWEL = re.compile(r"(?:aa|ee|oo|uu)[b-df-hj-np-tv-z]$")
_SOFT = {"f": "v", "s": "z"}
_HARD = {"v": "f", "z": "s"}
_STOP_WORDS = """
    de het een en of van voor in op aan bij met naar over tot uit door om te die dat deze dit is zijn als er wat hoe wie waar
    the a an and or of for in on at with to from by is are
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that nobody looks for."""


@lru_cache(maxsize=4096)
def needles(word: str) -> tuple[str, ...]:
    """What is looked for in a folded text for this word, any of them; a space is the edge of a word. Empty for no word."""
    found: dict[str, None] = {}
    for form in _forms(plain(word)):
        for each in dict.fromkeys((folded(form), unlinked(folded(form)))):
            found |= dict.fromkeys(_placed(each))
    # What holds another needle finds nothing more.
    kept = [each for each in found if not any(other != each and other in each for other in found)]
    return tuple(kept[:MAX_FORMS])


@lru_cache(maxsize=4096)
def hints(word: str) -> tuple[str, ...]:
    """How the word mostly stands in a text in small letters: what is quick to look for, and finds it often."""
    return tuple(dict.fromkeys(form for form in _forms(plain(word)) if len(form) >= ANYWHERE))


def _placed(stem: str) -> tuple[str, ...]:
    if len(stem) >= ANYWHERE or (len(stem) == AT_AN_END and not stem.isascii()):
        return (stem,)
    if len(stem) == AT_AN_END:
        return (f" {stem}", f"{stem} ")
    return (f" {stem} ",) if stem else ()


def _forms(word: str) -> Iterator[str]:
    """A word, its stems, and what its stem becomes in other forms of it."""
    yield word
    for stem in _stems(word):
        is_open = stem != word and _SHORT_VOWEL.search(stem) is not None
        if not is_open or len(stem) >= ANYWHERE:
            # Of "talen" no "tal": that would be "tallen".
            yield stem
            yield from _other_forms(stem)
        if is_open:
            # systemen → systeem, talen → taal
            long = f"{stem[:-1]}{stem[-2]}{stem[-1]}"
            yield long
            yield from _other_forms(long)
    if word.endswith("heden"):
        yield f"{word[:-3]}id"
    elif word.endswith("heid"):
        yield f"{word[:-2]}de"


def _stems(word: str) -> Iterator[str]:
    yield word
    for end, least in (("eren", 4), ("en", 3), ("um", 5), ("s", 3), ("e", 4), ("a", 6)):
        if word.endswith(end) and _letters(stem := word[: -len(end)]) >= least:
            yield stem


def _letters(stem: str) -> int:
    """How many letters are left to compare: a doubled consonant at the end is one."""
    return len(stem) - (len(stem) > 1 and stem[-1] == stem[-2] and stem[-1] not in "aeiou")


def _other_forms(stem: str) -> Iterator[str]:
    last = stem[-1:]
    turned = stem[:-1] + (_SOFT | _HARD)[last] if last in _SOFT or last in _HARD else ""
    if turned and len(stem) > AT_AN_END:
        # bedrijven → bedrijf, reis → reizen
        yield turned
    if _LONG_VOWEL.search(stem):
        # systeem → systemen, raad → raden, graaf → graven
        yield f"{stem[:-2]}{last}e"
        if turned:
            yield f"{stem[:-2]}{turned[-1]}e"
