# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bugs that the simulation has to find, each as a change of the server or of the page while a context is open.

They are known ones (docs/reliability.md names where), so that a green simulation means something.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any
from unittest import mock

from msgspec.structs import replace

from server.live import batch, room
from server.live.fanout import Fanout
from server.live.healing import Kept
from server.live.room import Room
from server.store import Appended, Conflict, Entry, Head, Item, RedisLog
from server.store.feed import Feed
from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.model.viewer import SYSTEM
from sessions.topics import decider
from sessions.topics.runs import due_silence
from sessions.wire.events import encode_events
from tests.simulation.page import Page


@contextlib.contextmanager
def nonces_not_compared() -> Iterator[None]:
    """A log that goes on after a lost tail is taken for the one that was known, by its number alone."""

    async def read_following(self: RedisLog, session_id: str, after: Head) -> list[Entry] | None:
        return await self.read_after(session_id, after.seq)

    def holds(_: Kept, seq: int, nonce: int) -> bool | None:
        return True

    with mock.patch.object(RedisLog, "read_following", read_following), mock.patch.object(Kept, "holds", holds):
        yield


@contextlib.contextmanager
def acknowledged_before_the_append() -> Iterator[None]:
    """The author is told before the store has answered."""

    async def carry_out(self: Room, batch: list[Any]) -> None:
        for ticket in batch:
            if ticket.client:
                self.fanout.answer(ticket.client, ticket.n, self.head, self._clock.now_ms())
        await carried_out(self, batch)

    carried_out = Room._carry_out
    with mock.patch.object(Room, "_carry_out", carry_out):
        yield


@contextlib.contextmanager
def sent_again_under_a_new_number() -> Iterator[None]:
    """A page that comes back gives everything that waits another number, also what it had sent."""
    dial = Page._dial

    def dial_again(self: Page) -> None:
        if self.token:
            own = self.client_id
            self.queue.asks = tuple(replace(ask, n=ask.n + 1) if ask.client_id == own else ask for ask in self.queue.asks)
            self.queue.next_n += 1
        dial(self)

    with mock.patch.object(Page, "_dial", dial_again):
        yield


@contextlib.contextmanager
def gap_passed_over() -> Iterator[None]:
    """A publication that does not follow is dropped, and nobody asks the log for what is missing."""

    async def take(self: Room, entries: tuple[Entry, ...]) -> None:
        fresh = tuple(entry for entry in entries if entry.seq > self.head.seq)
        if fresh and fresh[0].seq == self.head.seq + 1:
            self._apply(fresh, Head(self.head.epoch, fresh[-1].seq, fresh[-1].nonce))

    def nothing(self: Room) -> None:
        """The room is not told either."""

    def deliver_anyway(self: Feed, session_id: str, subscription: Any, message: bytes) -> None:
        subscription.last = None
        deliver(self, session_id, subscription, message)

    deliver = Feed._deliver
    with (
        mock.patch.object(Room, "_take", take),
        mock.patch.object(Room, "on_resubscribed", nothing),
        mock.patch.object(Feed, "_deliver", deliver_anyway),
    ):
        yield


@contextlib.contextmanager
def timer_without_version() -> Iterator[None]:
    """The end of silence, once decided, is stored also when the time was changed meanwhile."""

    async def end_silence(self: Room) -> None:
        command = due_silence(self.session, self._clock.now_ms() + 50)
        if command is None:
            self._set_alarm()
            return
        run = self.session.runs[command.run_id]
        decision = decider.decide(self.session, command, SYSTEM, run.timer.ends_at_ms)
        if isinstance(decision, Refusal):
            return
        item = Item(encode_events(decision), secrets.randbits(64) | 1)
        while True:
            result = await self._log.append(self.session.id, self.head, [item])
            match result:
                case Appended():
                    self._apply(result.entries, result.head)
                    return
                case Conflict():
                    await self._follow(result)
                case _:
                    return

    with mock.patch.object(Room, "_end_silence", end_silence):
        yield


@contextlib.contextmanager
def refusals_forgotten() -> Iterator[None]:
    """A refusal is told and not settled, so that the same command may be carried out later."""
    original = RedisLog.append

    async def append(self: RedisLog, session_id: str, after: Head, items: Any, **more: Any) -> Any:
        kept = [item for item in items if item.payload or not item.outcome]
        if not kept:
            return Appended((), after, await self.now_ms())
        return await original(self, session_id, after, kept, **more)

    with mock.patch.object(RedisLog, "append", append):
        yield


@contextlib.contextmanager
def everything_counts_as_settled() -> Iterator[None]:
    """A page that comes back throws away what it had sent, without knowing how it ended."""

    def closed(self: Page, wire: Any, code: int) -> None:
        if self.queue.sent:
            self.queue.asks = self.queue.asks[1:]
        was_closed(self, wire, code)

    was_closed = Page.closed
    with mock.patch.object(Page, "closed", closed):
        yield


@contextlib.contextmanager
def welcomed_before_the_change() -> Iterator[None]:
    """A worker that lags welcomes a page with an outcome whose change it does not have yet."""

    async def at_once(self: Room, token: str = "", theirs: Head | None = None) -> None:
        """Nothing is compared with the log."""

    with mock.patch.object(Room, "_hear", at_once):
        yield


@contextlib.contextmanager
def nonce_kept_for_another_decision() -> Iterator[None]:
    """What is decided again gets the nonce that it had: lost once, it is taken for what was there before."""
    original = batch.decide

    def decide(session: Session, tickets: Any, now_ms: int) -> Any:
        decided = original(session, tickets, now_ms)
        first = {(ticket.client, ticket.n): ticket.nonces[0] for ticket in decided.tickets}
        decided.items = [replace(item, nonce=first.get((item.client, item.n), item.nonce)) for item in decided.items]
        return decided

    with mock.patch.object(room, "decide", decide):
        yield


@contextlib.contextmanager
def two_links_at_once() -> Iterator[None]:
    """A page goes on with what its old connection says, after it has told a new one how far it was."""

    def opened(self: Page, wire: Any) -> None:
        was_opened(self, wire)
        self._held = None

    was_opened = Page.opened
    with mock.patch.object(Page, "opened", opened):
        yield


@contextlib.contextmanager
def several_entries_remembered_as_one() -> Iterator[None]:
    """Of entries that came at once only what they changed together is kept for those who come back."""

    def remember(self: Fanout, states: Any, entries: Any, changed: Any, recircled: Any) -> None:
        for entry in entries:
            original(self, [states[0], states[-1]], (entry,), changed, recircled)

    original = Fanout._remember
    with mock.patch.object(Fanout, "_remember", remember):
        yield


PLANTED: dict[str, Callable[[], AbstractContextManager[None]]] = {
    plant.__name__: plant
    for plant in (
        nonces_not_compared,
        acknowledged_before_the_append,
        sent_again_under_a_new_number,
        gap_passed_over,
        timer_without_version,
        refusals_forgotten,
        everything_counts_as_settled,
        welcomed_before_the_change,
        nonce_kept_for_another_decision,
        two_links_at_once,
        several_entries_remembered_as_one,
    )
}
