# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of a report is searched: what people wrote, and no heading of ours. And the piece of it that shows why it was found."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from organisation.archive.asking import Term
from organisation.archive.folding import WORD, composed, folded, folded_text, other_spellings
from organisation.report.content import ReportContent, ReportedReason

BETWEEN = "\n"
SNIPPET_WORDS = 32
_LETTERS = 15
_PIECE = 800
LEAD_WORDS = 6
"""Words of a snippet before the first one that was looked for."""


class Searched(Struct, frozen=True):
    """A report as it is searched: `head` what it is about, `whole` all that was written, with other spellings. Both folded."""

    head: str
    whole: str


class Piece(Struct, frozen=True):
    """A piece of a text, and whether it is what was looked for."""

    text: str
    found: bool = False


def head_of(content: ReportContent) -> str:
    """What a report is about: it counts for more."""
    return BETWEEN.join(filter(None, _head(content)))


def body_of(content: ReportContent) -> str:
    """Everything else that people wrote in it."""
    return BETWEEN.join(filter(None, _body(content)))


def searched(content: ReportContent) -> Searched:
    """A report as it is searched."""
    head, body = composed(head_of(content)), composed(body_of(content))
    folded_head = folded_text(head) + other_spellings(head)
    return Searched(folded_head, folded_head + folded_text(body) + other_spellings(body))


def _head(content: ReportContent) -> Iterator[str]:
    yield content.title
    yield content.organisation
    yield from (value.name for value in content.values)
    for tension in content.tensions:
        yield from tension.sides


def _body(content: ReportContent) -> Iterator[str]:
    for row in content.rows:
        yield row.text
    for value in content.values:
        yield value.meaning
        yield from _reasons(value.reasons)
    for chosen in content.also_chosen:
        yield chosen.name
        yield from _reasons(chosen.reasons)
    for tension in content.tensions:
        yield from (tension.clash, tension.affected, tension.choice, tension.reason, tension.decides)
    for action in content.actions:
        yield from (action.action, action.holder, action.monitor, action.reason, action.audience, action.needs, action.wider_note)
        yield from action.values
    for accent in content.accents:
        yield from (accent.name, accent.meaning, accent.reason)
    for answer in content.accent_answers:
        yield answer.why
    if content.decision is not None:
        yield content.decision.reason
    for gone in content.set_aside:
        yield from (gone.name, gone.reason)
    for wider in content.wider:
        yield from (wider.name, wider.note)
    for said in content.follow_up:
        yield said.answer
    yield content.coordinator


def _reasons(reasons: Iterable[ReportedReason]) -> Iterator[str]:
    for reason in reasons:
        yield from (reason.called, reason.reason, *reason.said)


def snippet(text: str, terms: Iterable[Term]) -> tuple[Piece, ...]:
    """Some words of a text around the first that was looked for, with what was found in them; else its beginning."""
    text, asked = composed(text), [term for term in terms if not term.excluded]
    needles = tuple(needle for term in asked for needle in term.needles)
    begin, end = _window(text, [hint for term in asked for hint in term.hints], needles)
    part = text[begin:end]
    matches = list(WORD.finditer(part))
    first = _first(folded_text(part), needles)
    start = max(0, first - LEAD_WORDS) if first else 0
    shown = matches[start : start + SNIPPET_WORDS]
    if not shown:
        return ()
    pieces, at = [Piece("… ")] if start or begin else [], shown[0].start()
    for match in shown:
        if _is_found(match.group(), needles):
            pieces += [Piece(part[at : match.start()]), Piece(match.group(), found=True)]
            at = match.end()
    has_more = start + SNIPPET_WORDS < len(matches) or end < len(text)
    pieces.append(Piece(f"{part[at : shown[-1].end()]} …" if has_more else part[at:].rstrip()))
    return tuple(piece for piece in pieces if piece.text)


def _window(text: str, hints: list[str], needles: Sequence[str]) -> tuple[int, int]:
    """The part of a text in which its snippet is: around what was looked for, or the beginning when nothing was, or it stands
    elsewhere.
    """
    at = end_at = 0
    if needles:
        # Mostly it stands there in small letters, and to make all of them small takes longer than to look.
        places = [place for hint in hints if (place := text.find(hint)) >= 0] or _in_small(text, hints)
        at, end_at = (min(places), min(places)) if places else _piece_with(text, needles)
    # Whole words: as many letters as so many long words have.
    begin = text.rfind(" ", 0, max(0, at - LEAD_WORDS * _LETTERS)) + 1 if at > LEAD_WORDS * _LETTERS else 0
    end = text.find(" ", end_at + SNIPPET_WORDS * _LETTERS)
    return begin, end if end >= 0 else len(text)


def _in_small(text: str, hints: list[str]) -> list[int]:
    small = text.lower()
    return [place for hint in hints if (place := small.find(hint)) >= 0] if len(small) == len(text) else []


def _piece_with(text: str, needles: Sequence[str]) -> tuple[int, int]:
    """Begin and end of the first piece of a text in which any needle stands; nothing where it does in none. Piece by piece,
    because to fold is what takes time, and most of what is found stands near the beginning.
    """
    begin = 0
    while begin < len(text):
        end = text.find(" ", begin + _PIECE)
        end = len(text) if end < 0 else end
        # Some words of the next too: a phrase may go on there.
        further = text.find(" ", end + SNIPPET_WORDS)
        compared = folded_text(text[begin : len(text) if further < 0 else further])
        if any(needle in compared for needle in needles):
            return begin, end
        begin = end
    return 0, 0


def marked(text: str, terms: Iterable[Term]) -> tuple[Piece, ...]:
    """A whole text, with what was found in it."""
    needles = tuple(needle for term in terms if not term.excluded for needle in term.needles)
    pieces, at, text = list[Piece](), 0, composed(text)
    for match in WORD.finditer(text) if needles else ():
        if _is_found(match.group(), needles):
            pieces += [Piece(text[at : match.start()]), Piece(match.group(), found=True)]
            at = match.end()
    return tuple(piece for piece in (*pieces, Piece(text[at:])) if piece.text)


def _first(whole: str, needles: Sequence[str]) -> int:
    """The place among the words of the first that was looked for, from 0; 0 for none."""
    places = [at for needle in needles if (at := whole.find(needle)) >= 0]
    return whole.count(" ", 1, min(places) + 1) if places else 0


@lru_cache(maxsize=16_384)
def _is_found(word: str, needles: tuple[str, ...]) -> bool:
    compared = f" {folded(word)} "
    return any(needle in compared or (needle.startswith(" ") and compared.strip() in needle.split()) for needle in needles)
