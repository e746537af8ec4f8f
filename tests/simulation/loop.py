# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An event loop whose clock is a number: where nothing can run now, it jumps to the next timer. Minutes pass in milliseconds."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

LONGEST_STEP_S = 7 * 86_400.0
"""A jump further than this means that only forgotten timers are left."""


class Stuck(Exception):
    """Nothing will ever happen any more, and the schedule is not over."""


class VirtualLoop(asyncio.BaseEventLoop):
    """Runs tasks and timers of one thread, no files or sockets. `time()` is in seconds since the loop was made."""

    def __init__(self) -> None:
        super().__init__()
        self._now_s = 0.0
        # The base class asks its selector to wait for files or for the next timer; there are no files here.
        self._selector = self

    def time(self) -> float:
        """Virtual seconds since the loop was made."""
        return self._now_s

    def select(self, timeout: float | None) -> list[Any]:
        """Pass the time until the next timer. Raises Stuck when there is none."""
        if timeout is None or timeout > LONGEST_STEP_S:
            raise Stuck("every task waits for another one")
        self._now_s += timeout
        return []

    def _process_events(self, event_list: list[Any]) -> None:
        """There are no files, so nothing became readable."""

    def _write_to_self(self) -> None:
        """Nobody sleeps in a system call here, so nobody has to be woken."""


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on a loop of its own; what it left behind is cancelled. Raises Stuck when it can never end."""
    loop = VirtualLoop()
    with _no_collecting():
        try:
            return loop.run_until_complete(main)
        finally:
            # What ends may begin something in its turn.
            while left := asyncio.all_tasks(loop):
                for task in left:
                    task.cancel()
                loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
            loop.close()


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    """A schedule lives shorter than garbage; looking for it in between costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
