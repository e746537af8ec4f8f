# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A client of the live board in Python: the same wire, the same counters, the same resume as the page's own client."""

import asyncio
import contextlib
import math
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any, Self, TypeVar

import msgpack  # type: ignore[import-untyped]
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.player.browser import Browser
from sessions.model.codes import Refusal
from sessions.wire import records as r
from sessions.wire.commands import Command
from sessions.wire.frames import PROTOCOL, SUBPROTOCOL, Do, Hello, Patch, Refused, ServerFrame, View, Welcome

_decoder = msgspec.msgpack.Decoder(ServerFrame)
_R = TypeVar("_R", bound=r.Record)


class Device:
    """One connection of one person. `records` is everything that the server lets him see, by id.

    Use as an async context; `do` sends a command and waits until it is settled. `frames` keeps every received frame's bytes when
    `keep_frames` is set, for tests that look into them; `on_frame` gets the bytes and the frame, after it was taken in.
    """

    answer_within_s = 30.0
    """How long it waits for whatever it was not told how long to wait for."""

    def __init__(self, browser: Browser, session_id: str, role: str, *, keep_frames: bool = False) -> None:
        self._browser = browser
        self._path = f"/ws/{session_id}/{role}"
        self.client_id = secrets.token_hex(8)
        self.token = ""
        self.n = 0
        self.records: dict[str, r.Record] = {}
        self.frames: list[bytes] | None = [] if keep_frames else None
        self.welcome: Welcome | None = None
        self.on_change: Callable[[], None] | None = None
        self.on_frame: Callable[[bytes, ServerFrame], None] | None = None
        self.received = 0
        self._waiting: dict[int, asyncio.Future[Refusal | None]] = {}
        self._changed = asyncio.Event()
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[None] | None = None
        self._clock_offset_ms = -math.inf
        self.closed: tuple[int, str] | None = None

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.disconnect()

    async def connect(self) -> None:
        """Open the socket, say hello, and wait for the welcome."""
        self.closed = None
        self._socket = await self._dial()
        self.welcome = None
        await self.send_raw(_pack(Hello(self.client_id, PROTOCOL, self.token, self.n)))
        self._reader = asyncio.create_task(self._read(self._socket), name=f"device {self._path}")
        await self.until(lambda: self.welcome is not None or self.closed is not None)

    async def _dial(self) -> ClientConnection:
        browser = self._browser
        return await connect(
            browser.base_url.replace("http", "ws", 1) + self._path,
            subprotocols=[SUBPROTOCOL],  # type: ignore[list-item]  # a NewType of str
            origin=browser.origin,  # type: ignore[arg-type]  # a NewType of str
            additional_headers={"cookie": browser.cookie_header},
            compression=None,
            max_size=None,
            proxy=None,
        )

    async def disconnect(self) -> None:
        """Close the socket. `connect` afterwards resumes."""
        if self._socket is not None:
            await self._socket.close()
        if self._reader is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader

    async def wait_closed(self) -> None:
        """Wait until the connection ends, from either side; `closed` then says how."""
        if self._reader is not None:
            await asyncio.wait({self._reader})

    async def send_raw(self, data: bytes) -> None:
        """Any bytes, for tests of bad input."""
        if self._socket is None:
            raise RuntimeError("not connected")
        await self._socket.send(data)

    async def do(self, command: Command) -> Refusal | None:
        """Carry out a command; None when it was done. Raises TimeoutError when nothing is heard for half a minute."""
        self.n += 1
        n = self.n
        future: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self._waiting[n] = future
        await self.send_raw(_pack(Do(n, command)))
        async with asyncio.timeout(self.answer_within_s):
            return await future

    async def must(self, command: Command) -> None:
        """Carry out a command that cannot be refused. Raises AssertionError when it is."""
        refusal = await self.do(command)
        if refusal is not None:
            raise AssertionError(f"{type(command).__name__}: {refusal.code} {refusal.field}".rstrip())

    async def until(self, condition: Callable[[], bool], within_s: float | None = None) -> None:
        """Wait until a condition on what was received holds. Raises TimeoutError."""
        async with asyncio.timeout(self.answer_within_s if within_s is None else within_s):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    def now_ms(self) -> int:
        """The store's clock, as frames tell it: every one is late, so the one that was least late is the nearest."""
        return int(time.monotonic() * 1000 + self._clock_offset_ms)

    def all(self, kind: type[_R]) -> list[_R]:
        """The records of one kind."""
        return [record for record in self.records.values() if isinstance(record, kind)]

    def note(self, note_id: str) -> r.NoteRecord:
        """A note that this person sees. Raises KeyError when there is none."""
        record = self.records[note_id]
        if not isinstance(record, r.NoteRecord):
            raise KeyError(note_id)
        return record

    @property
    def workshop(self) -> r.WorkshopRecord:
        """The workshop's own record."""
        record = self.records["workshop"]
        if not isinstance(record, r.WorkshopRecord):
            raise TypeError('the record "workshop" is of another kind')
        return record

    @property
    def run(self) -> r.RunRecord | None:
        """The run that is on."""
        record = self.records.get(self.workshop.current)
        return record if isinstance(record, r.RunRecord) else None

    async def _read(self, socket: ClientConnection) -> None:
        try:
            async for data in socket:
                if isinstance(data, str):
                    raise TypeError("a text frame")
                if self.frames is not None:
                    self.frames.append(data)
                self.received += 1
                frame = _decoder.decode(data)
                self._take(frame)
                if self.on_frame is not None:
                    self.on_frame(data, frame)
        except ConnectionClosed:
            pass
        finally:
            self.closed = (socket.close_code or 1006, socket.close_reason or "")
            self._changed.set()

    def _take(self, frame: ServerFrame) -> None:
        match frame:
            case Welcome():
                self.welcome = frame
                self.token = frame.token
                self._clock_offset_ms = -math.inf  # another worker may have answered
                self._learn_clock(frame.server_ms)
                self._put(frame.put, frame.drop, fresh=not frame.resumed)
                if frame.settled.n in self._waiting:
                    code = frame.settled.code
                    self._settle(frame.settled.n, Refusal(code) if code else None)  # type: ignore[arg-type]  # a known code
            case View():
                self.token = frame.token
                self._learn_clock(frame.at_ms)
                self._put(frame.put, (), fresh=True)
                if frame.settled:
                    self._settle(frame.settled.n, None)
            case Patch():
                self.token = frame.token
                self._learn_clock(frame.at_ms)
                self._put(frame.put, frame.drop, fresh=False)
                if frame.settled:
                    self._settle(frame.settled.n, None)
            case Refused():
                self._settle(frame.n, Refusal(frame.code, frame.field))
            case _:
                pass
        self._changed.set()
        if self.on_change is not None:
            self.on_change()

    def _learn_clock(self, server_ms: int) -> None:
        self._clock_offset_ms = max(self._clock_offset_ms, server_ms - time.monotonic() * 1000)

    def _put(self, put: tuple[r.Record, ...], drop: tuple[str, ...], *, fresh: bool) -> None:
        if fresh:
            self.records = {}
        for key in drop:
            self.records.pop(key, None)
        for record in put:
            self.records[record.id] = record

    def _settle(self, n: int, refusal: Refusal | None) -> None:
        future = self._waiting.pop(n, None)
        if future is not None and not future.done():
            future.set_result(refusal)


def _pack(frame: Any) -> bytes:
    packed: bytes = msgpack.packb(msgspec.to_builtins(frame))
    return packed


async def first_lost(devices: Mapping[str, Device], is_meant: Callable[[Device], bool]) -> str:
    """Wait until the connection of one of these ends, by name, and nobody meant it; the sentence about it."""

    async def watch(name: str, device: Device) -> str:
        while True:
            await device.wait_closed()
            if not is_meant(device):
                code, reason = device.closed or (1006, "")
                return f"The connection of {name} was closed: {code} {reason}".rstrip() + "."
            await asyncio.sleep(0.05)

    watching = [asyncio.create_task(watch(name, device)) for name, device in devices.items()]
    try:
        done, _ = await asyncio.wait(watching, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in watching:
            task.cancel()
