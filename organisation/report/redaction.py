# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is taken out of a report before it is public: phrases give way to a mark, wherever they stand.

A phrase is found whatever its capitals, accents, white space, unseen characters and Unicode form. Of a word the whole goes: half
of it would tell the other half. Words of our own (headings, questions, keys) are nobody's and stay.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from organisation.report.content import ReportContent
from sessions.material.text import Text

MARK = Text("[weggelakt]", "[redacted]")
MIN_CHARACTERS = 2
"""Of a phrase as it is compared: a single letter would take the whole report."""
_OURS = frozenset(
    (
        *("language", "stage", "day", "fixed_day", "id", "heading", "questions", "question"),
        *("foundation", "foundations", "orientation", "role", "outcome", "status", "level", "necessity", "importance", "phase"),
    )
)
"""Fields that hold words of ours, keys, or the day on which the report was established."""
_DAYS = frozenset({"due_day"})
"""A day is taken out whole, also when what is taken out is how it is written out: a mark is no day."""
_ISO_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)")
_MONTHS = (
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
)
_DASHES = "‐‑‒–—―−"
_QUOTES = "‘’‚‛`´“”„"
_ASCII = {**dict.fromkeys(code for code in (*range(32), 127) if not chr(code).isspace()), ord("`"): "'"}
_S = TypeVar("_S", bound=Struct)


def can_be_redacted(phrase: str) -> bool:
    """Whether a phrase can be found and taken out: not too short, and no part of the mark that takes its place."""
    sought = folded(phrase)
    in_mark = any(sought in folded(mark) for mark in MARK.by_language().values())
    return len(sought) >= MIN_CHARACTERS and not in_mark and not {"[", "]"} & set(sought)


def redacted(content: ReportContent, phrases: Sequence[str]) -> ReportContent:
    """The report without these phrases, and without the hashes of the posters, from which they could be guessed."""
    sought = tuple(dict.fromkeys(filter(None, map(folded, phrases))))
    told = _struct_without(content, sought, MARK.in_(content.language))
    return replace(told, sources=tuple(replace(source, sha256="") for source in told.sources))


def holds(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text, however it is written."""
    sought = folded(phrase)
    return bool(sought) and sought in folded(text)


def folded(text: str) -> str:
    """A text as it is compared."""
    if text.isascii():
        # The same, without looking at each letter by itself.
        return " ".join(text.translate(_ASCII).lower().split())
    return "".join(ch for ch, _ in _pieces(text)).strip()


def _struct_without(thing: _S, sought: tuple[str, ...], mark: str) -> _S:
    changes: dict[str, Any] = {}
    for name in thing.__struct_fields__:
        was = getattr(thing, name)
        now = was if name in _OURS else _without(was, sought, mark)
        if name in _DAYS and (now != was or any(phrase in said for said in _said(was) for phrase in sought)):
            now = ""
        if now is not was:
            changes[name] = now
    return replace(thing, **changes) if changes else thing


def _said(day: str) -> tuple[str, ...]:
    """A day as pages and papers write it out, in both languages."""
    found = _ISO_DAY.fullmatch(day)
    if found is None:
        return ()
    year, month, date = found.groups()
    return tuple(f"{int(date)} {names[int(month) - 1]} {year}" for names in _MONTHS)


def _without(value: Any, sought: tuple[str, ...], mark: str) -> Any:
    match value:
        case str():
            return _text_without(value, sought, mark)
        case tuple():
            return tuple(_without(each, sought, mark) for each in value)
        case Struct():
            return _struct_without(value, sought, mark)
        case _:
            return value


def _text_without(text: str, sought: tuple[str, ...], mark: str) -> str:
    whole = folded(text)
    sought = tuple(phrase for phrase in sought if phrase in whole)
    if not sought:
        return text
    pieces = _pieces(text)
    plain = "".join(ch for ch, _ in pieces)
    spans = []
    for phrase in sought:
        at = plain.find(phrase)
        while at >= 0:
            spans.append(_whole_words(text, pieces[at][1], pieces[at + len(phrase) - 1][1] + 1))
            at = plain.find(phrase, at + 1)
    kept: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if end <= done:
            continue
        if start >= done:
            kept += (text[done:start], mark)
        done = end
    return "".join([*kept, text[done:]])


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _is_of_word(text[start]) and _is_of_word(text[start - 1]):
        start -= 1
    while end < len(text) and _is_of_word(text[end - 1]) and _is_of_word(text[end]):
        end += 1
    return start, end


@lru_cache(maxsize=4096)
def _is_of_word(ch: str) -> bool:
    return ch.isalnum() or unicodedata.category(ch)[0] == "M" or not _plain(ch)


def _pieces(text: str) -> list[tuple[str, int]]:
    """The characters that a text is compared by, each with its place in the text. White space is one space."""
    found: list[tuple[str, int]] = []
    for place, ch in enumerate(text):
        for plain in _plain(ch):
            if plain != " " or not found or found[-1][0] != " ":
                found.append((plain, place))
    return found


@lru_cache(maxsize=4096)
def _plain(ch: str) -> str:
    """A character without capitals, accents and form; empty for what cannot be seen, a space for whatever separates."""
    if ch.isspace():
        return " "
    if ch in _DASHES:
        return "-"
    if ch in _QUOTES:
        return "'"
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", ch).casefold())
    seen = (letter for letter in letters if unicodedata.category(letter) not in ("Mn", "Me", "Cf", "Cc"))
    return "".join(" " if letter.isspace() else letter for letter in seen)
