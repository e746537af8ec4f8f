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

from sessions.material.problems import MAX_PROBLEMS, Path, Problem, ProblemCode, shown
from sessions.material.text import Text
from sessions.material.typed import clean


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
        fitted: list[object] = []
        for number, each in enumerate(data):
            if len(problems) >= MAX_PROBLEMS:
                break  # nobody reads on
            fitted.append(fit(each, get_args(kind)[0], problems, (*path, number)))
        return fitted
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
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind) if field.encode_name != "others"}
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
