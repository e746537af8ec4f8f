# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes files in child processes: few at once, a bounded queue, a bounded time each, and what was made is kept for a while."""

import asyncio
import logging
import os
import sys
import time
from collections import OrderedDict
from collections.abc import Sequence

import msgspec

from board.papers.making import Job
from server.papers.makers import Maker, NotMade

AT_ONCE = max(1, min(4, (os.cpu_count() or 1) // 2))
"""Processes of one worker: half of the cores stay for the boards. They take a third of a gigabyte at their largest."""
READ_AT_ONCE = 1
"""Files that are sent and looked into, beside those that are made: however long one takes, nobody waits for his own file."""
MAX_WAITING = 16
"""So many more may wait; at half a second each the last one waits four seconds."""
WITHIN_S = 90.0
"""Of one file, on a machine where everything else goes first; the process itself stops after `child.MAX_CPU_S`."""
SHOWN_AFTER_S = 2.5
"""So long a page waits for a file before it shows that it is being made."""
MAX_FILE_BYTES = 32_000_000
"""The largest is a picture of two hundred entries of five hundred characters: 22 MB."""
FAILED_FOR_S = 30.0
"""So long the same file is not tried again: whoever waits for it is told why there is none."""
MAX_FAILED = 200
MAX_KEPT_BYTES = 48_000_000
"""Of all files that a worker keeps, to be fetched again."""
RESTS_S = 60.0
"""So long a process waits for another file before it ends. It has what it needs at hand, a third of a second of reading."""
CHILD = ("-m", "server.papers.child")

_log = logging.getLogger(__name__)


class TooMany(Exception):
    """Others are first, and enough of them wait already."""


class _Line:
    """Those who wait for places, and those who have one; and the processes that have nothing to do."""

    def __init__(self, places: asyncio.Semaphore) -> None:
        self.places = places
        self.count = 0
        self.idle: list[Maker] = []


class Papers:
    """The files of one worker. `command` is what makes one, for tests of what goes wrong."""

    def __init__(self, command: Sequence[str] = CHILD) -> None:
        self._command = [sys.executable, *command]
        self._making: dict[str, asyncio.Task[bytes]] = {}
        self._to_make = _Line(asyncio.Semaphore(AT_ONCE))
        self._to_read = _Line(asyncio.Semaphore(READ_AT_ONCE))
        self._made: OrderedDict[str, bytes] = OrderedDict()
        self._failed: dict[str, tuple[str, float]] = {}
        self._makers: set[Maker] = set()
        self._resting: asyncio.TimerHandle | None = None
        self._is_closed = False

    async def get(self, job: Job, wait_s: float = SHOWN_AFTER_S) -> bytes | None:
        """The file; None when it is still being made, and then the same question later gets it. Whoever asks for what is being
        made already waits for that one. Raises TooMany, NotMade.
        """
        key = job.key
        made = self._made.get(key)
        if made is not None:
            self._made.move_to_end(key)
            return made
        why, until_s = self._failed.get(key, ("", 0.0))
        if time.monotonic() < until_s:
            raise NotMade(why)
        task = self._making.get(key)
        if task is None:
            self._failed.pop(key, None)
            line, at_once = self._line_of(job)
            if line.count >= at_once + MAX_WAITING:
                raise TooMany
            line.count += 1
            task = self._making[key] = asyncio.create_task(self._make(key, job))
            task.add_done_callback(_looked_at)
        try:
            async with asyncio.timeout(wait_s):
                return await asyncio.shield(task)
        except TimeoutError:
            return None

    @property
    def waiting(self) -> int:
        """How many are being made, or wait for their turn."""
        return self._to_make.count + self._to_read.count

    async def close(self) -> None:
        """Stop what is being made."""
        self._is_closed = True
        for task in self._making.values():
            task.cancel()
        for maker in tuple(self._makers):
            maker.kill()
        await asyncio.gather(*self._making.values(), return_exceptions=True)
        if self._resting is not None:
            self._resting.cancel()
        await asyncio.to_thread(self._let_go)

    def _line_of(self, job: Job) -> tuple[_Line, int]:
        return (self._to_read, READ_AT_ONCE) if job.kind == "reading" else (self._to_make, AT_ONCE)

    async def _make(self, key: str, job: Job) -> bytes:
        line, _ = self._line_of(job)
        try:
            async with line.places:
                made = await asyncio.to_thread(self._run, job, line)
        except NotMade as failed:
            while len(self._failed) >= MAX_FAILED:
                del self._failed[next(iter(self._failed))]
            self._failed[key] = (failed.why, time.monotonic() + FAILED_FOR_S)
            raise
        finally:
            line.count -= 1
            del self._making[key]
            self._rest()
        if job.kind != "reading":
            # Nobody fetches again what was found in a file, and it is somebody's.
            self._keep(key, made)
        return made

    def _run(self, job: Job, line: _Line) -> bytes:
        maker = self._maker(line)
        try:
            made = maker.make(msgspec.msgpack.encode(job), within_s=WITHIN_S, most_bytes=MAX_FILE_BYTES)
        except NotMade as failed:
            self._makers.discard(maker)
            # Not what it said: that may hold what people wrote.
            _log.error("A file could not be made: %s %s, %s", job.kind, job.file, failed.why)
            raise
        except BaseException:
            self._makers.discard(maker)
            maker.stop()
            raise
        if maker.is_alive and not self._is_closed:
            line.idle.append(maker)
        else:
            self._makers.discard(maker)
            maker.stop()
        return made

    def _maker(self, line: _Line) -> Maker:
        """A process that has nothing to do, or a new one."""
        while line.idle:
            maker = line.idle.pop()
            if maker.is_alive:
                return maker
            self._makers.discard(maker)
            maker.stop()
        maker = Maker(self._command)
        self._makers.add(maker)
        if self._is_closed:
            # It was started while everything was being stopped.
            self._makers.discard(maker)
            maker.stop()
            raise NotMade("paper_failed")
        return maker

    def _rest(self) -> None:
        """Let those end that have had nothing to do for a while."""
        if self._resting is not None:
            self._resting.cancel()
        loop = asyncio.get_running_loop()
        self._resting = loop.call_later(RESTS_S, lambda: loop.run_in_executor(None, self._let_go))

    def _let_go(self) -> None:
        for line in (self._to_make, self._to_read):
            while line.idle:
                maker = line.idle.pop()
                self._makers.discard(maker)
                maker.end()

    def _keep(self, key: str, made: bytes) -> None:
        self._made[key] = made
        held = sum(map(len, self._made.values()))
        while held > MAX_KEPT_BYTES and len(self._made) > 1:
            held -= len(self._made.popitem(last=False)[1])


def _looked_at(task: asyncio.Task[bytes]) -> None:
    # Nobody may be waiting any more for what went wrong.
    if not task.cancelled():
        task.exception()
