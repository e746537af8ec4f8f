# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the poster: values, actions, and tensions between two of them, or between more values.

Each kind has one list of fields, its content. Command, event, record and form carry that content whole; who tells it to people
takes the same fields and puts names in the place of ids. So a new field is added here, and then where people fill it in and read
it. It gets a default: what was written before it came has none.
"""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from sessions.material.framework import FoundationId, ValueRef
from sessions.material.limits import (
    MAX_ORIGINS,
    MAX_VALUES_PER_ACTION,
    MAX_VALUES_PER_TENSION,
    Id,
    LongText,
    OptionalId,
    Rev,
    ShortText,
)
from sessions.model.items import MeasureIds, Values

Level = Literal["project", "organisation", "other_level"]
Orientation = Literal["vulnerable", "strived_for"]
Weight = Literal["low", "medium", "high"]

Origins = Annotated[tuple[Id, ...], Meta(max_length=MAX_ORIGINS)]
FurtherValues = Annotated[tuple[ValueRef, ...], Meta(max_length=MAX_VALUES_PER_TENSION - 2)]
ActionIds = Annotated[tuple[Id, ...], Meta(max_length=MAX_VALUES_PER_ACTION)]


class ValueFields(Struct, frozen=True):
    """What is said of a value, the same for whoever reads it. `orientation` is set by people, never by us. `wider` says that it
    holds for other projects too.
    """

    meaning: LongText = ""
    orientation: Orientation | None = None
    wider: bool = False
    wider_note: LongText = ""


class PosterValueContent(ValueFields, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type", tag="value"):
    """A value with its meaning in this case."""

    foundation: FoundationId
    value: ValueRef


class ActionFields(Struct, frozen=True):
    """What is said of an action, the same for whoever reads it: holder (a function, no name), term, monitor, and a level when
    one was chosen. `needs` is what is needed, from whom; necessity and importance order it (DOM-20).
    """

    foundation: FoundationId
    action: LongText
    holder: ShortText = ""
    term: ShortText = ""
    monitor: ShortText = ""
    level: Level | None = None
    audience: ShortText = ""
    necessity: Weight | None = None
    importance: Weight | None = None
    needs: LongText = ""
    wider: bool = False
    wider_note: LongText = ""


class PosterActionContent(ActionFields, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type", tag="action"):
    """An action with the values that it safeguards; `measures` are ids of categories or mechanisms."""

    values: Values = ()
    measures: MeasureIds = ()


class TensionFields(Struct, frozen=True):
    """What is said of a tension, the same for whoever reads it; without a choice it is open (DOM-19)."""

    clash: LongText = ""
    affected: ShortText = ""
    choice: LongText = ""
    reason: LongText = ""
    decides: ShortText = ""


class TensionContent(TensionFields, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type", tag="tension"):
    """Two values that clash, or more with those in `further`, and the choice made; or two actions, with the ids of poster actions
    in `action_a` and `action_b` and no values. `actions` are poster actions that carry the choice out.
    """

    value_a: ValueRef
    value_b: ValueRef
    action_a: OptionalId = ""
    action_b: OptionalId = ""
    actions: ActionIds = ()
    further: FurtherValues = ()


EntryContent = PosterValueContent | PosterActionContent | TensionContent


class PosterEntry(Struct, frozen=True):
    """One thing on the poster. `origins` are ids of notes and joint actions; a tension has none. A merged entry is removed, and
    `merged_into` names the one that holds its origins now. `dropped_because` says why it was taken off or merged.
    """

    id: Id
    content: EntryContent
    origins: Origins = ()
    order: str = ""
    rev: Rev = 0
    removed: bool = False
    merged_into: OptionalId = ""
    dropped_because: LongText = ""


def fields_of(kind: type[Struct], thing: Struct) -> dict[str, Any]:
    """The fields of `kind` with what stands in them in `thing`, which has them too: what two shapes of one thing share."""
    return {name: getattr(thing, name) for name in kind.__struct_fields__}
