# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""On which line of a TOML text every key stands, so that an error can say where. The text has been read well before."""

import re
import tomllib
from collections.abc import Iterator

from msgspec import Struct

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
      | (?P<line>\n) | (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<comma>,) | (?P<space>[ \t\r]+) | (?P<other>[^\[\]{},\#"'\s]+)""",
    re.VERBOSE | re.DOTALL,
)


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
