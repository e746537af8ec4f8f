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
from collections.abc import Sequence

from server.access import still_fits
from server.ending import begin, end
from server.live.arriving import Arriving
from server.live.batch import MAX_BATCH, Ticket, decide, ending, mark_stored, next_batch, without_stored
from server.live.clock import StoreClock
from server.live.comparing import Comparing, Looking
from server.live.fanout import Fanout, Member
from server.live.healing import Kept, Lull, follow, saw_lost
from server.live.replaying import NewerEntry, load, reduced
from server.live.sealing import Sealer
from server.live.workshops import WORKSHOPS
from server.store import Appended, Conflict, Duplicate, Early, Entry, Head, Item, LogStore, StoreError, StoreUnavailable
from sessions.model.codes import Refusal
from sessions.model.state import Session
from sessions.model.viewer import SYSTEM, Viewer
from sessions.topics import decider
from sessions.topics.runs import due_silence
from sessions.wire.checking import check_command
from sessions.wire.commands import AnyCommand
from sessions.wire.events import encode_events
from sessions.wire.frames import Lost, Settled, encode

RETRY_FIRST_S = 0.05
RETRY_LONGEST_S = 2.0
"""First and longest pause before the same append is tried again while the store does not answer."""

PRESENCE_EVERY_S = 1.0
"""A room that fills makes one presence frame a second, not one a phone."""

_log = logging.getLogger(__name__)


