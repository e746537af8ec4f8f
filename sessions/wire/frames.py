# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The wire: binary WebSocket frames, MessagePack, subprotocol `waardenbord.v1` (docs/architecture.md#the-wire)."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Raw, Struct

from sessions.material.limits import Id, Limits, OptionalId
from sessions.model.codes import Code
from sessions.wire.commands import Command
from sessions.wire.records import Record

SUBPROTOCOL = "waardenbord.v1"
DRAWN_FOR = "waardenbord.for."
"""What a participant's page offers as a second subprotocol, with the id of the person for whom it was drawn behind it. So it is
said before anything is sent, a server of an earlier version looks past it, and no log holds it as it would an address.
"""
PROTOCOL = 2
"""Raised when a frame or command changes; a page with another one is told to reload."""


class _Frame(Struct, frozen=True, tag_field="type"):
    pass


class Hello(_Frame, frozen=True, tag="hello", forbid_unknown_fields=True):
    """The first frame. `client_id` is random per page instance; `pending_n` is the number of the command that the client has
    not seen settled (0: none); `token` is the last one received, empty at first.
    """

    client_id: Id
    protocol: int
    token: Annotated[str, Meta(max_length=120)] = ""
    pending_n: Annotated[int, Meta(ge=0)] = 0


class Do(_Frame, frozen=True, tag="do", forbid_unknown_fields=True):
    """Command number `n` of this page, dense from 1; one is in flight at a time. `client_id` is empty, or that of a dead page
    whose stored command is sent again under its original number.
    """

    n: Annotated[int, Meta(ge=1)]
    command: Command
    client_id: OptionalId = ""


class Ping(_Frame, frozen=True, tag="ping", forbid_unknown_fields=True):
    """`t` is the client's own clock; it comes back as it is."""

    t: float


ClientFrame = Hello | Do | Ping


class Settled(Struct, frozen=True):
    """The last command of a client and its outcome: an empty `code` is done, else it was refused. `client_id` is filled in
    only when it is not the receiving page's own.
    """

    n: int
    code: str = ""
    client_id: str = ""


class Welcome(_Frame, frozen=True, tag="welcome"):
    """The answer to `hello`. With `resumed` false `put` is the full view and replaces everything."""

    protocol: int
    token: str
    server_ms: int
    limits: Limits
    settled: Settled
    resumed: bool
    put: tuple[Record, ...]
    drop: tuple[str, ...]


class View(_Frame, frozen=True, tag="view"):
    """A full view that replaces everything: the viewer's circles changed."""

    token: str
    at_ms: int
    put: tuple[Record, ...]
    settled: Settled | None = None


class Patch(_Frame, frozen=True, tag="patch"):
    """What changed: first drop, then put. `settled` is for the author of the change alone, and is the only acknowledgement; a
    command that changes nothing that its author sees is settled by an empty patch.
    """

    token: str
    at_ms: int
    put: tuple[Record, ...]
    drop: tuple[str, ...]
    settled: Settled | None = None


class Refused(_Frame, frozen=True, tag="refused"):
    """Command `n` was not carried out. `field` names the field at fault; `client_id` as in `do`."""

    n: int
    code: Code
    field: str
    retriable: bool
    client_id: str = ""


class Pong(_Frame, frozen=True, tag="pong"):
    """The answer to `ping`."""

    t: float
    server_ms: int


Space = Literal["", "low", "full"]
"""How much place the server's store has left: enough, little, or none."""


class Presence(_Frame, frozen=True, tag="presence"):
    """How many devices are connected per role, and whether the server's store gets full. Never logged, may be dropped."""

    participants: int
    screens: int
    facilitators: int
    space: Space = ""


class Drain(_Frame, frozen=True, tag="drain"):
    """This worker stops: connect again after `after_ms`."""

    after_ms: int


class Lost(_Frame, frozen=True, tag="lost"):
    """Something that had been stored and shown is lost and could not be put back. What is left came, or comes, in a view."""


class Swapped(_Frame, frozen=True, tag="swapped"):
    """Instead of a welcome: the page was drawn for somebody else than whom its browser makes its holder now. `name` is what that
    one is called, empty without a name.
    """

    name: str


ServerFrame = Welcome | View | Patch | Refused | Pong | Presence | Drain | Lost | Swapped

_encoder = msgspec.msgpack.Encoder()


def encode(frame: ServerFrame) -> bytes:
    """One server frame as bytes."""
    return _encoder.encode(frame)


def encoded(record: Record) -> Raw:
    """One record as bytes, which may stand in a frame in its place."""
    return Raw(_encoder.encode(record))
