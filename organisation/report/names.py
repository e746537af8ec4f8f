# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What in a report looks like somebody: names, addresses, numbers. It points out and decides nothing, and it misses some: whoever
publishes reads everything once more.

A word with a capital after another one, an initial or "mevrouw" is taken for a name, unless one of them is what organisations are
called. A few hundred given names are known by themselves.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from organisation.report.content import ReportContent, ReportedReason
from organisation.report.known_names import GIVEN, NO_NAMES, PARTICLES, TITLES
from organisation.report.redaction import can_be_redacted, folded, redacted
from organisation.report.rows import RowId

Place = Literal[RowId, "title", "organisation", "coordinator", "actions"]
MAX_FOUND = 200
"""Pointed out at once: who has more to look at begins with these."""
MAX_CHARACTERS = 120
MIN_PART = 3
"""Letters of a part of a name that is looked for by itself."""
_MAX_PARTICLES = 3
_TOKEN = re.compile(r"[^\s,;()\[\]\"“”„<>|/]+")
_EDGES = ".:!?'’‘*-–—…"
_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,5}")
_NUMBER = re.compile(
    r"(?<![\w+])(?:(?:\+|00)\d\d ?(?:\(0\) ?)?|0)\d(?:[ -]?\d){6,9}(?!\w)"
    r"|(?<!\w)\d{9}(?!\w)"
    r"|(?<!\w)[A-Z]{2}\d\d ?[A-Z]{4}(?: ?\d){10}(?!\w)"
)
"""A telephone number, nine digits as a citizen service number has, a bank account."""


class Found(Struct, frozen=True):
    """What looks like somebody, and where it stands."""

    phrase: str
    places: tuple[Place, ...]


class _Word(Struct, frozen=True):
    text: str
    """Without signs around it, but with the points of initials."""
    start: int
    end: int
    ends: bool
    """Whether a sentence or a line ends after it."""

    @property
    def is_capital(self) -> bool:
        text = self.text
        return text[:1].isupper() and not text.isupper() and any(map(str.islower, text)) and not any(map(str.isdigit, text))

    @property
    def is_initials(self) -> bool:
        return _INITIALS.fullmatch(self.text) is not None

    @property
    def key(self) -> str:
        return self.text.lower().rstrip(".")


_NEAR_NAMES = TITLES | PARTICLES
_PLAIN = _Word("", 0, 0, ends=False)


def likely_names(content: ReportContent) -> tuple[Found, ...]:
    """What looks like somebody in a report, each once, in the order in which it stands."""
    found = _in_places(content, names_in)
    if len(found) >= MAX_FOUND:
        # Enough to begin with. To take thousands out of everything, in search of halves, would take minutes.
        return tuple(Found(phrase, places) for phrase, places in [*found.items()][:MAX_FOUND])
    # Who is named in full once is often named by half elsewhere.
    parts = {word.key for each in found for word in _words(each) if word.is_capital and len(word.text) >= MIN_PART}
    rest = redacted(content, tuple(found))
    halves = _in_places(rest, lambda text: (word.text for word in _words(text) if word.is_capital and word.key in parts))
    return tuple(Found(phrase, places) for phrase, places in [*found.items(), *halves.items()][:MAX_FOUND])


def names_in(text: str) -> Iterator[str]:
    """What looks like somebody in a text."""
    for token in _TOKEN.findall(text):
        address = token.strip(_EDGES)
        if "@" in address[1:-1]:
            yield address
    yield from (number.strip() for number in _NUMBER.findall(text))
    for line in text.split("\n"):
        yield from _persons(line, _words(line))


def _in_places(content: ReportContent, look: Callable[[str], Iterable[str]]) -> dict[str, tuple[Place, ...]]:
    places: dict[str, list[Place]] = {}
    spelled: dict[str, str] = {}
    keys: dict[str, str] = {}
    for place, text in _texts(content):
        for phrase in look(text):
            key = keys.get(phrase)
            if key is None:
                # Once each: in a long report a name stands a thousand times.
                can_be = len(phrase) <= MAX_CHARACTERS and can_be_redacted(phrase)
                key = keys[phrase] = folded(phrase) if can_be else ""
            if not key:
                continue
            spelled.setdefault(key, phrase)
            known = places.setdefault(key, [])
            if place not in known:
                known.append(place)
        if len(places) >= MAX_FOUND:
            break
    return {spelled[key]: tuple(known) for key, known in places.items()}


