# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Text that people typed, made safe to keep: no control, zero-width or direction characters, no edges of white space."""

import unicodedata

from sessions.codes import Refusal
from sessions.framework import Framework
from sessions.state import ActionContent, Content, ValueContent, ValueRef

_KEPT = {"\n", "\u200d"}
"""Line breaks, and the joiner that holds composed emoji together."""


def clean(text: str) -> str:
    """The text in NFC without what cannot be seen (categories Cc, Cf, Cs, Co): it could hide or reorder words."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    normal = unicodedata.normalize("NFC", plain)
    # A few letters have no composed form and get longer: a text at its limit would then no longer be read back from the log.
    normal = normal if len(normal) <= len(plain) else plain
    return "".join(ch for ch in normal if ch in _KEPT or unicodedata.category(ch) not in {"Cc", "Cf", "Cs", "Co"}).strip()


def clean_line(text: str) -> str:
    """Like `clean`, on one line."""
    return " ".join(clean(text).split())


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
