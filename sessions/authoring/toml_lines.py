# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""On which line of a TOML text every key stands, so that an error can say where; and whether a text is worth reading at all."""

import re
import tomllib
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from sessions.material.problems import Path

MAX_KEY_PARTS = 16
"""Dots and tables in one key. Ours have four at most; the standard library's reader takes time that grows with their square."""
MAX_DEPTH = 16
"""Brackets in brackets, with the tables that their keys go down. Ours have three at most."""
MAX_WORD_CHARACTERS = 500
"""Of a number, or of a key without quotation marks: Python does not show a whole number of over 4,300 digits."""

# Every character begins a token or is passed over, and no token is tried twice: a quotation mark that is never closed takes the
# rest of its line or of the text.
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*+)
      | (?P<text>\"{3}(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\\?\Z) | '{3}(?:[^']|'(?!''))*+(?:'{3,5}|\Z)
        | "(?:[^"\\\n]|\\[^\n])*+"? | '[^'\n]*+'?)
      | (?P<line>\n) | (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<comma>,) | (?P<equals>=) | (?P<space>[ \t\r]++)
      | (?P<word>[^\[\]{},=\#"'\s]++)""",
    re.VERBOSE | re.DOTALL,
)


class TooMuch(Struct, frozen=True):
    """Something in a text that is no use to read on behind."""

    line: int
    code: Literal["key_parts", "too_deep", "too_long"]
    most: int


def too_much(toml_text: str) -> TooMuch | None:
    """The first place where a text asks for more than any of ours does, in whatever state it is; in time linear in its length."""
    line, dots, key_dots = 1, 0, 0
    around: list[int] = []
    """Per bracket that is open how many tables its key goes down."""
    for token in _TOKEN.finditer(toml_text):
        kind = token.lastgroup
        if kind == "word":
            word = token.group()
            dots += word.count(".")
            if dots >= MAX_KEY_PARTS:
                return TooMuch(line, "key_parts", MAX_KEY_PARTS)
            if len(word) > MAX_WORD_CHARACTERS:
                return TooMuch(line, "too_long", MAX_WORD_CHARACTERS)
        elif kind == "open":
            around.append(key_dots)
            dots = key_dots = 0
            if len(around) + sum(around) > MAX_DEPTH:
                return TooMuch(line, "too_deep", MAX_DEPTH)
        elif kind == "close":
            if around:
                around.pop()
            dots = key_dots = 0
        elif kind == "equals":
            dots, key_dots = 0, dots
        elif kind in ("line", "comma"):
            dots = key_dots = 0
        line += token.group().count("\n")
    return None


class _Statement(Struct):
    """A header or a key with its value. `elements` are the lines on which the elements of an array begin."""

    line: int
    text: str
    elements: list[int]


def lines_of(toml_text: str) -> dict[Path, int]:
    """The line, from 1, of every key, table and array element in a valid TOML text."""
    found: dict[Path, int] = {(): 1}
    lengths: dict[Path, int] = {}
    table: Path = ()
    for statement in _statements(toml_text):
        if statement.text.startswith("["):
            table = _enter(statement.text, lengths)
            if isinstance(table[-1], int):
                found.setdefault(table[:-1], statement.line)
            found.setdefault(table, statement.line)
            continue
        for path in _paths(tomllib.loads(statement.text), ()):
            number = next((key for key in path if isinstance(key, int)), -1)
            inside = 0 <= number < len(statement.elements)
            found.setdefault(table + path, statement.elements[number] if inside else statement.line)
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """The line of `path`, or of the nearest thing around it when it stands nowhere."""
    while path not in lines:
        path = path[:-1]
    return lines[path]


def _enter(header: str, lengths: dict[Path, int]) -> Path:
    """The table that a header opens; of an array of tables that is the next element."""
    inner: object = tomllib.loads(header)
    keys: list[str] = []
    while isinstance(inner, dict) and inner:
        (key,) = inner
        keys.append(key)
        inner = inner[key]
    path: Path = ()
    for key in keys[:-1]:
        path += (key,)
        if path in lengths:
            path += (lengths[path] - 1,)
    path += (keys[-1],)
    if isinstance(inner, list):
        lengths[path] = lengths.get(path, 0) + 1
        path += (lengths[path] - 1,)
    return path


def _paths(data: object, path: Path) -> Iterator[Path]:
    """Every path inside a value."""
    if path:
        yield path
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _paths(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _paths(value, (*path, number))


def _statements(toml_text: str) -> Iterator[_Statement]:
    """The statements of a valid text, by its brackets and strings alone."""
    line, depth, start = 1, 0, -1
    current = _Statement(1, "", [])
    awaiting = False
    for token in _TOKEN.finditer(toml_text + "\n"):
        kind = token.lastgroup
        if kind == "line" and depth == 0 and start >= 0:
            current.text = toml_text[start : token.start()]
            yield current
            start = -1
        elif kind not in ("line", "comment", "space"):
            if start < 0:
                start, current, awaiting = token.start(), _Statement(line, "", []), False
            if awaiting and depth == 1 and kind != "close":
                current.elements.append(line)
                awaiting = False
            if kind == "open":
                depth += 1
                awaiting = depth == 1
            elif kind == "close":
                depth -= 1
            elif kind == "comma" and depth == 1:
                awaiting = True
        line += token.group().count("\n")
