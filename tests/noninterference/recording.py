# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that the others were given, as bytes, and where two recordings differ.

Nothing here knows a kind of record or frame: bytes are compared. Only clock values and the text of sealed tokens are masked; a
token's length, the order of records, the number of frames and their sizes all stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

import msgpack  # type: ignore[import-untyped]
from msgspec import Struct

Channel = Literal["live", "view", "resume", "refusal", "presence", "pong", "page", "export", "log", "answer"]
"""An `answer` is the head of what comes back for a request that belongs to a stream; its body is a frame."""
Kind = Literal["number", "size", "bytes"]

_CLOCK = re.compile(r"(^|_)(at|ends|server|left)(_at)?_ms$|^t$")
"""Names of fields that hold a time of the clock; `minute_ms`, a length, is none."""
_NUMBER = re.compile(rb"\d+")
_OF_THE_DAY = re.compile(rb"(<td class=\"codio-number\">)\d\d:\d\d")
_MARK = re.compile(rb'(name="mark" value=")[^"]*')
EXCERPT = 160


class Difference(Struct, frozen=True):
    """Where two worlds first differ, for one viewer in one channel."""

    viewer: str
    channel: Channel
    kind: Kind
    at: int
    one: bytes
    other: bytes

    def __str__(self) -> str:
        start = next((i for i, (a, b) in enumerate(zip(self.one, self.other, strict=False)) if a != b), 0)
        first = max(0, start - EXCERPT // 4)
        shown = [text[first : first + EXCERPT] for text in (self.one, self.other)]
        return f"{self.viewer} {self.channel} #{self.at} ({self.kind}):\n  one   {shown[0]!r}\n  other {shown[1]!r}"


class Recording:
    """What each of the others got, per channel, in order."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, Channel], list[bytes]] = {}
        self._names: list[tuple[bytes, bytes]] = []

    def __len__(self) -> int:
        return sum(len(seen) for seen in self._seen.values())

    def add(self, viewer: str, channel: Channel, data: bytes) -> None:
        """`viewer` got this, masked already."""
        self._seen.setdefault((viewer, channel), []).append(data)

    def add_frame(self, viewer: str, data: bytes, *, first: Channel | None) -> None:
        """`viewer` got this frame. `first` is the channel of a connection's first frame, None for every later one."""
        kind, masked = mask_frame(data)
        own: dict[str, Channel] = {"refused": "refusal", "presence": "presence", "pong": "pong"}
        self.add(viewer, first or own.get(kind, "live"), masked)

    def of(self, viewer: str, channel: Channel) -> list[bytes]:
        """What a viewer got in a channel."""
        return self._seen.get((viewer, channel), [])

    def name(self, random_text: str, label: str) -> None:
        """`random_text` was made at random in this world; in both worlds it is `label`, at the same length."""
        self._names.append((random_text.encode(), label.encode().ljust(len(random_text), b"~")[: len(random_text)]))

    def keep_only_last(self, channel: Channel) -> None:
        """Forget what was told before the last in a channel whose number depends on the speed of the machine alone."""
        for (_, kept), seen in self._seen.items():
            if kept == channel:
                del seen[:-1]

    def told(self) -> set[tuple[str, Channel]]:
        """Who got something where."""
        return {key for key, seen in self._seen.items() if seen}

    def plain(self, viewer: str, channel: Channel) -> list[bytes]:
        """What a viewer got in a channel, in names that both worlds share."""
        return [self._named(data) for data in self.of(viewer, channel)]

    def _named(self, data: bytes) -> bytes:
        for random_text, label in self._names:
            data = data.replace(random_text, label)
        return data


def differences(one: Recording, other: Recording) -> list[Difference]:
    """Where the worlds differ: per viewer and channel the first place. Empty when nobody can tell them apart."""
    return [difference for key in sorted(one.told() | other.told()) for difference in _first(*key, one, other)]


def _first(viewer: str, channel: Channel, one: Recording, other: Recording) -> Iterator[Difference]:
    ours, theirs = one.plain(viewer, channel), other.plain(viewer, channel)
    for at, (mine, yours) in enumerate(zip(ours, theirs, strict=False)):
        if mine != yours:
            # When one world has a frame more, what follows it differs as well; the number says most.
            kind: Kind = "number" if len(ours) != len(theirs) else "size" if len(mine) != len(yours) else "bytes"
            yield Difference(viewer, channel, kind, at, mine, yours)
            return
    if len(ours) != len(theirs):
        at = min(len(ours), len(theirs))
        yield Difference(viewer, channel, "number", at, b"".join(ours[at : at + 1]), b"".join(theirs[at : at + 1]))


def mask_frame(data: bytes) -> tuple[str, bytes]:
    """The type of a server frame, and its bytes with clock values and tokens masked, else as sent."""
    frame = msgpack.unpackb(data)
    assert msgpack.packb(frame) == data, "the masked frame would hide how this one was written"
    return str(frame["type"]), msgpack.packb(_masked(frame, ""))


def _masked(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _masked(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_masked(inner, "") for inner in value]
    if name == "token" and isinstance(value, str):
        return "*" * len(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and _CLOCK.search(name):
        return 1 if value else 0
    return value


def mask_response(data: bytes) -> bytes:
    """An HTTP response without the clock's header, the seconds for which a cookie is kept (after the end those that are left of a
    day), the clock times at which the steps of the day come as things stand, and the secret that a form to join is drawn with.
    """
    timeless = re.sub(rb"(?im)^date: [^\r\n]*\r\n", b"", data, count=1)
    timeless = _OF_THE_DAY.sub(rb"\1", timeless)
    return _MARK.sub(rb"\1", re.sub(rb"(?im)^(set-cookie: [^\r\n]*max-age=)\d+", rb"\1", timeless))


def mask_numbers(data: bytes) -> bytes:
    """For what counts a whole process and is no viewer's: the names stay."""
    return _NUMBER.sub(b"0", data)
