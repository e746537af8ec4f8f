# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the log: what is asked of it, what it holds, what it answers. The store never looks into a payload."""

import struct
from collections.abc import Mapping

from msgspec import Struct


class Head(Struct, frozen=True):
    """How far a log goes: the last entry's `seq` and `nonce`, in the life `epoch`.

    Two logs with equal heads hold equal entries. Comparing seq alone would miss a tail that was lost (power cut, failover) and
    regrown: the entry under the same seq then has another nonce.
    """

    epoch: str
    """Random name of this life of the log; "" when there is no log."""
    seq: int
    """Number of entries so far; the first entry has seq 1."""
    nonce: int
    """Random 64-bit number of entry `seq`; 0 when there is no log."""


NO_LOG = Head("", 0, 0)
"""The head of a log that does not exist. Appending after it creates the log."""


class Entry(Struct, frozen=True):
    """One stored entry: one command's events, and whose command it was."""

    seq: int
    nonce: int
    at_ms: int
    """When it was stored, on the store's clock, in milliseconds since 1970. Never decreases within a log."""
    payload: bytes
    client: str
    """Key of the page instance whose counter this settled; "" when nobody's did."""
    n: int
    """That page's counter; 0 without a client."""


class Item(Struct, frozen=True):
    """One command's outcome to be stored.

    With a payload it becomes an entry. Without one only the counter of `client` is settled: refused with the code in `outcome`,
    or done without effect when `outcome` is "".
    """

    payload: bytes
    nonce: int
    """Random, 1 to 2^64-1. Keep it for a repeated append: it is how an entry is recognised after a lost reply."""
    client: str = ""
    """Key of the page instance that sent the command; "" for none, and then no counter is kept."""
    n: int = 0
    """That page's counter, from 1 to 2^53-1 (the script counts in doubles)."""
    outcome: str = ""


class Appended(Struct, frozen=True):
    """Stored, durable and published. `entries` has one for each item with a payload, in order."""

    entries: tuple[Entry, ...]
    head: Head
    now_ms: int


class Conflict(Struct, frozen=True):
    """The log's head is not where the caller thought; nothing was written.

    If `complete`, the caller's head followed by `tail` is `head`: apply the tail, decide again, append again.
    If not, and `tail` is not empty, it follows too, but more is missing: apply it and `read_after` its last seq.
    If not, and `tail` is empty, the caller's head is no part of this log (another epoch, or a lost tail): drop it and `read` all.

    After a lost reply the caller's own entries stand in the tail, recognised by their nonces.
    """

    head: Head
    tail: tuple[Entry, ...]
    complete: bool
    now_ms: int


class Duplicate(Struct, frozen=True):
    """Item `index` was settled before; nothing was written.

    `n` and `outcome` are that client's last; `n` may be greater than the item's.
    """

    index: int
    n: int
    outcome: str
    now_ms: int


class Early(Struct, frozen=True):
    """The store's clock has not reached `not_before_ms`; nothing was written."""

    now_ms: int


AppendResult = Appended | Conflict | Duplicate | Early


class Published(Struct, frozen=True):
    """One publication: the entries of one append, and the head that they follow (epoch "" when they created the log)."""

    after: Head
    epoch: str
    entries: tuple[Entry, ...]

    @property
    def head(self) -> Head:
        """The head after these entries."""
        return Head(self.epoch, self.entries[-1].seq, self.entries[-1].nonce)


def entry_from_stream(stream_id: bytes, fields: Mapping[bytes, bytes]) -> Entry:
    """Read one entry of the stream: its id `seq-0` and its fields."""
    return Entry(
        seq=int(stream_id.partition(b"-")[0]),
        nonce=int(fields[b"n"]),
        at_ms=int(fields[b"t"]),
        payload=fields[b"p"],
        client=fields[b"c"].decode(),
        n=int(fields[b"k"]),
    )


_LENGTH = struct.Struct(">I")


def published_from_message(message: bytes) -> Published:
    """Read what `append.lua` publishes: fields with their length in four bytes before them.

    Five fields of header (epoch, at_ms, and the epoch, seq and nonce before), then four for each entry. Raises ValueError for
    anything else.
    """
    fields: list[bytes] = []
    at = 0
    while at < len(message):
        start = at + _LENGTH.size
        if start > len(message):
            raise ValueError("a publication ends in the middle of a length")
        at = start + _LENGTH.unpack_from(message, start - _LENGTH.size)[0]
        if at > len(message):
            raise ValueError("a publication ends in the middle of a field")
        fields.append(message[start:at])
    if len(fields) < 9 or len(fields) % 4 != 1:
        raise ValueError("a publication has an unexpected number of fields")
    epoch, at_ms, old_epoch, old_seq, old_nonce = fields[:5]
    entries = tuple(
        Entry(int(old_seq) + i, int(nonce), int(at_ms), payload, client.decode(), int(n))
        for i, (nonce, client, n, payload) in enumerate(zip(*(fields[5 + j :: 4] for j in range(4)), strict=True), start=1)
    )
    return Published(Head(old_epoch.decode(), int(old_seq), int(old_nonce)), epoch.decode(), entries)
