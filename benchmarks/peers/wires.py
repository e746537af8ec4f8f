# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: D102 (Wire says what each method does)
"""What is said over each server's sockets: how to get in, what an edit is, and what a frame tells.

An edit is the same everywhere: a person writes his own note anew. Its text starts with a mark that says whose and which it is, so
that a frame is read the same way whatever is around the text.
"""

import re
import secrets
import urllib.request
from typing import Protocol

import msgspec
from msgspec import Struct

from benchmarks.peers import yjs
from benchmarks.prepared import Prepared, values
from sessions.wire.commands import EditNote
from sessions.wire.frames import PROTOCOL, Do, Hello

WHY = "Bewoners moeten kunnen nagaan waarom er een camera hangt en wie de beelden bekijkt."
_MARK = re.compile(rb"#(\d+)\.(\d+);")


class Told(Struct, frozen=True):
    """What a frame tells: the edits in it, each by author and number; the numbers of `own` edits that it says are there, without
    being them; what is to be answered; whether it is the welcome; why somebody is refused.
    """

    edits: tuple[tuple[int, int], ...] = ()
    own: tuple[int, ...] = ()
    answer: bytes = b""
    welcome: bool = False
    refused: str = ""


class Wire(Protocol):
    """One server's way of speaking. `text` says that its frames are text."""

    text: bool

    def way_in(self, index: int) -> tuple[str, dict[str, str]]:
        """Path and headers of a person's socket."""

    def hello(self, index: int) -> tuple[bytes, ...]:
        """What he says first."""

    @property
    def greets(self) -> bool:
        """Whether a frame welcomes who comes."""

    def edit(self, index: int, number: int) -> bytes:
        """The frame of a person's edit `number`, from 1 on."""

    def read(self, payload: bytes) -> Told:
        """What a frame tells; the same for whoever gets the same bytes."""

    def sign_of_life(self) -> bytes:
        """What everybody says while nothing is measured, lest he is taken for gone; nothing where that is not needed."""


def text_of(index: int, number: int) -> str:
    """What the note says."""
    return f"#{index}.{number}; {WHY}"


def marks(payload: bytes) -> tuple[tuple[int, int], ...]:
    """The edits in a frame."""
    return tuple((int(author), int(number)) for author, number in _MARK.findall(payload))


class Relay:
    """A server that sends to everybody what it gets: so many bytes, since the board's frames have as many."""

    text = False
    greets = False

    def __init__(self, frame_bytes: int, path: str = "/") -> None:
        self.frame_bytes, self._path = frame_bytes, path

    def way_in(self, index: int) -> tuple[str, dict[str, str]]:  # noqa: ARG002 # everybody the same way
        return self._path, {}

    def hello(self, index: int) -> tuple[bytes, ...]:  # noqa: ARG002 # nothing
        return ()

    def edit(self, index: int, number: int) -> bytes:
        return text_of(index, number).encode().ljust(self.frame_bytes)

    def read(self, payload: bytes) -> Told:
        return Told(marks(payload))

    def sign_of_life(self) -> bytes:
        return b""


class SocketIo(Relay):
    """Engine.IO 4 over a WebSocket from the start, and in it Socket.IO 5; an edit is an event with an object."""

    text = True
    greets = True

    def __init__(self, frame_bytes: int) -> None:
        super().__init__(frame_bytes, "/socket.io/?EIO=4&transport=websocket")

    def edit(self, index: int, number: int) -> bytes:
        told = msgspec.json.encode({"id": f"n{index}", "text": text_of(index, number), "more": ""})
        return b'42["edit",' + told[:-2] + b" " * (self.frame_bytes - len(told) - 11) + b'"}]'

    def read(self, payload: bytes) -> Told:
        if payload[:2] == b"42":
            return Told(marks(payload))
        if payload[:1] == b"0":
            return Told(answer=b"40")
        return Told(welcome=payload[:2] == b"40", answer=b"3" if payload == b"2" else b"", refused=_refused(payload, b"44"))


