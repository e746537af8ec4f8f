# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody who was in the workshop is told: dated messages on the status page, each with the actions as they stood."""

from msgspec import Struct

from sessions.material.framework import FoundationId
from sessions.material.limits import CaseText
from sessions.model.former import ActionState
from sessions.model.poster_entries import Level

MessageText = CaseText


class ToldAction(Struct, frozen=True):
    """An action as everybody sees it: nameless, with the values that it is for. `due_day` may be empty, `term` is as it was
    said.
    """

    action: str
    values: tuple[str, ...]
    foundation: FoundationId | None
    status: ActionState
    due_day: str
    term: str
    level: Level | None = None


class StatusMessage(Struct, frozen=True):
    """One message. A corrected one keeps its place and day; of one that was withdrawn only the days are shown."""

    id: str
    at_ms: int
    text: str
    actions: tuple[ToldAction, ...]
    rev: int = 1
    changed_at_ms: int = 0
    withdrawn: bool = False

    @property
    def last_ms(self) -> int:
        """When it last changed."""
        return self.changed_at_ms or self.at_ms
