# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people typed on notes and posters, made complete and true: values exist, words are clean."""

from sessions.material.framework import Framework, ValueRef
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal
from sessions.model.state import ActionContent, Content, ValueContent


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