class YWebsocket(Relay):
    """y-websocket: a person's note is his key of a shared map."""

    greets = True
    _FIRST_CLIENT = 1_000

    def __init__(self, room: str) -> None:
        super().__init__(0, f"/{room}")
        self._room = room

    def hello(self, index: int) -> tuple[bytes, ...]:  # noqa: ARG002 # everybody the same
        return (self._said(b"\x00\x00" + yjs.sized(b"\x00")),)

    def edit(self, index: int, number: int) -> bytes:
        update = yjs.set_key(self._FIRST_CLIENT + index, number - 1, f"n{index}", text_of(index, number))
        return self._said(b"\x00\x02" + yjs.sized(update))

    def read(self, payload: bytes) -> Told:
        said = payload.removeprefix(self._said(b""))
        return Told(welcome=True) if said[:2] == b"\x00\x01" else Told(marks(said))

    def _said(self, message: bytes) -> bytes:
        return message


class Hocuspocus(YWebsocket):
    """The same with the name of the document before each message, and a word to be let in."""

    def hello(self, index: int) -> tuple[bytes, ...]:
        return self._said(b"\x02\x00" + yjs.string("niets")), *super().hello(index)

    def read(self, payload: bytes) -> Told:
        said = payload.removeprefix(self._said(b""))
        return Told(refused=repr(payload)) if said[:2] in {b"\x02\x01", b"\x07"} else super().read(payload)

    def _said(self, message: bytes) -> bytes:
        return yjs.string(self._room) + message


class Tldraw(Relay):
    """tldraw sync: notes on a page. Its author hears that his edit is there, not the edit itself."""

    text = True
    greets = True

    def __init__(self, url: str) -> None:
        super().__init__(0)
        with urllib.request.urlopen(f"{url}/schema") as answer:  # noqa: S310 # of our own making
            self._schema = msgspec.json.decode(answer.read())

    def hello(self, index: int) -> tuple[bytes, ...]:
        told = {"type": "connect", "connectRequestId": f"c{index}", "lastServerClock": -1, "protocolVersion": 8}
        return (msgspec.json.encode({**told, "schema": self._schema}),)

    def edit(self, index: int, number: int) -> bytes:
        content = [{"type": "paragraph", "content": [{"type": "text", "text": text_of(index, number)}]}]
        diff = ["patch", {"props": ["patch", {"richText": ["put", {"type": "doc", "content": content}]}]}]
        return msgspec.json.encode({"type": "push", "clientClock": number, "diff": {f"shape:n{index}": diff}})

    def read(self, payload: bytes) -> Told:
        told = msgspec.json.decode(payload)
        if told["type"] == "data":
            own = [each for each in told["data"] if each["type"] == "push_result"]
            lost = [each for each in own if each["action"] != "commit"]
            return Told(marks(payload), tuple(each["clientClock"] for each in own), refused=repr(lost) if lost else "")
        return Told(welcome=told["type"] == "connect", refused=repr(told) if "error" in told["type"] else "")

    def sign_of_life(self) -> bytes:
        return b'{"type":"ping"}'


class _Frame(Struct):
    type: str
    code: str = ""


class Board:
    """The board itself; everybody of a workshop that is stored already writes his own note anew."""

    text = False
    greets = True

    def __init__(self, url: str, prepared: Prepared) -> None:
        self._url, self._prepared = url, prepared
        self._name = secrets.token_hex(4)
        self._kinds = values()
        self._decode = msgspec.msgpack.Decoder(_Frame).decode

    def way_in(self, index: int) -> tuple[str, dict[str, str]]:
        return self._prepared.way_in(self._url, index)

    def hello(self, index: int) -> tuple[bytes, ...]:
        return (msgspec.msgpack.encode(Hello(f"{self._name}-{index}", PROTOCOL)),)

    def edit(self, index: int, number: int) -> bytes:
        content = self._kinds[index % len(self._kinds)].content
        content = msgspec.structs.replace(content, why=text_of(index, number))
        return msgspec.msgpack.encode(Do(number, EditNote(f"n{index}", number, content)))

    def read(self, payload: bytes) -> Told:
        frame = self._decode(payload)
        if frame.type == "patch":
            return Told(marks(payload))
        return Told(welcome=frame.type == "welcome", refused=frame.code if frame.type == "refused" else "")

    def sign_of_life(self) -> bytes:
        return b""


def _refused(payload: bytes, sign: bytes) -> str:
    return repr(payload) if payload.startswith(sign) else ""
