# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether what somebody wrote (TOML, or a form) has the shape of our content: every problem at once, each with its place.

msgspec stops at the first problem; somebody who writes a script wants to know them all, and what is expected instead.
"""

from itertools import islice
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Struct

from sessions.authoring.toml_lines import Path
from sessions.material.text import Text
from sessions.material.typed import clean

ProblemCode = Literal[
    "syntax",
    "not_utf8",
    "missing",
    "unknown_key",
    "not_text",
    "not_number",
    "not_yes_no",
    "not_list",
    "not_table",
    "choice",
    "empty",
    "too_long",
    "too_many",
    "key_parts",
    "too_deep",
    "too_low",
    "too_high",
    "bad_id",
    "id_twice",
    "id_taken",
    "name_twice",
    "name_taken",
    "silent_mode",
    "silent_parts",
    "silent_tools",
    "sheet_mode",
    "sheet_kinds",
    "pitches_mode",
    "answers_tool",
    "too_early",
    "minutes_sum",
    "no_steps",
    "unknown_framework",
    "unknown_principle",
    "other",
]


class Problem(Struct, frozen=True):
    """What is wrong at `path`. `expected` is what may stand there instead: a number, or the words to choose from. `given` is what
    stood there, shortened. `line` is in the file, from 1; 0 when it came from a form.
    """

    path: Path
    code: ProblemCode
    expected: tuple[str, ...] = ()
    given: str = ""
    line: int = 0

    @property
    def field(self) -> str:
        """The path as one name ("parts.0.steps.2.title")."""
        return ".".join(str(key) for key in self.path)


MAX_PROBLEMS = 200
"""Told of one text or form: whoever mends these will see the rest."""
_MAX_GIVEN = 60


def shown(value: object) -> str:
    """A wrong value as it can be shown: short, on one line."""
    text = " ".join(str(value).split())
    return text if len(text) <= _MAX_GIVEN else text[: _MAX_GIVEN - 1] + "…"


def fit(data: object, kind: object, problems: list[Problem], path: Path = ()) -> object:
    """The data as msgspec can convert it to `kind`, with clean strings; what is wrong with it is added to `problems`, up to
    MAX_PROBLEMS.

    A text may be one string, for both languages, or have Dutch alone. Something of the right kind stands in for what is wrong or
    missing, so that the rest can still be looked at.
    """
    if len(problems) >= MAX_PROBLEMS:
        return stand_in(kind)
    origin = get_origin(kind)
    if origin is Annotated:
        return fit(data, get_args(kind)[0], problems, path)
    if origin in (Union, UnionType):
        if data is None:
            return None
        (inner,) = (each for each in get_args(kind) if each is not NoneType)
        return fit(data, inner, problems, path)
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _fit_struct(data, kind, problems, path)
    if origin is tuple:
        if not isinstance(data, list):
            problems.append(Problem(path, "not_list", given=shown(data)))
            return stand_in(kind)
        return [fit(each, get_args(kind)[0], problems, (*path, number)) for number, each in enumerate(data)]
    if origin is Literal:
        if data not in get_args(kind):
            problems.append(Problem(path, "choice", get_args(kind), shown(data)))
            return stand_in(kind)
        return data
    return _fit_plain(data, kind, problems, path)


def stand_in(kind: object) -> object:
    """Something of this kind, in place of what is wrong."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Annotated, Literal):
        return inner[0] if origin is Literal else stand_in(inner[0])
    if origin in (Union, UnionType):
        return None
    if isinstance(kind, type) and issubclass(kind, Struct):
        return {field.encode_name: stand_in(field.type) for field in msgspec.structs.fields(kind) if field.required}
    return [] if origin is tuple else _PLAIN[kind]


_PLAIN: dict[object, object] = {str: "-", int: 1, bool: False}
_PLAIN_CODES: dict[object, tuple[ProblemCode, tuple[str, ...]]] = {
    str: ("not_text", ()),
    int: ("not_number", ()),
    bool: ("not_yes_no", ("true", "false")),
}


def _fit_plain(data: object, kind: object, problems: list[Problem], path: Path) -> object:
    if type(data) is kind:
        return clean(data) if isinstance(data, str) else data
    code, expected = _PLAIN_CODES[kind]
    problems.append(Problem(path, code, expected, shown(data)))
    return stand_in(kind)


def _fit_struct(data: object, kind: type[Struct], problems: list[Problem], path: Path) -> object:
    if issubclass(kind, Text):
        if isinstance(data, str):
            data = {"nl": data, "en": data}
        elif isinstance(data, dict) and "nl" in data and not data.get("en"):
            data = {**data, "en": data["nl"]}
    if not isinstance(data, dict):
        problems.append(Problem(path, "not_text" if issubclass(kind, Text) else "not_table", given=shown(data)))
        return stand_in(kind)
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    unknown = (key for key in data if key not in fields)
    told = islice(unknown, MAX_PROBLEMS - len(problems))
    problems += [Problem((*path, key), "unknown_key", tuple(fields), shown(key)) for key in told]
    fitted: dict[str, object] = {}
    for name, field in fields.items():
        if name in data:
            fitted[name] = fit(data[name], field.type, problems, (*path, name))
        elif field.required:
            problems.append(Problem((*path, name), "missing"))
            fitted[name] = stand_in(field.type)
    return fitted
