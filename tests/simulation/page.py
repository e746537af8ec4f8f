# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of one viewer, as board/client keeps it: records, queue, link, storage on the device. It draws nothing.

The shipped client is TypeScript and is tested as such elsewhere; this one follows it, with its constants, so that the server
meets thousands of them in a second.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable
from random import Random
from typing import Protocol

import msgspec
from msgspec import Struct

from sessions.model.codes import FINAL
from sessions.model.viewer import Viewer
from sessions.wire.commands import Command
from sessions.wire.frames import PROTOCOL, Do, Hello, Lost, Patch, Ping, Pong, Refused, ServerFrame, Settled, View, Welcome
from sessions.wire.records import Record
from tests.client_constants import number, seconds, texts
from tests.simulation.queue import Ask, Ended, Queue
from tests.simulation.wire import Wire, payload_of

_LINK, _BACKOFF = "core/wire/link.ts", "core/wire/backoff.ts"
_OUTBOX, _LEASE = "core/device/outbox.ts", "core/device/lease.ts"
PING_EVERY_S = seconds(_LINK, "PING_EVERY_MS")
PATIENCE_S = seconds(_LINK, "PATIENCE_MS")
SHORTEST_PAUSE_S = seconds(_BACKOFF, "SHORTEST_MS")
LONGEST_PAUSE_S = seconds(_BACKOFF, "LONGEST_MS")
FIRST_CEILING_S = seconds(_BACKOFF, "FIRST_CEILING_MS")
GROWTH = number(_BACKOFF, "GROWTH")
STUCK_S = seconds(_OUTBOX, "STUCK_MS")
ADOPT_EVERY_S = seconds(_OUTBOX, "ADOPT_EVERY_MS")
FIRST_TRY_AGAIN_S = seconds(_OUTBOX, "FIRST_PAUSE_MS")
MAX_TRIES = number(_OUTBOX, "MAX_TRIES")
PASSING = texts(_OUTBOX, "PASSING")
BEAT_S = seconds(_LEASE, "BEAT_MS")
DEAD_AFTER_S = seconds(_LEASE, "DEAD_AFTER_MS")

_decoder = msgspec.msgpack.Decoder(ServerFrame)
_encode = msgspec.msgpack.Encoder().encode


@functools.lru_cache(maxsize=64)
def decode(frame: bytes) -> ServerFrame:
    """A frame, decoded once however many pages get it."""
    frame_: ServerFrame = _decoder.decode(payload_of(frame))
    return frame_


class Stored(Struct):
    """What one page keeps on its device, and since when it says nothing any more."""

    asks: tuple[Ask, ...] = ()
    failed: tuple[Ended, ...] = ()
    alive_at_s: float = 0.0


class Device:
    """A browser of one person in one role: its storage outlives its pages."""

    def __init__(self, viewer: Viewer, cookie: str) -> None:
        self.viewer = viewer
        self.cookie = cookie
        self.kept: dict[str, Stored] = {}


class Surroundings(Protocol):
    """What a page needs of the world, and tells it."""

    def dial(self, page: Page) -> Wire:
        """A new connection to some worker."""

    def sent(self, page: Page, ask: Ask) -> None:
        """A command goes out."""

    def took(self, page: Page, frame: Welcome | View | Patch) -> None:
        """A frame with records has been taken in, whole."""

    def told(self, page: Page, ended: Ended, source: str) -> None:
        """The page believes that a command ended like this."""


