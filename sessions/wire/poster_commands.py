# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be asked of the poster. `commands.py` has all of them, so other modules import them from there."""

from typing import Annotated

from msgspec import Meta, Struct

from sessions.material.framework import FoundationId, ValueRef
from sessions.material.limits import MAX_ORIGINS, MAX_VALUES_PER_ACTION, Id, LongText, OptionalId, Rev, ShortText
from sessions.model.items import MeasureIds
from sessions.model.state import Level, Orientation, Outcome, Weight

Origins = Annotated[tuple[Id, ...], Meta(max_length=MAX_ORIGINS)]
Actions = Annotated[tuple[Id, ...], Meta(max_length=MAX_VALUES_PER_ACTION)]
Values = Annotated[tuple[ValueRef, ...], Meta(max_length=MAX_VALUES_PER_ACTION)]


class Command(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """What all commands have in common on the wire."""


class PutPosterValue(Command, frozen=True, tag="put_poster_value"):
    """Add a value to the poster (`base_rev` 0) or change it."""

    entry_id: Id
    base_rev: Rev
    foundation: FoundationId
    value: ValueRef
    meaning: LongText = ""
    origins: Origins = ()
    orientation: Orientation | None = None
    wider: bool = False
    wider_note: LongText = ""


class PutPosterAction(Command, frozen=True, tag="put_poster_action"):
    """Add an action to the poster (`base_rev` 0) or change it."""

    entry_id: Id
    base_rev: Rev
    foundation: FoundationId
    action: LongText
    holder: ShortText = ""
    term: ShortText = ""
    monitor: ShortText = ""
    level: Level | None = None
    audience: ShortText = ""
    values: Values = ()
    origins: Origins = ()
    necessity: Weight | None = None
    importance: Weight | None = None
    measures: MeasureIds = ()
    needs: LongText = ""
    wider: bool = False
    wider_note: LongText = ""


class PutTension(Command, frozen=True, tag="put_tension"):
    """Record a tension between two values, or two actions of the poster (`base_rev` 0), or change it."""

    entry_id: Id
    base_rev: Rev
    value_a: ValueRef
    value_b: ValueRef
    clash: LongText = ""
    affected: ShortText = ""
    choice: LongText = ""
    reason: LongText = ""
    decides: ShortText = ""
    action_a: OptionalId = ""
    action_b: OptionalId = ""
    actions: Actions = ()


class MergePosterEntry(Command, frozen=True, tag="merge_poster_entry"):
    """Lay an entry into another of its kind, which takes over its origins; `restore_poster_entry` takes them apart again."""

    entry_id: Id
    base_rev: Rev
    into_id: Id
    into_base_rev: Rev
    reason: LongText = ""


class OrderPoster(Command, frozen=True, tag="order_poster"):
    """Show the actions by necessity and importance, or as they were laid."""

    base_rev: Rev
    by_priority: bool


class MovePosterEntry(Command, frozen=True, tag="move_poster_entry"):
    """Put an entry after another of its kind; an empty `after_id` is the top."""

    entry_id: Id
    base_rev: Rev
    after_id: OptionalId = ""


class RemovePosterEntry(Command, frozen=True, tag="remove_poster_entry"):
    """Take an entry off the poster, with the reason if there is one; `restore_poster_entry` undoes it."""

    entry_id: Id
    base_rev: Rev
    reason: LongText = ""


class RestorePosterEntry(Command, frozen=True, tag="restore_poster_entry"):
    """Undo `remove_poster_entry`."""

    entry_id: Id
    base_rev: Rev


class AnswerChecklist(Command, frozen=True, tag="answer_checklist"):
    """Answer one of the checklist questions."""

    item_id: Id
    base_rev: Rev
    answer: LongText = ""
    done: bool = False


class DecideProject(Command, frozen=True, tag="decide_project"):
    """Doorgaan, aangepast doorgaan, niet doorgaan or nog open, with its reason."""

    base_rev: Rev
    outcome: Outcome
    reason: LongText = ""


class TakeSnapshot(Command, frozen=True, tag="take_snapshot"):
    """Vastleggen: fix the poster as it is now."""
