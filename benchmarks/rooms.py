# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: D102, ARG002 (Measured says what each method does; not every room needs all that it is told)
"""The two rooms that are measured: how to get in, what a note is there, and what a frame tells."""

import asyncio
from abc import ABC, abstractmethod
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from server import content
from server.player.browser import Browser, join_workshop, open_workshop
from server.player.device import Device
from sessions.material.framework import ValueRef
from sessions.model.state import ValueContent
from sessions.wire.commands import AddNote, GoToStep
from sessions.wire.frames import PROTOCOL, SUBPROTOCOL, Do, Hello

PLENARY_STEP = "A3"
"""A plenary step in which values may be written: its notes are in the room's circle at once."""
WHY = "Bewoners moeten kunnen nagaan waarom er een camera hangt en wie de beelden bekijkt."
_JOIN_AT_ONCE = 8
NOBODY, RECEIVER = -1, -2


class Seen(Struct, frozen=True):
    """What a frame tells: ids of notes, whose next note it allows (an index, NOBODY, RECEIVER), and what kind of answer it is."""

    note_ids: tuple[str, ...] = ()
    settles: int = NOBODY
    refused: bool = False
    welcome: bool = False


class Measured(ABC):
    """A room of `people` at `url`."""

    def __init__(self, url: str, people: int) -> None:
        self.url = url
        self.people = people

    @abstractmethod
    async def prepare(self) -> None:
        """Everything up to, not including, the sockets."""

    @abstractmethod
    def way_in(self, index: int) -> tuple[str, dict[str, str]]:
        """Path and headers of one person's socket."""

    @abstractmethod
    def hello(self, index: int) -> bytes | None:
        """What a socket must say first; its first frame is then the answer. None when it is in at once."""

    @abstractmethod
    def note(self, index: int, number: int, note_id: str) -> bytes:
        """The frame with which a person writes his note `number`, from 1."""

    @abstractmethod
    def read(self, payload: bytes) -> Seen:
        """What a received frame tells. Called once for all sockets that get the same bytes."""


class _Record(Struct):
    id: str
    type: str


class _Settled(Struct):
    n: int


class _Frame(Struct):
    type: str
    put: tuple[_Record, ...] = ()
    settled: _Settled | None = None


class Board(Measured):
    """A workshop on the real server, opened and joined through its pages, in a plenary step."""

    def __init__(self, url: str, people: int) -> None:
        super().__init__(url, people)
        self._decode = msgspec.msgpack.Decoder(_Frame).decode
        self._session_id = ""
        self._run_id = ""
        self._browsers: list[Browser] = []
        framework = content.framework(content.scripts()[0].framework)
        foundations = {principle.id: principle.foundation for principle in framework.principles}
        self._values = [(value.id, foundations[value.principle]) for value in framework.values]

    async def prepare(self) -> None:
        fields = {"title": "Een volle zaal", "organisation": "Gemeente", "case_text": "Cameratoezicht", "language": "nl"}
        opened = await open_workshop(self.url, fields)
        self._session_id = opened.session_id
        turns = asyncio.Semaphore(_JOIN_AT_ONCE)

        async def join() -> Browser:
            async with turns:
                return await join_workshop(self.url, opened.code)

        self._browsers = await asyncio.gather(*(join() for _ in range(self.people)))
        async with Device(opened.facilitator, opened.session_id, "facilitator") as facilitator:
            await facilitator.must(GoToStep(PLENARY_STEP, ""))
            await facilitator.until(lambda: facilitator.run is not None)
            self._run_id = facilitator.workshop.current

    def way_in(self, index: int) -> tuple[str, dict[str, str]]:
        headers = {"Origin": self.url, "Cookie": self._browsers[index].cookie_header, "Sec-WebSocket-Protocol": SUBPROTOCOL}
        return f"/ws/{self._session_id}/participant", headers

    def hello(self, index: int) -> bytes | None:
        return msgspec.msgpack.encode(Hello(f"bench-{index}", PROTOCOL))

    def note(self, index: int, number: int, note_id: str) -> bytes:
        value, column = self._values[(index + number) % len(self._values)]
        return msgspec.msgpack.encode(Do(number, AddNote(note_id, self._run_id, ValueContent(ValueRef(value), WHY), column)))

    def read(self, payload: bytes) -> Seen:
        frame = self._decode(payload)
        if frame.type != "patch":
            return Seen(refused=frame.type == "refused", welcome=frame.type == "welcome")
        ids = tuple(record.id for record in frame.put if record.type == "note")
        return Seen(ids, NOBODY if frame.settled is None else RECEIVER)


class _Plain(Struct):
    id: str
    author: int
    rest: bytes


class Floor(Measured):
    """The bare broadcast; a note is `payload_bytes` long and tells its author itself."""

    def __init__(self, url: str, people: int) -> None:
        super().__init__(url, people)
        self.payload_bytes = 0
        self._decode = msgspec.msgpack.Decoder(_Plain).decode

    async def prepare(self) -> None:
        pass

    def way_in(self, index: int) -> tuple[str, dict[str, str]]:
        return "/", {}

    def hello(self, index: int) -> bytes | None:
        return None

    def note(self, index: int, number: int, note_id: str) -> bytes:
        bare = len(msgspec.msgpack.encode(_Plain(note_id, index, b"")))
        return msgspec.msgpack.encode(_Plain(note_id, index, bytes(max(0, self.payload_bytes - bare - 1))))

    def read(self, payload: bytes) -> Seen:
        frame = self._decode(payload)
        return Seen((frame.id,), frame.author)


def address_of(url: str) -> tuple[str, int]:
    """Host and port."""
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or 80
