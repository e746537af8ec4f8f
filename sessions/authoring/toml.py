# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""TOML as people read and change it: written with every text on a line of its own, read with the line of every mistake.

Writing is done here because no library lays a script out as ours are laid out; reading is the standard library's.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct

from sessions.authoring.fitting import fit
from sessions.authoring.toml_lines import line_of, lines_of, too_much
from sessions.material.problems import MAX_PROBLEMS, Problem, shown
from sessions.material.text import Text

MAX_TOML_CHARACTERS = 200_000
"""Ten times the longest script that we ship."""

_SYNTAX_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_Kind = TypeVar("_Kind", bound=Struct)


def read(toml_text: str, kind: type[_Kind]) -> _Kind | list[Problem]:
    """What the text says, or everything that is wrong with its shape, in the order of its lines."""
    data = read_table(toml_text)
    if isinstance(data, list):
        return data
    problems: list[Problem] = []
    fitted = fit(data, kind, problems)
    if problems:
        return with_lines(problems, toml_text)
    return msgspec.convert(fitted, kind)


def read_table(toml_text: str) -> dict[str, object] | list[Problem]:
    """The text as plain data, or the one place where it is not TOML."""
    if len(toml_text) > MAX_TOML_CHARACTERS:
        return [Problem((), "too_long", (str(MAX_TOML_CHARACTERS),), line=1)]
    broken = too_much(toml_text)
    if broken is not None:
        return [Problem((), broken.code, (str(broken.most),), line=broken.line)]
    try:
        return tomllib.loads(toml_text)
    except ValueError as error:
        text = str(error)
        found = _SYNTAX_LINE.search(text)
        line = int(found[1]) if found else toml_text.count("\n") + 1
        return [Problem((), "syntax", (shown(_SYNTAX_LINE.sub("", text)),), line=line)]


def with_lines(problems: list[Problem], toml_text: str) -> list[Problem]:
    """The problems with their lines in a text that is TOML, in the order of the lines, MAX_PROBLEMS of them."""
    lines = lines_of(toml_text)
    placed = [msgspec.structs.replace(problem, line=line_of(lines, problem.path)) for problem in problems]
    return sorted(placed, key=lambda problem: problem.line)[:MAX_PROBLEMS]


def write(thing: Struct, comment: str) -> str:
    """A struct as TOML, with the comment above it. What has its default is left out."""
    head = "".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines())
    return head + "\n" + "\n".join(_table(_fields(thing), ())) + "\n"


def _plain(thing: object) -> object:
    """As dicts and lists; a text that is the same in both languages is one string."""
    if isinstance(thing, tuple):
        return [_plain(each) for each in thing]
    if not isinstance(thing, Struct):
        return thing
    return thing.nl if type(thing) is Text and thing.nl == thing.en else _fields(thing)


def _fields(thing: Struct) -> dict[str, object]:
    """The fields that do not have their default."""
    fields = msgspec.structs.fields(thing)
    values = {field.encode_name: (getattr(thing, field.name), field.default) for field in fields}
    # Scripts and values of one's own are written in the languages of the product alone.
    kept = {name: pair for name, pair in values.items() if not (isinstance(thing, Text) and name == "others")}
    return {name: _plain(value) for name, (value, default) in kept.items() if value is not None and value != default}


def _table(table: Mapping[str, object], path: tuple[str, ...]) -> list[str]:
    """The lines of a table: its own values first, then the tables in it."""
    own: list[str] = []
    inner: list[str] = []
    for key, value in table.items():
        if isinstance(value, dict):
            own += [f"{_key(key)}.{_key(name)} = {_value(each)}" for name, each in value.items()]
        elif isinstance(value, list) and any(isinstance(each, dict) and "nl" not in each for each in value):
            for each in value:
                inner += ["", f"[[{'.'.join((*path, key))}]]", *_table(each, (*path, key))]
        elif isinstance(value, list) and _is_long(value):
            own += [f"{_key(key)} = [", *(f"  {_value(each)}," for each in value), "]"]
        else:
            own.append(f"{_key(key)} = {_value(value)}")
    return own + inner


def _is_long(values: list[object]) -> bool:
    return any(isinstance(value, dict) for value in values) or sum(len(str(value)) for value in values) > 80


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list():
            return "[" + ", ".join(_value(each) for each in value) + "]"
        case dict():
            return "{ " + ", ".join(f"{_key(key)} = {_value(each)}" for key, each in value.items()) + " }"
        case _:
            # A JSON string is a TOML string but for DEL, which JSON leaves as it is.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _key(key: str) -> str:
    return key if _BARE_KEY.fullmatch(key) else _value(key)
