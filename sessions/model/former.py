# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a workshop knows of the case that it goes on with: told once, when it is opened, and the same ever after.

It is the room's: everybody who has a board of the workshop may read it. Nameless, as all that a case tells.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from sessions.material.framework import FoundationId
from sessions.material.limits import MAX_VALUES_PER_TENSION, Id, LongText, ShortText
from sessions.model.items import Stage
from sessions.model.poster_entries import Level

ActionState = Literal["not_started", "busy", "stuck", "done", "dropped"]
"""How an action of a case is doing."""
MAX_FORMER = 60
"""Of each kind: what a room can take in, and far less than what a board weighs anyway."""


class FormerValue(Struct, frozen=True):
    """A value of the former poster, by its name."""

    foundation: FoundationId
    name: ShortText
    meaning: LongText = ""


class FormerTension(Struct, frozen=True):
    """Two that clashed, or more values with those in `further`, and the choice; an empty one was left open."""

    one: LongText
    other: LongText
    choice: LongText = ""
    further: Annotated[tuple[LongText, ...], Meta(max_length=MAX_VALUES_PER_TENSION - 2)] = ()


class FormerAction(Struct, frozen=True):
    """An action of the case and how it was doing. An entry of the poster whose id begins with this one is the same action, told
    once more.
    """

    id: Id
    foundation: FoundationId | None
    action: LongText
    state: ActionState
    holder: ShortText = ""
    term: ShortText = ""
    level: Level | None = None
    reason: LongText = ""


class Former(Struct, frozen=True):
    """Which case it is and what it told at `told_at_ms`. `more` counts the actions that found no place."""

    case_id: Id
    stage: Stage
    told_at_ms: int
    values: Annotated[tuple[FormerValue, ...], Meta(max_length=MAX_FORMER)] = ()
    tensions: Annotated[tuple[FormerTension, ...], Meta(max_length=MAX_FORMER)] = ()
    actions: Annotated[tuple[FormerAction, ...], Meta(max_length=MAX_FORMER)] = ()
    more: int = 0
