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
from sessions.wire.frames import ClientFrame, Do, Patch, Refused, ServerFrame, View, Welcome

_decoder = msgspec.msgpack.Decoder(ServerFrame)
_asked = msgspec.msgpack.Decoder(ClientFrame)


@dataclass
class Watch:
    """What reached one page from its start on. `complaints` are errors in its console, `foreign` is what it asked elsewhere."""

    name: str
    home: str
    frames: list[bytes] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    _asked: tuple[int, int] = (0, 0)

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

    @property
    def unanswered(self) -> bool:
        """Whether the page sent a command to which the server has not answered yet."""
        number, before = self._asked
        return number > 0 and not any(_answered(_decoder.decode(frame)) >= number for frame in self.frames[before:])

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
        socket.on("framesent", self._sent)

    def _frame(self, payload: str | bytes) -> None:
        assert isinstance(payload, bytes), "a text frame"
        self.frames.append(payload)

    def _sent(self, payload: str | bytes) -> None:
        assert isinstance(payload, bytes), "a text frame"
        frame = _asked.decode(payload)
        if isinstance(frame, Do):
            self._asked = (frame.n, len(self.frames))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != self.home:
            self.foreign.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(re.sub(r"\s+", " ", message.text))


def _answered(frame: ServerFrame) -> int:
    """Up to which number a page's commands are answered with this frame; 0 when it answers none."""
    if isinstance(frame, Refused):
        return frame.n
    settled = frame.settled if isinstance(frame, Patch | View | Welcome) else None
    return settled.n if settled else 0


class Gate:
    """Holds what the server sends to a page, so that it does not know yet what others did. Guard it before it goes anywhere."""

    def __init__(self) -> None:
        self._open = True
        self._held: list[tuple[WebSocketRoute, str | bytes]] = []

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
        for page, message in held:
            page.send(message)

    def _between(self, page: WebSocketRoute) -> None:
        """The control page has two: its own, and that of the screen in it."""
        page.connect_to_server().on_message(lambda message: self._from_server(page, message))

    def _from_server(self, page: WebSocketRoute, message: str | bytes) -> None:
        if self._open:
            page.send(message)
        else:
            self._held.append((page, message))
