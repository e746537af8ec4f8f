# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page's queue as board/client/core/device/queue.ts has it, function for function: one in flight, dense numbers, adoption."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from sessions.wire.commands import Command
from sessions.wire.frames import Settled


class Ask(Struct, frozen=True):
    """One command of one person. `uid` is the harness's own name for it, whatever numbers it travels under."""

    uid: int
    client_id: str
    n: int
    command: Command


class Ended(Struct, frozen=True):
    """How a command ended: an empty code is done."""

    ask: Ask
    code: str


class Queue:
    """Commands on their way, in order."""

    def __init__(self, own: str) -> None:
        self.own = own
        self.next_n = 1
        self.asks: tuple[Ask, ...] = ()
        self.sent = False

    def enqueue(self, uid: int, command: Command) -> Ask:
        """Put a command at the end."""
        ask = Ask(uid, self.own, self.next_n, command)
        self.next_n += 1
        self.asks = (*self.asks, ask)
        return ask

    def to_send(self) -> Ask | None:
        """What may be sent now: the first, when nothing is in flight."""
        return None if self.sent or not self.asks else self.asks[0]

    @property
    def pending_n(self) -> int:
        """This page's own first unsettled number, or 0."""
        return next((ask.n for ask in self.asks if ask.client_id == self.own), 0)

    def settle(self, settled: Settled) -> list[Ended]:
        """Everything of one client up to a number is over; of the last only is the outcome known."""
        client = settled.client_id or self.own
        ended = [
            Ended(ask, settled.code if ask.n == settled.n else "")
            for ask in self.asks
            if ask.client_id == client and ask.n <= settled.n
        ]
        if ended:
            over = {end.ask for end in ended}
            head_is_over = self.asks[0] in over
            self.asks = tuple(ask for ask in self.asks if ask not in over)
            self.sent = self.sent and not head_is_over
        return ended

    def adopt(self, orphans: tuple[Ask, ...]) -> None:
        """Take over what a dead page left, before this page's own that wait."""
        known = {(ask.client_id, ask.n) for ask in self.asks}
        fresh = tuple(ask for ask in orphans if (ask.client_id, ask.n) not in known)
        in_flight = self.asks[:1] if self.sent else ()
        self.asks = (*in_flight, *fresh, *self.asks[len(in_flight) :])

    def again(self, refused: Ask) -> None:
        """Ask a command that was refused in passing once more, before all others, under a number of this page."""
        n = next((ask.n for ask in self.asks if ask.client_id == self.own), self.next_n)
        others = tuple(replace(ask, n=ask.n + 1) if ask.client_id == self.own else ask for ask in self.asks)
        self.next_n += 1
        self.asks = (replace(refused, client_id=self.own, n=n), *others)
        self.sent = False
