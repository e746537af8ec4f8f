# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody gets and takes a while to write, written once: whoever asks for it again and again keeps no board waiting."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

MAX_KEPT_BYTES = 16_000_000
"""A hundred reports of three hundred actions."""


class Drawn:
    """Pages and data of a worker by what they are of. Whether they may be given is asked before, each time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, ...], bytes] = OrderedDict()
        self._turn = asyncio.Lock()

    async def get(self, key: tuple[str, ...], draw: Callable[[], str]) -> bytes:
        """What `draw` writes, in a thread, once for a key."""
        if key not in self._kept:
            async with self._turn:
                if key not in self._kept:
                    drawn = await asyncio.to_thread(draw)
                    self._keep(key, drawn.encode())
                    return self._kept[key]
        self._kept.move_to_end(key)
        return self._kept[key]

    def _keep(self, key: tuple[str, ...], drawn: bytes) -> None:
        self._kept[key] = drawn
        held = sum(map(len, self._kept.values()))
        while held > MAX_KEPT_BYTES and len(self._kept) > 1:
            held -= len(self._kept.popitem(last=False)[1])
