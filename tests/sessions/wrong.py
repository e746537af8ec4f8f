# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every command with one thing wrong in it: each text a character too long, each id with a letter that ids do not have, each
choice that is none, each number outside its range. Found in the types, so that a new field is never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
from msgspec import inspect

from sessions.wire import commands as c
from tests.sessions.samples import SAMPLES

PATTERNED = ("x", "2026-01-31", "09:30", "https://a.nl")

Wrong = tuple[str, str, Any]
"""Where it is wrong, the code of the refusal that must come, and the value with that in it."""


def wrong_commands() -> Iterator[Wrong]:
    """Each time a whole command; where it is wrong begins with its name."""
    for kind in get_args(c.AnyCommand):
        described = inspect.type_info(kind)
        # Of a script and a framework one sample; everything else is made of its type, with every field filled.
        right = SAMPLES[kind] if kind in (c.OpenWorkshop, c.ChangeValues) else None
        for command in [right] if right else made(described):
            for where, code, wrong in wrongs(described, command):
                yield f"{kind.__name__}{where}", code, wrong


def made(kind: inspect.Type) -> Iterator[Any]:
    """Values that fit a type, with something in every field and every tuple; one for each kind of a union."""
    match kind:
        case inspect.StrType(pattern=str(pattern)):
            yield next(text for text in PATTERNED if re.search(pattern, text))
        case inspect.StrType():
            yield "x"
        case inspect.LiteralType(values=values):
            yield values[0]
        case inspect.IntType(ge=least):
            yield least or 0
        case inspect.BoolType():
            yield True
        case inspect.UnionType(types=kinds):
            for one in kinds:
                if not isinstance(one, inspect.NoneType):
                    yield from made(one)
        case inspect.VarTupleType(item_type=item):
            yield (next(made(item)),)
        case inspect.StructType(cls=cls, fields=fields):
            several = [list(made(field.type)) for field in fields]
            for number in range(max(map(len, several), default=1)):
                yield cls(**{field.name: values[number % len(values)] for field, values in zip(fields, several, strict=True)})
        case _:
            raise AssertionError(f"no value for {kind}")


def wrongs(kind: inspect.Type, value: Any) -> Iterator[Wrong]:
    """A value of a type, each time with one thing wrong."""
    match kind:
        case inspect.StrType():
            if kind.max_length is not None:
                yield "", "too_long", "x" * (kind.max_length + 1)
            if kind.min_length:
                yield "", "invalid", ""
            if kind.pattern is not None:
                yield "", "invalid", "x y"
            yield "", "invalid", 7
        case inspect.LiteralType():
            yield "", "invalid", "zzz"
        case inspect.IntType():
            if kind.ge is not None:
                yield "", "invalid", kind.ge - 1
            if kind.le is not None:
                yield "", "invalid", kind.le + 1
            yield "", "invalid", "7"
        case inspect.BoolType():
            yield "", "invalid", "ja"
        case inspect.UnionType(types=kinds):
            found = next((one for one in kinds if isinstance(one, inspect.StructType) and one.cls is type(value)), None)
            one = found or next(one for one in kinds if not isinstance(one, inspect.NoneType))
            if found or value is not None:
                yield from wrongs(one, value)
        case inspect.VarTupleType(item_type=item):
            if kind.max_length is not None and value:
                yield "", "too_long", value[:1] * (kind.max_length + 1)
            for where, code, wrong in wrongs(item, value[0]) if value else ():
                yield f"[]{where}", code, (wrong, *value[1:])
        case inspect.StructType(fields=fields):
            for field in fields:
                for where, code, wrong in wrongs(field.type, getattr(value, field.name)):
                    yield f".{field.name}{where}", code, msgspec.structs.replace(value, **{field.name: wrong})
        case _:
            # A dict of a script or a framework; its own rules are tested there.
            pass
