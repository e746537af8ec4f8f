# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work on what strangers send, away from the event loop and one piece at a time, so that boards never wait for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import ParamSpec, TypeVar

TURN_WITHIN_S = 10.0
"""How long somebody waits for those before; a piece of work at its limit takes about a second."""

_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")


class Busy(Exception):
    """Too many others were first. The application answers 503."""


@asynccontextmanager
async def turn(places: asyncio.Lock | asyncio.Semaphore, within_s: float | None = None) -> AsyncIterator[None]:
    """One of these places, for as long as the context is open. Raises Busy when none is free in time (TURN_WITHIN_S)."""
    try:
        async with asyncio.timeout(TURN_WITHIN_S if within_s is None else within_s):
            await places.acquire()
    except TimeoutError:
        raise Busy from None
    try:
        yield
    finally:
        places.release()


class Apart:
    """One worker thread's worth of reading and checking for the whole process."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()

    async def run(self, work: Callable[_Asked, _Made], *args: _Asked.args, **kwargs: _Asked.kwargs) -> _Made:
        """What `work` makes of the arguments. It runs in a thread: it may touch nothing that the event loop changes.

        Raises Busy when it is not its turn in time, and whatever `work` raises.
        """
        async with turn(self._turn):
            return await asyncio.to_thread(work, *args, **kwargs)
