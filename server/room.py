# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One workshop on one worker: one way in (`submit`), one way out (`_apply`).

        submit ─► queue ─► decide on a scratch state ─► append ──► Appended ─► _apply ─► fan-out
                                   ▲                      │                      ▲
                                   └── apply its tail ◄── Conflict               │
        feed (other workers) ─────────────────────────────────────── on_entries ─┘

One append is in flight at a time; what arrives meanwhile is the next batch. `_apply` is the only place where the room's state
changes, whether an entry came from here or from Redis; nothing is shown or acknowledged before the store has answered.
"""

import asyncio
import contextlib
import itertools
import logging
import random
import secrets
from collections import deque

from msgspec import Struct

from server.clock import StoreClock
from server.fanout import Fanout, Member
from server.sealing import Sealer
from server.store import (
    NO_LOG,
    Appended,
    Conflict,
    Duplicate,
    Early,
    Entry,
    Head,
    Item,
    SessionLog,
    StoreError,
    StoreUnavailable,
)
from sessions import decider
from sessions.codes import RETRIABLE, Refusal
from sessions.commands import AnyCommand
from sessions.events import decode_events, encode_events
from sessions.frames import Refused, Settled, encode
from sessions.policy import Who
from sessions.runs import due_silence
from sessions.state import Session

MAX_BATCH = 64
"""Commands in one append: enough to catch a burst, small enough for the script's argument list."""

RETRY_LONGEST_S = 2.0
"""Longest pause before the same append is tried again while the store does not answer."""

PRESENCE_EVERY_S = 1.0
"""A room that fills makes one presence frame a second, not one a phone."""

_log = logging.getLogger(__name__)


class Ticket(Struct, eq=False):
    """A command on its way. `client` and `n` are empty for one that came by a page; then `future` waits for the outcome."""

    command: AnyCommand
    who: Who
    client: str = ""
    n: int = 0
    client_id: str = ""
    member: Member | None = None
    future: "asyncio.Future[Refusal | None] | None" = None
    nonce: int = 0

    def done(self, refusal: Refusal | None) -> None:
        """Tell whoever waits how it ended. A command that was carried out is settled by the fan-out."""
        if self.future is not None and not self.future.done():
            self.future.set_result(refusal)
        if refusal is not None and self.member is not None:
            self.member.send(encode(refused(self.n, self.client_id, refusal)))


def refused(n: int, client_id: str, refusal: Refusal) -> Refused:
    """The frame that tells a client no."""
    return Refused(
        n=n, code=refusal.code, field=refusal.field, retriable=refusal.code in RETRIABLE, client_id=client_id
    )


