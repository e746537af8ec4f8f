# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real worker in the test's own event loop: store, rooms, application, uvicorn, real sockets; and a workshop to play in it."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import itertools
import re
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
import msgpack  # type: ignore[import-untyped]
import msgspec
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from server.app import make_app
from server.archive.archive import open_archive
from server.live.room import Room
from server.live.rooms import Rooms, open_rooms
from server.papers.papers import Papers
from server.player.browser import Browser, Opened, join_workshop, open_workshop, unlock
from server.player.device import Device
from server.process.listening import listen
from server.process.serving import serve
from server.settings import Settings
from server.store import open_store
from sessions.material.framework import FoundationId, ValueRef
from sessions.model.state import Content, ValueContent
from sessions.wire import commands as c
from sessions.wire import records as r
from sessions.wire.frames import SUBPROTOCOL, Ping, Pong, Presence, ServerFrame
from tests.patience import patient
from tests.running import NO_TLS

SECRET_KEY = b"k" * 32
_decoder = msgspec.msgpack.Decoder(ServerFrame)
_numbers = itertools.count(1)


class House:
    """One worker that serves."""

    def __init__(self, settings: Settings, rooms: Rooms, base_url: str) -> None:
        self.settings = settings
        self.rooms = rooms
        self.base_url = base_url

    @property
    def port(self) -> int:
        return urlsplit(self.base_url).port or 0

    async def workshop(self, people: int = 0, **fields: str) -> Workshop:
        """A workshop that was opened over HTTP and joined by `people`."""
        opened = await open_workshop(self.base_url, {"title": "Camera's", "organisation": "Gemeente", **fields})
        made = Workshop(self, opened)
        for _ in range(people):
            await made.join()
        return made


class Workshop:
    """One workshop and the browsers of its people, on a house or, after a move, on another."""

    def __init__(self, house: House, opened: Opened) -> None:
        self.house = house
        self.opened = opened
        self.people: list[Browser] = []

    @property
    def id(self) -> str:
        return self.opened.session_id

    @property
    def code(self) -> str:
        return self.opened.code

    async def room(self) -> Room:
        room = await self.house.rooms.get(self.id)
        assert room is not None
        return room

    async def join(self, name: str = "", perspective: str = "") -> Browser:
        self.people.append(await join_workshop(self.house.base_url, self.code, name, perspective))
        return self.people[-1]

    def at(self, browser: Browser, house: House | None = None) -> Browser:
        """The same browser with the same cookies, on this workshop's house or another one."""
        there = Browser((house or self.house).base_url)
        there.cookies = dict(browser.cookies)
        return there

    def device(self, browser: Browser, role: str = "participant", house: House | None = None) -> Player:
        return Player(self.at(browser, house), self.id, role)

    def facilitator(self, house: House | None = None) -> Player:
        return self.device(self.opened.facilitator, "facilitator", house)

    async def screen(self, house: House | None = None) -> Player:
        browser = await unlock((house or self.house).base_url, "scherm", self.id, self.opened.screen_key)
        return Player(browser, self.id, "screen")

    async def scribe(self) -> Player:
        browser = await unlock(self.house.base_url, "notulen", self.id, self.opened.scribe_key)
        return Player(browser, self.id, "scribe")


class Player(Device):
    """A device that keeps what it received, and can wait until all that was sent to it has arrived."""

    def __init__(self, browser: Browser, session_id: str, role: str) -> None:
        super().__init__(browser, session_id, role, keep_frames=True)
        self.browser = browser

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    @property
    def bytes_received(self) -> list[bytes]:
        assert self.frames is not None
        return self.frames

    @property
    def frames_seen(self) -> list[ServerFrame]:
        return [_decoder.decode(frame) for frame in self.bytes_received]

    async def settle(self) -> None:
        """Wait until whatever the worker had sent to this device before now is here: one connection keeps its order."""
        mark = float(next(_numbers))
        await self.send_raw(pack(Ping(mark)))
        await self.until(lambda: any(isinstance(frame, Pong) and frame.t == mark for frame in self.frames_seen))

    async def heard(self) -> list[ServerFrame]:
        """Every view and patch and refusal since the last time; all that was sent before has arrived."""
        await self.settle()
        frames: list[ServerFrame] = [frame for frame in self.frames_seen if not isinstance(frame, Pong | Presence)]
        self.bytes_received.clear()
        return frames

    async def go(self, leaf_id: str) -> str:
        """Enter a step; the id of its run."""
        await self.must(c.GoToStep(leaf_id, self.workshop.current))
        return self.workshop.current

    async def add(self, note_id: str, why: str = "omdat", column: FoundationId = "democratie") -> str:
        """Write a note in the step that is on now."""
        await self.settle()
        await self.must(c.AddNote(note_id, self.workshop.current, value(why), column))
        return note_id

    def note(self, note_id: str) -> r.NoteRecord:
        record = self.records[note_id]
        assert isinstance(record, r.NoteRecord)
        return record

    @property
    def me(self) -> r.MeRecord:
        return self.all(r.MeRecord)[0]


