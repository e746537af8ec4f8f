# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the machinery of logs has to know of a thing that has one; whatever else it is, is the business of who made it.

What replays, recalls, heals and backs up a log is written for this. `server.live.workshops` is the one that there is.
"""

from typing import Protocol, TypeVar

from server.store import Kind

State = TypeVar("State")
"""What is true of one of them."""


class Aggregate(Protocol[State]):
    """One kind of things with a log each. Without state of its own: one instance serves all of a kind."""

    @property
    def kind(self) -> Kind:
        """The kind of its logs."""

    def reduce(self, state: State | None, payload: bytes) -> State:
        """What is true after an entry; `state` is None before the first. Raises for a payload that it did not write."""

    def id_of(self, state: State) -> str:
        """The id of its log."""

    def code_of(self, state: State) -> str:
        """The join code that leads to it; "" for none."""

    def is_over(self, state: State) -> bool:
        """Whether it may be taken away: then a log that is gone is not put back."""