def _texts(content: ReportContent) -> Iterator[tuple[Place, str]]:
    """People's words in a report, each with where it stands."""
    yield "title", content.title
    yield "organisation", content.organisation
    yield "coordinator", content.coordinator
    yield from ((row.id, row.text) for row in content.rows)
    for value in content.values:
        yield from (("values", text) for text in (value.name, value.meaning, *_why(value.reasons)))
    for choice in content.also_chosen:
        yield from (("values", text) for text in (choice.name, *_why(choice.reasons)))
    for accent in content.accents:
        yield from (("strategy", text) for text in (accent.name, accent.reason, accent.meaning))
    yield from (("strategy", answer.why) for answer in content.accent_answers)
    if content.decision is not None:
        yield "monitoring", content.decision.reason
    for clash in content.tensions:
        said = (*clash.sides, clash.clash, clash.affected, clash.choice, clash.reason, clash.decides)
        yield from (("monitoring", text) for text in said)
    yield from (("monitoring", text) for gone in content.set_aside for text in (gone.name, gone.reason))
    yield from (("monitoring", text) for wider in content.wider for text in (wider.name, wider.note))
    yield from (("monitoring", answer.answer) for answer in content.follow_up)
    for action in content.actions:
        for field in ("action", "holder", "monitor", "term", "reason", "audience", "needs", "wider_note"):
            yield "actions", getattr(action, field)


def _why(reasons: Iterable[ReportedReason]) -> Iterator[str]:
    for each in reasons:
        yield from (each.called, each.reason, *each.said)


def _words(line: str) -> list[_Word]:
    words: list[_Word] = []
    done = 0
    for token in _TOKEN.finditer(line):
        if line[done : token.start()].strip(" "):
            # A bracket, a comma or a tab between them: no two parts of one name.
            words.append(_PLAIN)
        done = token.end()
        if token[0].islower() and token[0].isalpha() and token[0] not in _NEAR_NAMES:
            # Most words: none of a name, and nothing by which one is known.
            words.append(_PLAIN)
            continue
        bare = token[0].strip(_EDGES)
        initials = _INITIALS.fullmatch(token[0].strip("*-–—…"))
        text = initials[0] if initials and token[0].isupper() else bare
        ends = text == bare and token[0].rstrip("*_")[-1:] in ".:!?…"
        start = token.start() + token[0].index(text)
        # What holds signs alone separates too.
        words.append(_Word(text, start, start + len(text), ends and text.lower() not in TITLES) if text else _PLAIN)
    return words


def _persons(line: str, words: list[_Word]) -> Iterator[str]:
    at = 0
    while at < len(words):
        titled = at > 0 and words[at - 1].key in TITLES
        while titled and at + 1 < len(words) and words[at].key in PARTICLES:
            at += 1
        end = _run(words, at)
        name = _name(words[at:end], titled=titled)
        if name:
            yield line[name[0].start : name[-1].end]
        at = max(end, at + 1)


def _run(words: list[_Word], start: int) -> int:
    """Where a row of capitals and initials ends that begins here, particles between them included."""
    end = at = start
    particles = 0
    while at < len(words):
        word = words[at]
        if word.is_capital or word.is_initials:
            end, particles = at + 1, 0
        elif end == start or word.key not in PARTICLES or particles >= _MAX_PARTICLES:
            break
        else:
            particles += 1
        if word.ends:
            break
        at += 1
    return end


def _name(run: list[_Word], *, titled: bool) -> list[_Word]:
    """The name in a row of capitals; empty when it is none."""
    while run and not run[0].is_initials and (run[0].key in _NEAR_NAMES or (not titled and run[0].key in NO_NAMES)):
        # "De", "Deze": the beginning of a sentence. Behind it stands what may be a name all the same.
        titled = run[0].key in TITLES or titled
        run = run[1:]
    capitals = [word for word in run if word.is_capital]
    if not capitals:
        return []
    if titled or capitals[0].key in GIVEN or any(word.is_initials for word in run):
        # So named nobody is called an organisation: "Jan van der Laan".
        return run
    return run if len(capitals) > 1 and not any(word.key in NO_NAMES for word in capitals) else []
