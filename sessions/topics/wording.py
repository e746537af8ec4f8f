# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people typed on notes and posters, made complete and true: values exist, words are clean."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import fields, replace

from sessions.material.framework import Framework, ValueRef
from sessions.material.limits import LongText, ShortText
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal
from sessions.model.state import ActionContent, Content, ValueContent

C = TypeVar("C", bound=Struct)
_CLEANERS: dict[object, Callable[[str], str]] = {LongText: clean, ShortText: clean_line}


def clean_words(content: C) -> C:
    """Everything that was typed in a content, clean: long texts keep their lines, short ones stand on one."""
    return replace(content, **{name: cleaner(getattr(content, name)) for name, cleaner in _texts(type(content))})


@cache
def _texts(kind: type[Struct]) -> tuple[tuple[str, Callable[[str], str]], ...]:
    return tuple((field.name, _CLEANERS[field.type]) for field in fields(kind) if field.type in _CLEANERS)


def clean_value(ref: ValueRef, framework: Framework) -> ValueRef | Refusal:
    """A value that exists: one of the framework, or an own one with a name under a principle."""
    if ref.value_id:
        if framework.value(ref.value_id) is None:
            return Refusal("unknown_value", "value")
        return ValueRef(value_id=ref.value_id)
    name = clean_line(ref.name)
    if not name:
        return Refusal("empty", "value")
    if framework.principle(ref.principle_id) is None:
        return Refusal("unknown_value", "principle")
    return ValueRef(principle_id=ref.principle_id, name=name)


def clean_values(refs: tuple[ValueRef, ...], framework: Framework) -> tuple[ValueRef, ...] | Refusal:
    """Every value once, in the order given."""
    kept: list[ValueRef] = []
    for ref in refs:
        value = clean_value(ref, framework)
        if isinstance(value, Refusal):
            return value
        if value not in kept:
            kept.append(value)
    return tuple(kept)


def clean_content(content: Content, framework: Framework, max_values: int) -> Content | Refusal:
    """A note's words, clean and complete: a value note needs its value, an action note its action."""
    match content:
        case ValueContent():
            value = clean_value(content.value, framework)
            return value if isinstance(value, Refusal) else ValueContent(value=value, why=clean(content.why))
        case ActionContent():
            action = clean(content.action)
            if not action:
                return Refusal("empty", "action")
            if len(content.values) > max_values:
                return Refusal("too_many", "values")
            values = clean_values(content.values, framework)
            if isinstance(values, Refusal):
                return values
            return ActionContent(action=action, actor=clean_line(content.actor), values=values)