def value(why: str = "omdat", value_id: str = "privacy") -> Content:
    return ValueContent(ValueRef(value_id=value_id), why)


def pack(frame: Any) -> bytes:
    """A client frame as a browser sends it: MessagePack maps."""
    packed: bytes = msgpack.packb(msgspec.to_builtins(frame))
    return packed


def unpack(data: bytes | str) -> ServerFrame:
    assert isinstance(data, bytes)
    frame: ServerFrame = _decoder.decode(data)
    return frame


async def until(condition: Callable[[], bool | Awaitable[bool]], within_s: float = 10) -> None:
    """Wait for something of which nothing tells when it happens. Raises TimeoutError."""
    async with asyncio.timeout(patient(within_s)):
        while True:
            answer = condition()
            if await answer if inspect.isawaitable(answer) else answer:
                return
            await asyncio.sleep(0.005)


@asynccontextmanager
async def raw_socket(
    base_url: str,
    path: str,
    *,
    cookie: str = "",
    origin: str | None = None,
    subprotocols: tuple[str, ...] = (SUBPROTOCOL,),
    headers: dict[str, str] | None = None,
) -> AsyncIterator[ClientConnection]:
    """A bare WebSocket, for whatever a well-behaved device never does."""
    async with connect(
        base_url.replace("http", "ws", 1) + path,
        subprotocols=[Subprotocol(name) for name in subprotocols] or None,
        origin=Origin(base_url if origin is None else origin),
        additional_headers={"cookie": cookie, **(headers or {})},
        compression=None,
        max_size=None,
        proxy=None,
    ) as socket:
        yield socket


@asynccontextmanager
async def serving(settings: Settings, *, with_archive: bool = False) -> AsyncIterator[House]:
    """A worker on `settings.host`, on a free port, until the context ends; it then ends as it does on SIGTERM.

    Signals stay what they are to the tests: a worker that took the SIGTERM of a run whose time is over would end alone, and all
    that comes after it would be told as a refused connection.
    """
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings))
        rooms = await stack.enter_async_context(open_rooms(store, SECRET_KEY))
        earlier = await stack.enter_async_context(open_archive(settings, store)) if with_archive else None
        listening = listen(settings)
        port = listening.getsockname()[1]
        ready, papers = asyncio.Event(), Papers()
        ours = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        task = asyncio.create_task(serve(make_app(settings, rooms, earlier=earlier, papers=papers), listening, ready))
        await ready.wait()
        for number, handler in ours.items():
            signal.signal(number, handler)
        try:
            yield House(settings, rooms, f"http://localhost:{port}{settings.below}")
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await papers.close()


LETS_GO = httpx.Limits(max_keepalive_connections=0)
"""A connection is used once: at a high load one that is kept is taken just as the server closes it, however early it is let go.
Both are done in one loop, whose turns then take seconds."""


def unmarked(page: str) -> str:
    """A page without the marks of its forms, which are others each time it is drawn."""
    return re.sub(r'(name="mark" value=")[^"]*', r"\1", page)


def visitor(house: House, *, host: str = "", https: bool = False, language: str = "nl", **headers: str) -> httpx.AsyncClient:
    """A browser with its own cookies that follows no redirects; `host` and `https` are as a proxy on this machine tells them."""
    name = host or f"localhost:{house.port}"
    scheme = "https" if https else "http"
    sent = {"origin": f"{scheme}://{name}", "accept-language": language, "host": name, **headers}
    if https:
        sent["x-forwarded-proto"] = "https"
    return httpx.AsyncClient(
        base_url=house.base_url, headers=sent, trust_env=False, timeout=patient(20), limits=LETS_GO, verify=NO_TLS
    )
