# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A person with a phone that behaves as the page does: one command in flight, kept until settled, sent again under its number.

The habits are those of `board/client/core` (queue, outbox, link, connection). Its patience and pauses are shorter than the
page's, so that a fault of a second already is a long one: a run of hundreds of faults would take hours otherwise.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import time
from collections import deque
from collections.abc import Callable
from random import Random
from typing import cast

import msgspec
from msgspec import Struct
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from server.player.browser import Browser
from server.player.device import Device
from sessions.material.framework import ValueRef
from sessions.material.limits import MAX_NOTES_PER_PERSON
from sessions.model.codes import FINAL
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from sessions.wire.frames import (
    PROTOCOL,
    SUBPROTOCOL,
    Do,
    Drain,
    Hello,
    Lost,
    Patch,
    Ping,
    Refused,
    ServerFrame,
    Settled,
    View,
    Welcome,
)
from tests.client_constants import seconds, texts
from tests.faults.history import History
from tests.server.house import pack
from tests.streaming import StreamSocket

BACKLOG = 3
"""Commands that a busy person has waiting, the one in flight included."""
PATIENCE_S = seconds("core/wire/link.ts", "PATIENCE_MS") / 5
"""Without an answer for so long the connection is given up."""
PING_EVERY_S = seconds("core/wire/link.ts", "PING_EVERY_MS") / 15
STUCK_S = seconds("core/device/outbox.ts", "STUCK_MS") / 4
"""A command without an answer on a connection that lives is asked again on a new one."""
BACKOFF_S = (seconds("core/wire/backoff.ts", "SHORTEST_MS") / 10, seconds("core/wire/backoff.ts", "LONGEST_MS") / 50)
"""The pause before dialling again, random between these."""
PASSING = texts("core/device/outbox.ts", "PASSING")
MOST_NOTES = MAX_NOTES_PER_PERSON * 3 // 4
"""Of one person: none of them is refused for being one too many."""


class Waiting(Struct):
    """A command that has no end yet. `n` is 0 until it was sent for the first time."""

    op: str
    what: str
    note: str
    text: str
    command: c.Command
    n: int = 0


