# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A base (RDB) whose checksum is wrong, read key by key: what is whole can be put into another server with RESTORE.

Values are not looked into, only measured; the server that takes them checks each (`sanitize-dump-payload`). The format is that of
Redis 7 and Valkey up to 9, for the kinds of values that this store writes.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

_PLAIN = {0, 11, 16, 20, 17}
"""Kinds whose value is one string: string, and set, hash and sorted set in a packed form."""
_STREAMS = {15: 0, 19: 1, 21: 2}
_KINDS = {*_PLAIN, 1, 2, 4, 18, *_STREAMS}
_END = 0xFF
_POLYNOMIAL = 0x95AC9329AC4BC9B5


class Value(Struct, frozen=True):
    """A key, and its value as it stands there."""

    key: bytes
    expires_at_ms: int
    """0 for never."""
    body: bytes
    end: int

    @property
    def dump(self) -> bytes:
        """What RESTORE takes."""
        return self.body + crc64(self.body).to_bytes(8, "little")


class Flaw(Struct, frozen=True):
    """Bytes from `start` to before `end` that are no key with a value."""

    start: int
    end: int


class _Broken(Exception):  # caught here
    """What stands here is not of this format."""


def read_values(data: bytes, prefix: bytes) -> Iterator[Value | Flaw]:
    """Every key that can be read. After a flaw reading goes on at the next key whose name begins with `prefix`."""
    version = data[6:9] if data.startswith(b"VALKEY") else data[5:9]
    footer = int(version).to_bytes(2, "little") if version.isdigit() else b"\x0b\x00"
    at = 9
    while at < len(data):
        try:
            found, at = _read_next(data, at, footer)
        except (_Broken, IndexError):
            begun = at
            at = _next_key(data, at + 1, prefix, footer)
            yield Flaw(begun, at)
            continue
        if found is None:
            return
        if isinstance(found, Value):
            yield found


def crc64(data: bytes, crc: int = 0) -> int:
    """The checksum behind a dumped value."""
    for byte in data:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc


def _read_next(data: bytes, at: int, footer: bytes) -> tuple[Value | bool | None, int]:
    """A key, True for something else, None for the end; and where to go on."""
    expires_at_ms = 0
    while True:
        code = data[at]
        match code:
            case 0xFF:
                return None, at
            case 0xFA:
                at = _skip_string(data, _skip_string(data, at + 1))
                return True, at
            case 0xFE:
                return True, _length(data, at + 1)[1]
            case 0xFB:
                return True, _length(data, _length(data, at + 1)[1])[1]
            case 0xF4:
                return True, _length(data, _length(data, _length(data, at + 1)[1])[1])[1]
            case 0xF5:
                return True, _skip_string(data, at + 1)
            case 0xFC:
                expires_at_ms = int.from_bytes(data[at + 1 : at + 9], "little")
                at += 9
            case 0xF8:
                at = _length(data, at + 1)[1]
            case 0xF9:
                at += 2
            case _ if code in _KINDS:
                return _read_value(data, at, footer, expires_at_ms)
            case _:
                raise _Broken


def _read_value(data: bytes, at: int, footer: bytes, expires_at_ms: int) -> tuple[Value, int]:
    kind = data[at]
    size, begins = _length(data, at + 1)
    key, start = data[begins : begins + size], begins + size
    end = _skip_value(data, kind, start)
    if end >= len(data):
        raise _Broken
    body = bytes((kind,)) + data[start:end] + footer
    return Value(key, expires_at_ms, body, end), end


def _skip_value(data: bytes, kind: int, at: int) -> int:
    if kind in _PLAIN:
        return _skip_string(data, at)
    if kind in _STREAMS:
        return _skip_stream(data, at, _STREAMS[kind])
    count, at = _length(data, at)
    if count > len(data):
        raise _Broken
    for _ in range(count):
        match kind:
            case 4:
                at = _skip_string(data, _skip_string(data, at))
            case 18:
                at = _skip_string(data, _length(data, at)[1])
            case _:
                at = _skip_string(data, at)
    return at


def _skip_stream(data: bytes, at: int, version: int) -> int:
    packs, at = _length(data, at)
    if packs > len(data):
        raise _Broken
    for _ in range(packs):
        at = _skip_string(data, _skip_string(data, at))
    # How long, the last id in two; since Redis 7 also the first id, the greatest deleted one, and how many ever came.
    for _ in range(3 + (5 if version else 0)):
        at = _length(data, at)[1]
    groups, at = _length(data, at)
    if groups:  # nobody reads our streams in groups
        raise _Broken
    return at


def _length(data: bytes, at: int) -> tuple[int, int]:
    first = data[at]
    match first >> 6:
        case 0:
            return first & 0x3F, at + 1
        case 1:
            return (first & 0x3F) << 8 | data[at + 1], at + 2
        case 2 if first in {0x80, 0x81}:
            width = 4 if first == 0x80 else 8
            return int.from_bytes(data[at + 1 : at + 1 + width], "big"), at + 1 + width
    raise _Broken


def _skip_string(data: bytes, at: int) -> int:
    first = data[at]
    if first >> 6 == 3:
        match first & 0x3F:
            case 0 | 1 | 2 as width:
                return at + 1 + (1 << width)
            case 3:
                packed, at = _length(data, at + 1)
                at = _length(data, at)[1] + packed
            case _:
                raise _Broken
    else:
        size, at = _length(data, at)
        at += size
    if at > len(data):
        raise _Broken
    return at


def _next_key(data: bytes, at: int, prefix: bytes, footer: bytes) -> int:
    """Where the next key stands whose value can be measured, with what says when it goes."""
    for found in re.finditer(re.escape(prefix), data[at:]):
        named = at + found.start()
        for before in (2, 3):  # a kind, and a length in one byte or two
            begins = named - before
            if begins < at or data[begins] not in _KINDS:
                continue
            try:
                if _length(data, begins + 1)[1] != named:
                    continue
                end = _read_value(data, begins, footer, 0)[1]
                if data[end] != _END and data[end] not in {0xFC, 0xFB, 0xFE, 0xF8, 0xF9} and data[end] not in _KINDS:
                    continue
            except (_Broken, IndexError):
                continue
            return begins - 9 if begins - 9 >= at and data[begins - 9] == 0xFC else begins
    return len(data)


def _made_table() -> list[int]:
    table = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (_POLYNOMIAL if crc & 1 else 0)
        table.append(crc)
    return table


_TABLE = _made_table()
