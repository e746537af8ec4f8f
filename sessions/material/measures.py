# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of measures as data: six categories (the handbook), eight mechanisms (CODIO-PaD), and example actions.

The shipped set is `content/measures-2025.toml`.
"""

import msgspec
from msgspec import Struct

from sessions.material.framework import Framework, Source
from sessions.material.text import Text


class Measure(Struct, frozen=True, forbid_unknown_fields=True):
    """A category or a mechanism, with what it is in one sentence."""

    id: str
    name: Text
    about: Text


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """An example action for a value, under a category. Shown only after the silent writing (DOM-23)."""

    value_id: str
    category: str
    action: Text


class MeasureSet(Struct, frozen=True, weakref=True, forbid_unknown_fields=True):
    """The kinds of measures and the examples of one version."""

    id: str
    version: int
    sources: tuple[Source, ...]
    categories: tuple[Measure, ...]
    mechanisms: tuple[Measure, ...]
    examples: tuple[Example, ...]

    def known(self, measure_id: str) -> bool:
        """Whether this is the id of a category or a mechanism."""
        return any(measure.id == measure_id for measure in (*self.categories, *self.mechanisms))


NO_MEASURES = MeasureSet("", 0, (), (), (), ())
"""For logs from before there were measures."""


def parse_measures(toml_text: str, framework: Framework) -> MeasureSet:
    """Read a set from TOML. Raises `msgspec.ValidationError` when a field is wrong or a reference goes nowhere."""
    measures = msgspec.toml.decode(toml_text, type=MeasureSet)
    ids = [measure.id for measure in (*measures.categories, *measures.mechanisms)]
    if len(set(ids)) != len(ids):
        raise msgspec.ValidationError("two measures have the same id")
    categories = {category.id for category in measures.categories}
    for example in measures.examples:
        if example.category not in categories:
            raise msgspec.ValidationError(f"example for {example.value_id}: {example.category} is not a category")
        if framework.value(example.value_id) is None:
            raise msgspec.ValidationError(
                f"example under {example.category}: {example.value_id} is not a value of {framework.id}"
            )
    return measures
