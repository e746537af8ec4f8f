# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several worker processes on one listening socket: started, started again when one dies, replaced one by one, stopped together.

Workers know nothing of each other; what they share is the store. The socket is one for all, so that a connection that waits while
a worker stops is taken by another one. Unix only.
"""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import sys
from collections.abc import Callable, Mapping

from server.store.embedded import tied_to_parent

READY_WITHIN_S = 60.0
"""A worker that does not serve by then is given up; it waits this long for a store that still loads."""

STEADY_S = 30.0
"""A worker that lived so long starts the pauses over."""

RESTART_DELAYS_S = (0.0, 0.2, 1.0, 5.0)
"""Pauses before a worker that died is started again, one after another; the last one repeats."""

_log = logging.getLogger(__name__)


class WorkersFailed(Exception):
    """A worker ended before it served; it has said why."""


class _Worker:
    """One process. `leaving` is set when it was told to stop."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.leaving = False
        self.started_at = asyncio.get_running_loop().time()

    def stop(self) -> None:
        self.leaving = True
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()


class Workers:
    """`count` workers on `listening`. `environment` is added to theirs. Call `run` once, from the main thread."""

    def __init__(
        self,
        listening: socket.socket,
        count: int,
        environment: Mapping[str, str],
        stop_within_s: float,
        on_end: Callable[[int], None] = lambda _: None,
    ) -> None:
        """`on_end` is called with the process id of a worker that ended."""
        self._on_end = on_end
        self._listening = listening
        self._count = count
        self._environment = {**os.environ, **environment}
        self._stop_within_s = stop_within_s
        self._workers: set[_Worker] = set()
        self._watchers: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._replacing: asyncio.Task[None] | None = None
        self._deaths = 0

    async def run(self, on_ready: Callable[[], None]) -> None:
        """Start all, call `on_ready` when all serve, and keep them until SIGTERM or SIGINT. SIGHUP replaces them one by one.

        Raises WorkersFailed when one cannot begin.
        """
        loop = asyncio.get_running_loop()
        signals = {signal.SIGTERM: self._stop, signal.SIGINT: self._stop, signal.SIGHUP: self._replace_all}
        for number, act in signals.items():
            loop.add_signal_handler(number, act)
        try:
            started = await asyncio.gather(*(self._start() for _ in range(self._count)))
            if not all(started) and not self._stopping.is_set():
                raise WorkersFailed
            on_ready()
            await self._stopping.wait()
        finally:
            await self._end()
            for number in signals:
                loop.remove_signal_handler(number)

    async def _start(self) -> bool:
        """One more worker; whether it serves. It is watched from then on."""
        ready, tell = os.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "server.cli", "serve", "--listen-fd", str(self._listening.fileno()), "--ready-fd", str(tell)),
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=(self._listening.fileno(), tell),
                start_new_session=True,  # Ctrl-C is for this process, which then stops its workers in order
                preexec_fn=tied_to_parent(),
            )
        finally:
            os.close(tell)
        worker = _Worker(process)
        self._workers.add(worker)
        is_ready = await _hears(ready)
        if is_ready:
            watcher = asyncio.create_task(self._watch(worker), name=f"worker {process.pid}")
            self._watchers.add(watcher)
            watcher.add_done_callback(self._watchers.discard)
        else:
            worker.stop()
            await process.wait()
            self._workers.discard(worker)
        return is_ready

    async def _watch(self, worker: _Worker) -> None:
        status = await worker.process.wait()
        self._workers.discard(worker)
        self._on_end(worker.process.pid)
        if worker.leaving:
            return
        now = asyncio.get_running_loop().time
        self._deaths = 0 if now() - worker.started_at > STEADY_S else self._deaths
        _log.error("a worker ended by itself (status %s) and is started again", status)
        while not self._stopping.is_set():
            delay_s = RESTART_DELAYS_S[min(self._deaths, len(RESTART_DELAYS_S) - 1)]
            self._deaths += 1
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), delay_s)
            if self._stopping.is_set() or await self._start():
                return

    def _stop(self) -> None:
        if self._stopping.is_set():
            # A second signal: they stop waiting for people to leave.
            for worker in self._workers:
                worker.stop()
        self._stopping.set()

    def _replace_all(self) -> None:
        if self._replacing is None or self._replacing.done():
            self._replacing = asyncio.create_task(self._replace_one_by_one(), name="replace workers")

    async def _replace_one_by_one(self) -> None:
        for old in [worker for worker in self._workers if not worker.leaving]:
            # The new one serves before the old one sends its people away.
            if not await self._start():
                _log.error("a new worker does not start: the old ones stay")
                return
            old.stop()
            await old.process.wait()
        _log.warning("all workers were replaced")

    async def _end(self) -> None:
        self._stopping.set()
        if self._replacing is not None:
            self._replacing.cancel()
        # Nobody accepts any more, so nobody may connect and wait for nothing.
        self._listening.close()
        for worker in self._workers:
            worker.stop()
        waiting = [asyncio.create_task(worker.process.wait()) for worker in self._workers]
        if waiting:
            await asyncio.wait(waiting, timeout=self._stop_within_s)
        for worker in list(self._workers):
            with contextlib.suppress(ProcessLookupError):
                worker.process.kill()
        if waiting:
            await asyncio.wait(waiting)
        if self._watchers:
            await asyncio.wait(self._watchers)


async def _hears(ready: int) -> bool:
    """Whether a byte comes before the other side ends. Closes the pipe."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(ready, "rb", 0))
    try:
        async with asyncio.timeout(READY_WITHIN_S):
            return await reader.read(1) != b""
    except TimeoutError:
        return False
    finally:
        transport.close()