class Room:
    """A session that is open on this worker. Made by `Rooms`; `close` it when nobody is in it any more."""

    aggregate = WORKSHOPS
    """Of what its log is."""

    def __init__(
        self, session: Session, kept: Kept, log: LogStore, clock: StoreClock, sealer: Sealer, lull: Lull | None = None
    ) -> None:
        self.session = session
        self.fanout = Fanout(sealer)
        self.gone = self.is_behind = False
        """The log is gone and could not be put back: nothing can be stored here any more. Or it has gone on with what this
        version does not understand: nothing is shown or decided until it does."""
        self._kept = kept
        self._log = log
        self._clock = clock
        self._sealer = sealer
        self._lull = lull or Lull()
        self._arriving = Arriving(log, session.id)
        self._queue: deque[Ticket] = deque()
        self._wake = asyncio.Event()
        self._arrived: deque[tuple[Entry, ...]] = deque()
        self._resync = False
        self._comparing = Comparing(self.on_resubscribed)
        self._looking = Looking(self._hear)
        self._lull_over: asyncio.TimerHandle | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._presence: asyncio.TimerHandle | None = None
        self._task = begin(self._run(), name=f"room {session.id}")
        self._set_alarm()

    @property
    def head(self) -> Head:
        """How far this room has come."""
        return self._kept.head

    @property
    def busy(self) -> bool:
        """Whether commands wait for their outcome."""
        return bool(self._queue)

    # ── in ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def submit(self, ticket: Ticket) -> None:
        """Queue a command that was decoded; every other comes by `ask`.

        The outcome reaches its member or future; only a full store is waited for.
        """
        ticket.session_id = self.session.id
        self._queue.append(ticket)
        self._wake.set()

    async def ask(self, command: AnyCommand, who: Viewer) -> Refusal | None:
        """Carry out a command that a page made and nobody decoded; None when it was done. Cancel it to stop waiting."""
        if wrong := check_command(command):
            return wrong
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
        """Add a connection. Its first frame holds everything that it sees, or what it missed since `token`.

        Who has seen more than this worker waits until it has caught up, and so does who was settled elsewhere: `settled` comes
        with its change. Who has seen what is lost is told so.
        """
        last, theirs = await self._arriving.standing(member.client)
        await self._hear(token, theirs)
        # No await between reading the state and adding the member.
        if member.secret_hash and not still_fits(self.session, member.viewer, member.secret_hash):
            member.revoke()
            return
        self.fanout.join(member, self.session, self.head, token, Settled(*(last or (0, ""))), self._clock.now_ms())
        if saw_lost(self._kept, self._sealer, token, is_over=self.aggregate.is_over(self.session)):
            member.send(encode(Lost()))
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

    def on_head(self, head: Head) -> None:
        """Where the log is, as a look at all rooms found. Also a lost tail that nobody has written after is found so."""
        if head != self.head:
            self.on_resubscribed()

    async def look(self) -> None:
        """Somebody holds what opens nothing here: another worker may know it. Wait until what was stored before now is true here
        too. Raises StoreError.
        """
        await self._looking.wait()

    async def _hear(self, token: str = "", theirs: Head | None = None) -> None:
        """Wait until we have come as far as the log has now (`theirs`), and as a page with this token has seen."""
        theirs = theirs or await self._log.head(self.session.id)
        position = self._sealer.position(token, self.head.epoch)
        is_ahead = position is not None and position[0] > self.head.seq
        if is_ahead or theirs.epoch != self.head.epoch or self._kept.holds(theirs.seq, theirs.nonce) is False:
            await self._comparing.wait()

    async def close(self) -> None:
        """Stop. What is queued is finished first if the store answers within a moment."""
        for timer in filter(None, (self._alarm, self._presence, self._lull_over)):
            timer.cancel()
        self._looking.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(2):
                while self._queue:  # noqa: ASYNC110 # the end of a room
                    await asyncio.sleep(0.01)
        await self._arriving.close()
        await end([self._task])

    # ── the one task ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _run(self) -> None:
        pause_s = RETRY_FIRST_S
        while True:
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._work()
                self.is_behind, pause_s = False, RETRY_FIRST_S
                continue
            except StoreUnavailable as error:
                _log.warning("store unavailable: %s", error.code)
                if error.code == "loading":
                    self._lull.begin()
            except NewerEntry:
                self.is_behind = True  # whoever is here waits, and others find the workshop at workers of that version
            except Exception:  # noqa: BLE001 # a room that ends would leave everybody in it without an answer
                _log.exception("room failed; its state is read anew")
                with contextlib.suppress(StoreError, NewerEntry):
                    await self._reload()
            # Something may have happened to the log before it answers again.
            self._resync = True
            await asyncio.sleep(pause_s * random.uniform(0.5, 1))  # noqa: S311 # not a secret
            pause_s = min(pause_s * 2, RETRY_LONGEST_S)
            self._wake.set()

    async def _work(self) -> None:
        if self._resync:
            self._resync = False  # first, so that what is missed while we read is read as well
            await self._comparing.carry_out(self._catch_up)
        while self._arrived:
            arrived, self._arrived = self._arrived, deque()
            if any(entry.seq > self.head.seq for entries in arrived for entry in entries):
                # It is published before the replicas that are asked for have it; here its author would be told that it is stored.
                await self._log.confirm(self.session.id)
            for entries in arrived:
                await self._take(entries)
        if self._wait_for_others():
            return
        await self._end_silence()
        while self._queue:
            if any(ticket.forsaken for ticket in self._queue):
                self._queue = deque(ticket for ticket in self._queue if not ticket.forsaken)
            batch = next_batch(self._queue)
            try:
                await self._carry_out(batch)
            except StoreUnavailable as error:
                for ticket in ending(self._queue) if error.code == "oom" else ():  # ahead of what waits for room
                    await self._carry_out([ticket], when_full=True)
                    self._queue.remove(ticket)
                raise
            for _ in batch:
                self._queue.popleft()
            await self._end_silence()

    def _wait_for_others(self) -> bool:
        """Whether another server process was met a moment ago: then others may hold more of a lost tail than we do."""
        left_s = self._lull.left_s()
        if left_s <= 0:
            return False
        if self._lull_over is not None:
            self._lull_over.cancel()
        self._lull_over = asyncio.get_running_loop().call_later(left_s, self.on_resubscribed)
        return True

    async def _carry_out(self, batch: list[Ticket], *, when_full: bool = False) -> None:
        """Decide a batch and store it: all or nothing, again and again until each ticket has its outcome."""
        left = without_stored(batch)
        while left:
            if self.gone:
                for ticket in left:
                    ticket.done(Refusal("unavailable"))
                return
            decided = decide(self.session, left, self._clock.now_ms())
            if not (items := decided.items):
                for ticket in left:
                    ticket.done(decided.refusals.get(id(ticket)))
                return
            result = await self._log.append(self.session.id, self.head, items, when_full=when_full)
            self._clock.learn(result.now_ms)
            match result:
                case Appended():
                    self._apply(result.entries, result.head, decided.states)
                    for ticket in left:
                        refusal = decided.refusals.get(id(ticket))
                        if refusal is None and ticket not in decided.tickets and ticket.client:
                            self.fanout.answer(ticket.client, ticket.n, self.head, self._clock.now_ms())
                        ticket.done(refusal)
                    return
                case Duplicate():
                    left = self._settle_duplicate(left, items, result)
                case Conflict():
                    await self._follow(result)
                    left = without_stored(left)
                case Early():
                    return

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

    async def _end_silence(self) -> None:
        """Open a silence whose time is over, before anything else is decided. The store's clock has the last word."""
        command = due_silence(self.session, self._clock.now_ms())
        while command is not None and not self.gone:
            timer = self.session.runs[command.run_id].timer
            decision = decider.decide(self.session, command, SYSTEM, self._clock.now_ms())
            if isinstance(decision, Refusal):
                return
            item = Item(encode_events(decision), secrets.randbits(64) | 1)
            result = await self._log.append(self.session.id, self.head, [item], not_before_ms=timer.ends_at_ms, when_full=True)
            self._clock.learn(result.now_ms)
            match result:
                case Appended():
                    self._apply(result.entries, result.head)
                case Conflict():
                    await self._follow(result)
                case Early():
                    break
                case Duplicate():
                    raise AssertionError("an item without a client is no duplicate")
            command = due_silence(self.session, self._clock.now_ms())
        # A slow reply may have set our clock back since the alarm was set: then it rang too early.
        self._set_alarm()

    # ── out ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _apply(self, entries: tuple[Entry, ...], head: Head, made: Sequence[Session] = ()) -> None:
        """Entries that follow ours are true now (`made`, if decided right here): tell everybody what changed for him."""
        if not entries:
            return
        states = [self.session, *made]
        for entry in entries[len(made) :]:
            states.append(reduced(self.aggregate, states[-1], entry))
        self.session = states[-1]
        if self.session.keys != states[0].keys or self.session.people is not states[0].people:
            self.fanout.revoke(self.session)
        self._kept.add(entries, head)
        mark_stored(itertools.islice(self._queue, MAX_BATCH), entries)
        self.fanout.tell(states, entries, head)
        self._set_alarm()

    async def _take(self, entries: tuple[Entry, ...]) -> None:
        """Entries from the feed: older ones are ours already, unless the log went on otherwise; a gap is read from the log."""
        fresh = tuple(entry for entry in entries if entry.seq > self.head.seq)
        is_ours = all(self._kept.holds(entry.seq, entry.nonce) for entry in entries[: len(entries) - len(fresh)])
        if is_ours and not fresh:
            return
        if is_ours and fresh[0].seq == self.head.seq + 1:
            self._apply(fresh, Head(self.head.epoch, fresh[-1].seq, fresh[-1].nonce))
        else:
            await self._catch_up()

    async def _follow(self, conflict: Conflict) -> None:
        if conflict.complete:
            self._apply(conflict.tail, conflict.head)
        else:
            await self._catch_up()

    async def _catch_up(self) -> None:
        """Read what follows our head, and put back what the log lost; when it went on without us, begin again from the log."""
        # A closed workshop whose log is gone was taken away on purpose.
        code = None if self.aggregate.is_over(self.session) else self.aggregate.code_of(self.session)
        entries = await follow(self._log, self.session.id, self._kept, code)
        if entries is None:
            await self._reload()
        elif entries:
            self._apply(tuple(entries), Head(self.head.epoch, entries[-1].seq, entries[-1].nonce))

    async def _reload(self) -> None:
        """Begin again from the log. When something that was shown is not in it, everybody is told."""
        loaded = await load(self.aggregate, self._log, self.session.id)
        if loaded is None:
            if not self.gone:
                on_purpose = await self._log.is_destroyed(self.session.id)
                self.gone = True
                self.fanout.end(lost=not on_purpose)
                if not on_purpose:
                    _log.error("a log is gone")
            return
        before, was_over = self.head, self.aggregate.is_over(self.session)
        self.session, self._kept = loaded
        self.fanout.revoke(self.session)
        self.gone = False
        same_life = before.epoch == self.head.epoch
        is_lost = not self._kept.holds(before.seq, before.nonce) if same_life else not was_over
        self.fanout.start_over(self.session, self.head, self._clock.now_ms())
        if is_lost:
            _log.error("entries of a log were lost: it went on without them")
            self.fanout.send_all(encode(Lost()))
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
