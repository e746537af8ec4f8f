# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was counted of the cases of an organisation, kept until one of them changes: an analysis that is being written is looked
at many times, and every count reads hundreds of logs.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

import msgspec
from msgspec import Struct

from organisation.strategy.analysis_facts import AnalysisFacts

MAX_KEPT_BYTES = 32 * 1024 * 1024
"""Of a worker, for all organisations; one count at its bounds is some two megabytes."""


class OfferedCase(Struct, frozen=True):
    """A case of the period, also one that is left out: its id, title and day (ISO 8601), and whether all members may read it."""

    id: str
    title: str
    day: str
    is_told_to_all: bool


class Counted(Struct, frozen=True):
    """The facts of an analysis as things stand, and the cases that are chosen from."""

    facts: AnalysisFacts
    offered: tuple[OfferedCase, ...]


class What(Struct, frozen=True):
    """What is counted: by which settings (period, choice, accents, day), of which cases at which heads. Whatever changes the
    count changes this.
    """

    of: str
    settings: tuple[object, ...]
    heads: tuple[tuple[str, str], ...]


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Counted).decode


class CountedCases:
    """The counts that a worker keeps, packed: the latest of each organisation and settings, those that were asked for last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, tuple[object, ...]], tuple[What, bytes]] = OrderedDict()
        self._bytes = 0
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def get(self, what: What, count: Callable[[], Awaitable[Counted]]) -> Counted:
        """What is kept of this, else what `count` gives. Of one organisation one counts at a time, and whoever waited takes what
        the other counted. Raises what `count` raises.
        """
        async with self._turns.setdefault(what.of, asyncio.Lock()):
            known = self._kept.get(key := (what.of, what.settings))
            if known is not None and known[0] == what:
                self._kept.move_to_end(key)
                return await asyncio.to_thread(_decode, known[1])
            counted = await count()
            self._keep(key, what, await asyncio.to_thread(_encode, counted))
            return counted

    def _keep(self, key: tuple[str, tuple[object, ...]], what: What, packed: bytes) -> None:
        self._drop(key)
        self._kept[key] = (what, packed)
        self._bytes += len(packed)
        while self._bytes > MAX_KEPT_BYTES:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: tuple[str, tuple[object, ...]]) -> None:
        if (gone := self._kept.pop(key, None)) is not None:
            self._bytes -= len(gone[1])