class Room:
    """A session that is open on this worker. Made by `Rooms`; `close` it when nobody is in it any more."""

    def __init__(self, session: Session, head: Head, log: SessionLog, clock: StoreClock, sealer: Sealer) -> None:
        self.session = session
        self.head = head
        self.fanout = Fanout(sealer)
        self._log = log
        self._clock = clock
        self._queue: deque[Ticket] = deque()
        self._wake = asyncio.Event()
        self._arrived: deque[tuple[Entry, ...]] = deque()
        self._resync = False
        self._alarm: asyncio.TimerHandle | None = None
        self._presence: asyncio.TimerHandle | None = None
        self._task = asyncio.create_task(self._run(), name=f"room {session.id}")
        self._set_alarm()

    # ── in ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def submit(self, ticket: Ticket) -> None:
        """Queue a command. The outcome reaches its member or future; only a full store is waited for, never refused."""
        self._queue.append(ticket)
        self._wake.set()

    async def ask(self, command: AnyCommand, who: Who) -> Refusal | None:
        """Carry out a command that came by a page; None when it was done. Cancel it to stop waiting."""
        future: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self.submit(Ticket(command, who, future=future))
        return await future

    def _presence_changed(self) -> None:
        """Tell facilitators who is connected, at most once a second. Never logged, may be dropped."""
        if self._presence is None:
            self._presence = asyncio.get_running_loop().call_later(PRESENCE_EVERY_S, self._tell_presence)

    def _tell_presence(self) -> None:
        self._presence = None
        self.fanout.tell_presence()

    async def join(self, member: Member, token: str) -> None:
        """Add a connection. Its first frame holds everything that it sees, or what it missed since `token`."""
        last = await self._log.settled(self.session.id, member.client)
        n, code = last or (0, "")
        # No await between reading the state and adding the member.
        self.fanout.join(member, self.session, self.head, token, Settled(n, code), self._clock.now_ms())
        self._presence_changed()

    def leave(self, member: Member) -> None:
        """The connection is gone; its commands on the way still count."""
        self.fanout.leave(member)
        self._presence_changed()
        for ticket in self._queue:
            if ticket.member is member:
                ticket.member = None

    def on_entries(self, entries: tuple[Entry, ...]) -> None:
        """Entries that any worker published. Called by the feed."""
        self._arrived.append(entries)
        self._wake.set()

    def on_resubscribed(self) -> None:
        """The feed may have missed something: ask the log."""
        self._resync = True
        self._wake.set()

    async def close(self) -> None:
        """Stop. What is queued is finished first if the store answers within a moment."""
        for timer in (self._alarm, self._presence):
            if timer is not None:
                timer.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                while self._queue:
                    await asyncio.sleep(0.01)
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task

    # ── the one task ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _run(self) -> None:
        pause_s = 0.05
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._work()
                pause_s = 0.05
            except StoreUnavailable as error:
                _log.warning("store unavailable: %s", error.code)
                await asyncio.sleep(pause_s * random.uniform(0.5, 1))
                pause_s = min(pause_s * 2, RETRY_LONGEST_S)
                self._wake.set()
            except Exception:
                _log.exception("room failed; its state is read anew")
                await asyncio.sleep(pause_s * random.uniform(0.5, 1))
                pause_s = min(pause_s * 2, RETRY_LONGEST_S)
                with contextlib.suppress(StoreError):
                    await self._reload()
                self._wake.set()

    async def _work(self) -> None:
        if self._resync:
            # First, so that what is missed while we read is read as well.
            self._resync = False
            try:
                await self._catch_up()
            except BaseException:
                self._resync = True
                raise
        while self._arrived:
            await self._take(self._arrived.popleft())
        await self._end_silence()
        while self._queue:
            batch = self._next_batch()
            await self._carry_out(batch)
            for _ in batch:
                self._queue.popleft()
            await self._end_silence()

    def _next_batch(self) -> list[Ticket]:
        """The commands of the next append. A counter rises within one append: what was sent twice waits for the append after it,
        where the store knows it by its number."""
        batch: list[Ticket] = []
        last_n: dict[str, int] = {}
        for ticket in itertools.islice(self._queue, MAX_BATCH):
            if ticket.client and ticket.n <= last_n.get(ticket.client, 0):
                break
            last_n[ticket.client] = ticket.n
            batch.append(ticket)
        return batch

    async def _carry_out(self, batch: list[Ticket]) -> None:
        """Decide a batch and store it: all or nothing, again and again until each ticket has its outcome."""
        left = batch
        for ticket in left:
            ticket.nonce = ticket.nonce or secrets.randbits(64) | 1
        while left:
            items, decided, refusals = self._decide(left)
            if not items:
                for ticket in left:
                    ticket.done(refusals.get(id(ticket)))
                return
            result = await self._log.append(self.session.id, self.head, items)
            self._clock.learn(result.now_ms)
            match result:
                case Appended():
                    self._apply(result.entries, result.head)
                    for ticket in left:
                        refusal = refusals.get(id(ticket))
                        if refusal is None and ticket not in decided and ticket.client:
                            self.fanout.answer(ticket.client, ticket.n, self.head, self._clock.now_ms())
                        ticket.done(refusal)
                    return
                case Duplicate():
                    left = self._settle_duplicate(left, items, result)
                case Conflict():
                    await self._follow(result)
                    left = self._without_stored(left, result.tail)
                case Early():
                    return

    def _decide(self, tickets: list[Ticket]) -> tuple[list[Item], set[Ticket], dict[int, Refusal]]:
        """Decide later commands on what earlier ones will have made; the scratch state is thrown away on conflict."""
        scratch = self.session
        now_ms = self._clock.now_ms()
        items: list[Item] = []
        decided: set[Ticket] = set()
        refusals: dict[int, Refusal] = {}
        for ticket in tickets:
            try:
                decision = decider.decide(scratch, ticket.command, ticket.who, now_ms)
                if not isinstance(decision, Refusal):
                    scratch = decider.replay(decision, scratch) or scratch
            except Exception:
                # A command that trips over a bug is settled as refused; otherwise it would jam its phone's queue for ever.
                _log.exception("decide failed for %s", type(ticket.command).__name__)
                decision = Refusal("internal")
            if isinstance(decision, Refusal):
                refusals[id(ticket)] = decision
                if ticket.client:
                    items.append(Item(b"", 0, ticket.client, ticket.n, decision.code))
            elif decision:
                items.append(Item(encode_events(decision), ticket.nonce, ticket.client, ticket.n))
                decided.add(ticket)
            elif ticket.client:
                items.append(Item(b"", 0, ticket.client, ticket.n))
        return items, decided, refusals

    def _settle_duplicate(self, tickets: list[Ticket], items: list[Item], result: Duplicate) -> list[Ticket]:
        """One of the commands was settled before: answer it with its own outcome, and go on with the others."""
        item = items[result.index]
        settled = next(t for t in tickets if t.client == item.client and t.n == item.n)
        if result.outcome and result.n == settled.n:
            settled.done(Refusal(result.outcome))  # type: ignore[arg-type]  # the store holds the codes that we gave it
        else:
            self.fanout.answer(settled.client, settled.n, self.head, self._clock.now_ms())
            settled.done(None)
        return [ticket for ticket in tickets if ticket is not settled]

    def _without_stored(self, tickets: list[Ticket], tail: tuple[Entry, ...]) -> list[Ticket]:
        """After a lost reply our own entries stand in the tail: they were carried out."""
        stored = {entry.nonce for entry in tail}
        for ticket in tickets:
            if ticket.nonce in stored:
                ticket.done(None)
        return [ticket for ticket in tickets if ticket.nonce not in stored]

    async def _end_silence(self) -> None:
        """Open a silence whose time is over, before anything else is decided. The store's clock has the last word."""
        command = due_silence(self.session, self._clock.now_ms())
        while command is not None:
            run = self.session.runs[command.run_id]
            decision = decider.decide(self.session, command, decider.SYSTEM, self._clock.now_ms())
            if isinstance(decision, Refusal):
                return
            item = Item(encode_events(decision), secrets.randbits(64) | 1)
            result = await self._log.append(self.session.id, self.head, [item], not_before_ms=run.timer.ends_at_ms)
            self._clock.learn(result.now_ms)
            match result:
                case Appended():
                    self._apply(result.entries, result.head)
                case Conflict():
                    await self._follow(result)
                case Early():
                    self._set_alarm()
                    return
                case Duplicate():
                    raise AssertionError("an item without a client is no duplicate")
            command = due_silence(self.session, self._clock.now_ms())
        # A slow reply may have set our clock back since the alarm was set: then it rang too early.
        self._set_alarm()

    # ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _apply(self, entries: tuple[Entry, ...], head: Head) -> None:
        """Entries that follow ours are true now: reduce, and tell everybody what changed for him."""
        if not entries:
            return
        old = self.session
        new = old
        for entry in entries:
            new = decider.replay(decode_events(entry.payload), new) or new
        self.session = new
        self.head = head
        self.fanout.tell(old, new, entries, head)
        self._set_alarm()

    async def _take(self, entries: tuple[Entry, ...]) -> None:
        """Entries from the feed: older ones are ours already; a gap is read from the log."""
        fresh = tuple(entry for entry in entries if entry.seq > self.head.seq)
        if not fresh:
            return
        if fresh[0].seq == self.head.seq + 1:
            self._apply(fresh, Head(self.head.epoch, fresh[-1].seq, fresh[-1].nonce))
        else:
            await self._catch_up()

    async def _follow(self, conflict: Conflict) -> None:
        if conflict.complete:
            self._apply(conflict.tail, conflict.head)
        else:
            await self._catch_up()

    async def _catch_up(self) -> None:
        """Read what follows our head; when our head is no part of the log any more, begin again from the log."""
        entries = await self._log.read_following(self.session.id, self.head)
        if entries is None:
            await self._reload()
        elif entries:
            self._apply(tuple(entries), Head(self.head.epoch, entries[-1].seq, entries[-1].nonce))

    async def _reload(self) -> None:
        loaded = await load(self._log, self.session.id)
        if loaded is not None:
            self.session, self.head = loaded
            self.fanout.start_over(self.session, self.head, self._clock.now_ms())
            self._set_alarm()

    def _set_alarm(self) -> None:
        """Wake up at the end of the silence that runs, if one does."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        run = self.session.run()
        if run is not None and run.locked and run.timer.state == "running":
            delay_s = max(0.0, (run.timer.ends_at_ms - self._clock.now_ms()) / 1000)
            # One millisecond more: the clock counts whole ones.
            self._alarm = asyncio.get_running_loop().call_later(delay_s + 0.001, self._wake.set)


async def load(log: SessionLog, session_id: str) -> tuple[Session, Head] | None:
    """A session as its log tells it, or None when there is none."""
    found = await log.read(session_id)
    if found is None:
        return None
    head, entries = found
    session = decider.replay(event for entry in entries for event in decode_events(entry.payload))
    return (session, head) if session is not None else None


async def create(log: SessionLog, session_id: str, payload: bytes) -> bool:
    """Begin a session's log with its opening. False when the id is taken."""
    result = await log.append(session_id, NO_LOG, [Item(payload, secrets.randbits(64) | 1)])
    return isinstance(result, Appended)