class Page:
    """One page instance. `random` is its own, so that what others do changes nothing in what it draws."""

    def __init__(self, device: Device, client_id: str, around: Surroundings, random: Random) -> None:
        self.device = device
        self.client_id = client_id
        self.random = random
        self.records: dict[str, Record] = {}
        self.queue = Queue(client_id)
        self.failed: list[Ended] = []
        self.token = ""
        self.told_of_loss = False
        """It was told that something stored is lost."""
        self.is_dead = False
        self.is_frozen = False
        self.gone: int | None = None
        """The close code after which it does not come back."""
        self.serving: Wire | None = None
        self._dialling: Wire | None = None
        self._around = around
        self._loop = asyncio.get_running_loop()
        self._attempt = 0
        self._sent_at_s = 0.0
        self._paused = False
        self._tries: dict[int, int] = {}
        self._retry: asyncio.TimerHandle | None = None
        self._ping: asyncio.TimerHandle | None = None
        self._deadline: asyncio.TimerHandle | None = None
        # What the old wire says after the new one's hello: the new one's welcome holds it, seen from before the hello.
        self._held: list[bytes] | None = None
        self._backlog: list[Callable[[], None]] = []
        self._keep()
        self._dial()
        self._adopt_now_and_then()

    @property
    def is_paused(self) -> bool:
        """It waits a moment before it asks again what was refused in passing."""
        return self._paused

    @property
    def viewer(self) -> Viewer:
        """Who looks."""
        return self.device.viewer

    # ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def ask(self, uid: int, command: Command) -> None:
        """Ask for something."""
        self.queue.enqueue(uid, command)
        self._keep()
        self.pump()

    def die(self) -> None:
        """The browser ends, without last words. What is kept on the device stays."""
        self.is_dead = True
        for timer in (self._retry, self._ping, self._deadline):
            if timer is not None:
                timer.cancel()

    def freeze(self) -> None:
        """The device sleeps: nothing is taken in, and other pages take this one for dead."""
        self.is_frozen = True

    def thaw(self) -> None:
        """It wakes up; what came meanwhile lies waiting."""
        self.is_frozen = False
        backlog, self._backlog = self._backlog, []
        for each in backlog:
            each()

    # ── the queue ───────────────────────────────────────────────────────────────────────────────────────────────────

    def pump(self) -> None:
        """Send what may be sent."""
        ask = self.queue.to_send()
        if ask is None or self.serving is None or self._paused or self.is_dead:
            return
        client_id = "" if ask.client_id == self.client_id else ask.client_id
        self._around.sent(self, ask)
        self.serving.send(_encode(msgspec.to_builtins(Do(ask.n, ask.command, client_id))))
        self.queue.sent = True
        self._sent_at_s = self._loop.time()

    def _settled(self, settled: Settled, source: str) -> None:
        ended = self.queue.settle(settled)
        if ended:
            self._keep()
            for end in ended:
                self._finish(end, source)

    def _refused(self, frame: Refused) -> None:
        client = frame.client_id or self.client_id
        ask = next((ask for ask in self.queue.asks if ask.client_id == client and ask.n == frame.n), None)
        if ask is not None:
            self.queue.settle(Settled(ask.n, frame.code, ask.client_id))
            self._finish(Ended(ask, frame.code), "refused")
            self._keep()
            self.pump()

    def _finish(self, ended: Ended, source: str) -> None:
        tries = self._tries.pop(ended.ask.uid, 0)
        if ended.code in PASSING and tries < MAX_TRIES:
            self._tries[ended.ask.uid] = tries + 1
            self.queue.again(ended.ask)
            self._paused = True
            self._loop.call_later(FIRST_TRY_AGAIN_S * 2.0**tries, self._try_on)
            return
        if ended.code:
            self.failed.append(ended)
        self._keep()
        self._around.told(self, ended, source)

    def _try_on(self) -> None:
        self._paused = False
        self.pump()

    def _keep(self) -> None:
        self.device.kept[self.client_id] = Stored(self.queue.asks, tuple(self.failed), self._loop.time())

    def _adopt_now_and_then(self) -> None:
        if self.is_dead:
            return
        if not self.is_frozen:
            now_s = self._loop.time()
            self._keep()
            for client_id, stored in list(self.device.kept.items()):
                if client_id != self.client_id and now_s - stored.alive_at_s > DEAD_AFTER_S:
                    self.failed = [*(each for each in stored.failed if each not in self.failed), *self.failed]
                    self.queue.adopt(stored.asks)
                    self._keep()
                    del self.device.kept[client_id]
                    self.pump()
        self._loop.call_later(ADOPT_EVERY_S, self._adopt_now_and_then)

    def beat(self) -> None:
        """Say that this page lives; the world calls it every `BEAT_S` for all of them."""
        if not self.is_frozen and not self.is_dead and self.client_id in self.device.kept:
            self.device.kept[self.client_id].alive_at_s = self._loop.time()

    # ── the link ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _dial(self) -> None:
        self._retry = None
        if self.is_frozen:
            self._backlog.append(self._dial)
        elif not self.is_dead and self._dialling is None:
            self._dialling = self._around.dial(self)
            self._expect_answer()

    def redial(self) -> None:
        """Make a second connection while the first one serves, as after `drain`."""
        self._dial()

    def opened(self, wire: Wire) -> None:
        """Say hello."""
        if not self._for_later(functools.partial(self.opened, wire)) and wire is self._dialling:
            wire.send(_encode(Hello(self.client_id, PROTOCOL, self.token, self.queue.pending_n)))
            self._held = []

    def received(self, wire: Wire, frame: bytes) -> None:
        """Take a frame in."""
        if self._for_later(functools.partial(self.received, wire, frame)) or wire not in {self.serving, self._dialling}:
            return
        if self._deadline is not None:
            self._expect_answer()
        if self._held is not None and wire is self.serving and not isinstance(decode(frame), Pong):
            self._held.append(frame)
        else:
            self._take(wire, frame)

    def _take(self, wire: Wire, frame: bytes) -> None:
        match decode(frame):
            case Welcome() as welcome:
                self._welcomed(wire, welcome)
            case View() as view:
                self._replace(view.put)
                self._took(view, view.settled)
            case Patch() as patch:
                self._change(patch.drop, patch.put)
                self._took(patch, patch.settled)
            case Lost():
                self.told_of_loss = True
            case Refused() as refused:
                self._refused(refused)
            case Pong():
                self._answered()
                if self.queue.sent and self._loop.time() - self._sent_at_s > STUCK_S and self.serving is not None:
                    self._fail(self.serving)
            case _:
                pass

    def _welcomed(self, wire: Wire, welcome: Welcome) -> None:
        self.queue.sent = False
        if welcome.resumed:
            self._change(welcome.drop, welcome.put)
        else:
            self._replace(welcome.put)
        self.token = welcome.token
        self._around.took(self, welcome)
        self._settled(welcome.settled, "welcome")
        old, self.serving, self._dialling, self._held = self.serving, wire, None, None
        self._attempt = 0
        if old is not None and old is not wire:
            old.close()
        self._answered()
        self.pump()

    def _took(self, frame: View | Patch, settled: Settled | None) -> None:
        self.token = frame.token
        self._around.took(self, frame)
        if settled is not None:
            self._settled(settled, "settled")
            self.pump()

    def _replace(self, put: tuple[Record, ...]) -> None:
        self.records = {record.id: record for record in put}

    def _change(self, drop: tuple[str, ...], put: tuple[Record, ...]) -> None:
        for key in drop:
            self.records.pop(key, None)
        for record in put:
            self.records[record.id] = record

    def closed(self, wire: Wire, code: int) -> None:
        """The wire ended: come back, unless the code says not to."""
        if self._for_later(functools.partial(self.closed, wire, code)):
            return
        if wire is self._dialling:
            self._dialling = None
            held, self._held = self._held or [], None
            for frame in held:
                self._take(wire, frame)
        elif wire is self.serving:
            self.serving = None
        else:
            return
        if code in FINAL:
            self.gone = code
            return
        if self.serving is None:
            self.queue.sent = False
        if self._dialling is None and self._retry is None:
            ceiling_s = min(LONGEST_PAUSE_S, FIRST_CEILING_S * GROWTH ** min(self._attempt, 20))
            self._attempt += 1
            self._retry = self._loop.call_later(
                SHORTEST_PAUSE_S + self.random.random() * (ceiling_s - SHORTEST_PAUSE_S), self._dial
            )

    def _for_later(self, what: Callable[[], None]) -> bool:
        if self.is_frozen:
            self._backlog.append(what)
        return self.is_dead or self.is_frozen

    def _expect_answer(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = self._loop.call_later(PATIENCE_S, self._late)

    def _late(self) -> None:
        self._deadline = None
        wire = self._dialling or self.serving
        if self.is_frozen:
            self._backlog.append(self._expect_answer)
        elif wire is not None and not self.is_dead:
            self._fail(wire)

    def _fail(self, wire: Wire) -> None:
        wire.close()
        self.closed(wire, 1006)

    def _answered(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        if self._ping is not None:
            self._ping.cancel()
        self._ping = self._loop.call_later(PING_EVERY_S, self._ask_whether_it_lives)

    def _ask_whether_it_lives(self) -> None:
        if self.serving is not None and not self.is_dead and not self.is_frozen:
            self.serving.send(_encode(Ping(self._loop.time())))
            self._expect_answer()
        elif not self.is_dead:
            self._ping = self._loop.call_later(PING_EVERY_S, self._ask_whether_it_lives)
