# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page received, asked for and complained about: the bytes of its frames, its requests, its console."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import msgspec
from playwright.sync_api import ConsoleMessage, Page, Request, WebSocket, WebSocketRoute

from sessions.wire import records as r
from sessions.wire.frames import Patch, ServerFrame, View, Welcome

_decoder = msgspec.msgpack.Decoder(ServerFrame)


@dataclass
class Watch:
    """What reached one page from its start on. `complaints` are errors in its console, `foreign` is what it asked elsewhere."""

    name: str
    home: str
    frames: list[bytes] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def start(self, page: Page) -> None:
        """Listen to a page that has not gone anywhere yet."""
        page.on("websocket", self._socket)
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def holds(self, words: str) -> bool:
        """Whether these words stand in the bytes of any frame."""
        return any(words.encode() in frame for frame in self.frames)

    def decoded(self) -> list[ServerFrame]:
        """All frames."""
        return [_decoder.decode(frame) for frame in self.frames]

    def run(self, run_id: str) -> r.RunRecord:
        """The newest state of a run that this page was told. Raises KeyError when it was told none."""
        for frame in reversed(self.decoded()):
            if isinstance(frame, Patch | View | Welcome):
                for record in frame.put:
                    if isinstance(record, r.RunRecord) and record.id == run_id:
                        return record
        raise KeyError(run_id)

    def current_run(self) -> r.RunRecord:
        """The run that is on, as this page was told."""
        for frame in reversed(self.decoded()):
            if isinstance(frame, Patch | View | Welcome):
                for record in frame.put:
                    if isinstance(record, r.WorkshopRecord):
                        return self.run(record.current)
        raise KeyError("workshop")

    def told_at_ms(self, words: str, *, last: bool = False) -> int:
        """The store's clock in the first (or last) frame with these words. Raises AssertionError when no frame has them."""
        found = [frame for frame in self.frames if words.encode() in frame]
        assert found, f"{self.name} never received “{words}”"
        frame = _decoder.decode(found[-1 if last else 0])
        assert isinstance(frame, Patch | View | Welcome)
        return frame.server_ms if isinstance(frame, Welcome) else frame.at_ms

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._frame)

    def _frame(self, payload: str | bytes) -> None:
        assert isinstance(payload, bytes), "a text frame"
        self.frames.append(payload)

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != self.home:
            self.foreign.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(re.sub(r"\s+", " ", message.text))


class Gate:
    """Holds what the server sends to a page, so that it does not know yet what others did. Guard it before it goes anywhere."""

    def __init__(self) -> None:
        self._open = True
        self._held: list[str | bytes] = []
        self._page: WebSocketRoute | None = None

    def guard(self, page: Page) -> None:
        """Stand between this page and the server."""
        page.route_web_socket(re.compile("/ws/"), self._between)

    def shut(self) -> None:
        """From now on nothing comes through to the page; what it sends goes on."""
        self._open = False

    def open(self) -> None:
        """Let through what was held, and all that follows."""
        self._open = True
        held, self._held = self._held, []
        for message in held:
            self._to_page(message)

    def _between(self, page: WebSocketRoute) -> None:
        self._page = page
        server = page.connect_to_server()
        server.on_message(self._from_server)

    def _from_server(self, message: str | bytes) -> None:
        if self._open:
            self._to_page(message)
        else:
            self._held.append(message)

    def _to_page(self, message: str | bytes) -> None:
        assert self._page is not None
        self._page.send(message)
