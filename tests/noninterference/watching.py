# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A device whose every received byte is kept, when it belongs to one of the others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import cast
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection

from server.player.browser import Browser
from server.player.device import Device
from sessions.wire.commands import Command
from sessions.wire.frames import Do, Ping, Pong, Presence, ServerFrame
from tests.noninterference.recording import Channel, Recording, mask_response
from tests.server.house import pack
from tests.streaming import StreamSocket

Marking = Callable[[str, bytes], Awaitable[None]]
"""Queues a frame for the page of that name, behind whatever had been sent to it before."""


class Watched(Device):
    """One connection of the person `label`. Without a recording it is a silent author's, whose screen is no matter."""

    def __init__(self, base_url: str, cookies: dict[str, str], session_id: str, role: str, label: str) -> None:
        browser = Browser(base_url)
        browser.cookies = dict(cookies)
        super().__init__(browser, session_id, role)
        self.browser = browser
        self.role = role
        self.label = label
        self.client_id = f"page-{label}"
        self.recording: Recording | None = None
        self.without_presence = False
        self.present = (0, 0, 0)
        """Participants, screens and facilitators who are connected, as a facilitator was last told."""
        self.last: Command | None = None
        self.on_frame = self._keep
        self._first: Channel | None = None
        self._mark = 0.0
        self._ponged = 0.0

    async def connect(self) -> None:
        self._first = "resume" if self.token else "view"
        await super().connect()
        assert self.closed is None, f"{self.label} was sent away: {self.closed}"

    async def come_back(self) -> None:
        """Leave when all that was sent is here, and connect again with the token."""
        await self.settle()
        await self.disconnect()
        await self.connect()

    async def ask(self, command: Command) -> bool:
        """Send a command and wait until it is settled; whether it was carried out."""
        self.last = command
        return await self.do(command) is None

    async def ask_again(self) -> None:
        """Send the last command once more under its number, as a page does whose answer got lost."""
        if self.last is not None:
            await self.send_raw(pack(Do(self.n, self.last)))
            await self.settle()

    async def settle(self) -> None:
        """Wait until whatever the server had sent before now is here."""
        self._mark += 1
        await self.send_raw(pack(Ping(self._mark)))
        await self.until(lambda: self._ponged >= self._mark or self.closed is not None)

    def _keep(self, data: bytes, frame: ServerFrame) -> None:
        if isinstance(frame, Pong):
            self._ponged = frame.t
        if isinstance(frame, Presence):
            self.present = (frame.participants, frame.screens, frame.facilitators)
        first, self._first = self._first, None
        if self.recording is not None and not (self.without_presence and isinstance(frame, Presence)):
            self.recording.add_frame(self.label, data, first=first)


class Streaming(Watched):
    """The same by a stream and the requests beside it. What answers a request comes by itself, so it tells nothing of what is on
    its way in the stream: a mark behind all of that does.
    """

    def __init__(self, base_url: str, cookies: dict[str, str], session_id: str, role: str, label: str, marking: Marking) -> None:
        super().__init__(base_url, cookies, session_id, role, label)
        self._marking = marking
        self._behind = 0.0

    async def settle(self) -> None:
        await super().settle()
        if self.closed is None:
            await self._stream.answered()
            self._mark += 1
            await self._marking(self.client_id, pack(Pong(_IN_THE_STREAM - self._mark, 0)))
            await self.until(lambda: self._behind >= self._mark or self.closed is not None)

    async def _dial(self) -> ClientConnection:
        self._stream = StreamSocket(self._browser, self._path)
        if self.recording is not None:
            self._stream.on_head = self._heard
        return cast("ClientConnection", self._stream)

    def _heard(self, head: bytes) -> None:
        if self.recording is not None:
            # The policy names where the server is, which is elsewhere after every start.
            here = urlsplit(self.browser.base_url).netloc.encode()
            self.recording.add(self.label, "answer", mask_response(head).replace(here, b"board"))

    def _keep(self, data: bytes, frame: ServerFrame) -> None:
        if isinstance(frame, Pong) and frame.t < 0:
            self._behind = _IN_THE_STREAM - frame.t
        else:
            super()._keep(data, frame)


_IN_THE_STREAM = -1.0
"""From here down a pong is a mark of ours."""
