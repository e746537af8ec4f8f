# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workshops of the same script, framework and measures hold one of each in memory. Each log has its own copy, two thirds of what
an open workshop takes; the copies are equal and never change, so one stands for all.
"""

from typing import TypeVar
from weakref import WeakValueDictionary

import msgspec

from sessions.material.framework import Framework
from sessions.material.measures import MeasureSet
from sessions.material.script import Script

Material = TypeVar("Material", bound=Script | Framework | MeasureSet)
Holder = TypeVar("Holder", bound=msgspec.Struct)

_known: "WeakValueDictionary[tuple[type, str, int], Script | Framework | MeasureSet]" = WeakValueDictionary()
"""By kind, id and version. Nothing stays here that no workshop has any more: values of an organisation go with its last one."""


def shared(read: Material) -> Material:
    """What is equal to it and in use already, else itself."""
    name = (type(read), read.id, read.version)
    known = _known.get(name)
    if known == read:
        return known  # of the same kind, which is a part of its name
    # Of two that go by one name the one that was read last is the likelier to be read again.
    _known[name] = read
    return read


def with_shared(holder: Holder) -> Holder:
    """The same, with what it has of these shared."""
    parts = {
        field: shared(part)
        for field in holder.__struct_fields__
        if isinstance(part := getattr(holder, field), Script | Framework | MeasureSet)
    }
    return msgspec.structs.replace(holder, **parts)