class Phone(Device):
    """One page instance of one person. Set `busy` to let him write; `aof_bytes` stamps what he learns with the log's size."""

    def __init__(self, name: str, doors: list[Browser], session_id: str, role: str, history: History, random: Random) -> None:
        super().__init__(doors[0], session_id, role)
        self.name = name
        self.address = (session_id, role)
        self.doors = doors
        self.busy = False
        self.run_id = ""
        self.queue: deque[Waiting] = deque()
        self.up = False
        self.pause_s: Callable[[], float] = lambda: 0.0
        self.aof_bytes: Callable[[], int] | None = None
        self.told_to_reload = False
        self.by_stream = False
        """It sits where the network lets no WebSocket through."""
        self._history = history
        self._random = random
        self._in_flight = False
        self._sent_at = 0.0
        self._heard_at = 0.0
        self._ops = 0
        self._written: set[str] = set()
        self._shown: set[tuple[str, str]] = set()
        self._sending: set[asyncio.Task[None]] = set()
        self._living: asyncio.Task[None] | None = None

    # ── the person ──────────────────────────────────────────────────────────────────────────────────────────────────

    def fill(self) -> None:
        """Think of more to write, while busy."""
        while self.busy and len(self.queue) < BACKLOG:
            self._invoke()
        self.pump()

    @property
    def in_flight(self) -> bool:
        """Whether a command is on the wire, or was when the connection broke."""
        return bool(self.queue and self.queue[0].n)

    def _invoke(self) -> None:
        self._ops += 1
        op = f"{self.name}.{self._ops}"
        waiting = {each.note for each in self.queue}
        free = [record for note in self._written - waiting if isinstance(record := self.records.get(note), r.NoteRecord)]
        free.sort(key=lambda note: note.id)
        dice = self._random.random()
        if not free or (dice < 0.4 and len(self._written) < MOST_NOTES):
            note_id = f"{self.name}-{self._ops}"
            self._written.add(note_id)
            entry = Waiting(op, "add", note_id, op, c.AddNote(note_id, self.run_id, _content(op), "democratie"))
        else:
            note = self._random.choice(free)
            if dice > 0.92:
                entry = Waiting(op, "delete", note.id, "", c.DeleteNote(note.id, note.rev))
            else:
                entry = Waiting(op, "edit", note.id, op, c.EditNote(note.id, note.rev, _content(op)))
        self._history.write("invoke", c=self.client_id, op=op, what=entry.what, note=entry.note, text=entry.text)
        self.queue.append(entry)

    # ── the page ────────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self) -> None:
        """Open the page. Call `stop` afterwards."""
        self._living = asyncio.create_task(self._live(), name=f"phone {self.name}")

    async def stop(self) -> None:
        """Shut the page; what still waits is written down as shown."""
        if self._living is not None:
            self._living.cancel()
            await asyncio.gather(self._living, return_exceptions=True)
        for entry in self.queue:
            self._history.write("left", c=self.client_id, op=entry.op)

    def pump(self) -> None:
        """Send the first command, when nothing is in flight."""
        if not self.up or self._in_flight or not self.queue:
            return
        entry = self.queue[0]
        if not entry.n:
            self.n += 1
            entry.n = self.n
            self._history.write("sent", c=self.client_id, op=entry.op, n=entry.n)
        self._in_flight = True
        self._sent_at = time.monotonic()
        task = asyncio.create_task(self._send(pack(Do(entry.n, entry.command))))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _send(self, data: bytes) -> None:
        with contextlib.suppress(WebSocketException, OSError):
            await self.send_raw(data)

    async def _live(self) -> None:
        while not self.told_to_reload:
            with contextlib.suppress(WebSocketException, OSError):
                await self._one_connection()
            await asyncio.sleep(self._random.uniform(*BACKOFF_S))
            # No sticky sessions: whichever worker the balancer picks.
            self._browser = self._random.choice(self.doors)

    async def _one_connection(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            socket = await self._dial()
        self._socket = socket
        self.closed = None
        self.welcome = None
        tasks = [asyncio.create_task(self._read(socket)), asyncio.create_task(self._watch())]
        try:
            await self._send(pack(Hello(self.client_id, PROTOCOL, self.token, self.queue[0].n if self.queue else 0)))
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.up = self._in_flight = False
            socket.transport.abort()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        # Whatever its close code says, it was read above.
        if socket.close_code in FINAL:
            self.told_to_reload = True
            self._history.write(
                "fault", kind="close", what="wedged", why=f"{self.name} was told not to come back: {socket.close_code}"
            )

    async def _dial(self) -> ClientConnection:
        base = self._browser.base_url
        if self.by_stream:
            # What it sends goes to whichever worker the balancer picks, too.
            return cast(
                "ClientConnection", StreamSocket(self._browser, self._path, beside=self._random.choice(self.doors).base_url)
            )
        return await connect(
            base.replace("http", "ws", 1) + self._path,
            subprotocols=[Subprotocol(SUBPROTOCOL)],
            origin=Origin(base),
            additional_headers={"cookie": self._browser.cookie_header},
            compression=None,
            max_size=None,
            proxy=None,
            ping_interval=None,
        )

    async def _watch(self) -> None:
        """Return when the connection should be given up."""
        while True:
            asked_at = time.monotonic()
            if self.welcome is not None:
                await self._send(pack(Ping(asked_at)))
            await asyncio.sleep(PATIENCE_S)
            stuck = self._in_flight and time.monotonic() - self._sent_at > STUCK_S
            if self._heard_at < asked_at or stuck:
                return
            await asyncio.sleep(PING_EVERY_S)

    def _take(self, frame: ServerFrame) -> None:
        had_view = bool(self.records)
        self._heard_at = time.monotonic()
        super()._take(frame)
        match frame:
            case Welcome():
                if had_view and not frame.resumed:
                    self._history.write("anew", c=self.client_id)
                self._settled(frame.settled)
                self.up = True
                self.fill()
            case View():
                if had_view:
                    self._history.write("anew", c=self.client_id)
                if frame.settled:
                    self._settled(frame.settled)
            case Patch(settled=Settled() as settled):
                self._settled(settled)
            case Refused():
                self._end(frame.n, frame.code)
            case Drain():
                asyncio.get_running_loop().call_later(frame.after_ms / 1000, self._leave, self._socket)
            case Lost():
                self._history.write("told", c=self.client_id)
            case _:
                pass

    def _leave(self, socket: ClientConnection | None) -> None:
        """This worker stops: go to another, unless that has happened already. (The page dials first and leaves then.)"""
        if socket is not None and socket is self._socket:
            socket.transport.abort()

    def _put(self, put: tuple[r.Record, ...], drop: tuple[str, ...], *, fresh: bool) -> None:
        super()._put(put, drop, fresh=fresh)
        for record in put:
            if isinstance(record, r.NoteRecord) and (key := (record.id, text_of(record))) not in self._shown:
                self._shown.add(key)
                self._history.write("seen", c=self.client_id, note=key[0], text=key[1], **self._stamp())

    def _settled(self, settled: Settled) -> None:
        if not settled.client_id:
            while self.queue and 0 < self.queue[0].n < settled.n:
                self._end(self.queue[0].n, "")
            self._end(settled.n, settled.code)

    def _end(self, n: int, code: str) -> None:
        """Command `n` has come to its end, when it is the one that waits."""
        if not self.queue or not n or self.queue[0].n != n:
            return
        self._in_flight = False
        entry = self.queue[0]
        if code in PASSING:
            # Nothing to do with the command: asked again by itself, under the next number.
            entry.n = 0
            asyncio.get_running_loop().call_later(0.2, self.pump)
            return
        self.queue.popleft()
        if code:
            self._history.write("refused", c=self.client_id, op=entry.op, code=code, **self._stamp())
        else:
            self._history.write("settled", c=self.client_id, op=entry.op, **self._stamp())
        asyncio.get_running_loop().call_later(self.pause_s(), self.fill)

    def _stamp(self) -> dict[str, int]:
        return {"aof": self.aof_bytes()} if self.aof_bytes is not None else {}

    # ── what it holds ───────────────────────────────────────────────────────────────────────────────────────────────

    def notes_digest(self) -> str:
        """Of all notes on the screen: equal on all screens, for in these runs every note stands in the room's circle."""
        return digest([record for record in self.records.values() if isinstance(record, r.NoteRecord)])


def digest(records: list[r.NoteRecord] | list[r.Record]) -> str:
    """Sixteen hex digits that are equal for equal records."""
    encoded = msgspec.msgpack.encode(sorted(records, key=lambda record: record.id))
    return hashlib.blake2b(encoded, digest_size=8).hexdigest()


def text_of(note: r.NoteRecord) -> str:
    """What its author wrote on it."""
    return note.content.why if isinstance(note.content, ValueContent) else ""


def _content(text: str) -> ValueContent:
    return ValueContent(ValueRef(value_id="privacy"), text)
