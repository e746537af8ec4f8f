# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Waiting until a room has heard what is stored: for who has seen more than this worker, and for who holds a secret that it does
not know.
"""

import asyncio
from collections.abc import Awaitable, Callable

from server.ending import begin
from server.store import StoreUnavailable

COMPARE_WITHIN_S = 5.0
"""How long somebody who has seen more than this worker waits for it to catch up."""

LOOK_EVERY_S = 0.1
"""For all who hold secrets that a room does not know, its log is looked at so often at most: they look together, and strangers
with secrets of their own making cost the store ten small questions a second, however many they are."""


class Comparing:
    """Those who wait until a room has compared with its log. `begin` makes it do so."""

    def __init__(self, begin: Callable[[], None]) -> None:
        self._begin = begin
        self._waiting: dict[asyncio.Future[None], None] = {}

    async def wait(self) -> None:
        """Wait until it has compared, from the beginning, after now. Raises StoreUnavailable when that takes too long."""
        compared: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[compared] = None
        self._begin()
        try:
            await asyncio.wait({compared}, timeout=COMPARE_WITHIN_S)
        finally:
            self._waiting.pop(compared, None)
        if not compared.done():
            raise StoreUnavailable("timeout", "The log could not be read in time.")

    async def carry_out(self, compare: Callable[[], Awaitable[None]]) -> None:
        """Compare, for all who wait now; whoever comes meanwhile waits for the next time, and so do all when it fails."""
        waiting = list(self._waiting)
        await compare()
        for compared in waiting:
            if not compared.done():
                compared.set_result(None)


class Looking:
    """Looks at the log for many together: one look at a time, `LOOK_EVERY_S` apart; each begins after whoever waits for it came.

    So nobody is refused by what was true before he came, and nobody can make the store work without end.
    """

    def __init__(self, look: Callable[[], Awaitable[None]]) -> None:
        self._look = look
        self._one_at_a_time = asyncio.Lock()
        self._next: asyncio.Task[None] | None = None
        self._last_s = -LOOK_EVERY_S

    async def wait(self) -> None:
        """Wait for a look that begins after now. Raises StoreError."""
        if self._next is None:
            self._next = begin(self._look_in_turn(), name="look at a log")
            # Whoever waited may be gone by the time it fails.
            self._next.add_done_callback(_heed)
        look = self._next
        # One of those who wait may go away without taking it from the others.
        await asyncio.wait({look})
        if look.cancelled():
            raise StoreUnavailable("lost", "The room was closed meanwhile.")
        look.result()

    def stop(self) -> None:
        """The room closes."""
        if self._next is not None:
            self._next.cancel()

    async def _look_in_turn(self) -> None:
        loop = asyncio.get_running_loop()
        async with self._one_at_a_time:
            await asyncio.sleep(max(0.0, self._last_s + LOOK_EVERY_S - loop.time()))
            # From here on it may be too late for who comes.
            self._next, self._last_s = None, loop.time()
            await self._look()


def _heed(look: asyncio.Task[None]) -> None:
    if not look.cancelled():
        look.exception()
