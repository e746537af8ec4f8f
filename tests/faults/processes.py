# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The real processes that faults strike: a Redis-compatible server with its append-only file, and workers of ours."""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import ConnectionError as StoreGone

from server.store.cut_tail import take_off_cut_tail
from server.store.embedded import server_arguments, server_binary, tied_to_parent
from tests.faults.proxy import Proxy, closing
from tests.patience import patient
from tests.running import free_port

READY_WITHIN_S = 30.0
_POLL_S = 0.02
SECRET = secrets.token_hex(24)


async def until(holds: Callable[[], bool], within_s: float, every_s: float = 0.005) -> bool:
    """Whether it came true in time. What is waited for lies in other processes, which set no event."""
    give_up_at = asyncio.get_running_loop().time() + within_s
    while not holds():
        if asyncio.get_running_loop().time() > give_up_at:
            return False
        await asyncio.sleep(every_s)
    return True


class _Process:
    """A child of ours, ended by the kernel when we end."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None

    def _spawn(self, command: list[str], log: Path, **environment: str) -> None:
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                env={**os.environ, **environment},
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=tied_to_parent(),  # noqa: PLW1509 # one thread starts processes here, the main one
            )

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """As a crash does: no last words."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        if self.process is not None:
            self.process.send_signal(number)

    async def _until(self, answers: Any, what: str) -> None:
        give_up_at = asyncio.get_running_loop().time() + patient(READY_WITHIN_S)
        while not await answers():
            if not self.alive:
                raise RuntimeError(f"{what} ended while starting")
            if asyncio.get_running_loop().time() > give_up_at:
                raise RuntimeError(f"{what} did not become ready")
            await asyncio.sleep(_POLL_S)


class Store(_Process):
    """A server on a TCP port and on a socket, with the product's settings unless overruled; its data are in `folder`/data.

    `under` is a command that runs it, as a tracer does.
    """

    def __init__(
        self,
        folder: Path,
        overrules: dict[str, str] | None = None,
        *,
        environment: dict[str, str] | None = None,
        under: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._under = under
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir(exist_ok=True)
        self.socket = folder / "s"
        self.port = free_port()
        self.url = ""
        """Where workers find it without a proxy between; "" lets them go through theirs."""
        self._environment = environment or {}
        self._overrules = overrules or {}

    async def start(self) -> None:
        """Start, or start again, without a half-written end as the product does; returns when it has loaded its data."""
        more = {"port": str(self.port), "bind": "127.0.0.1", **self._overrules}
        arguments = [part for name, value in more.items() for part in (f"--{name}", value)]
        command = [*self._under, server_binary(), *server_arguments(self.data, self.socket), *arguments]
        for again in (True, False):
            self._spawn(command, self.folder / "store.log", **self._environment)
            try:
                await self._until(self._answers, "the store")
            except RuntimeError:
                if self.alive or not again or take_off_cut_tail(self.data) is None:
                    raise
            else:
                break

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(patient(1)):
                reader, writer = await asyncio.open_unix_connection(self.socket)
                async with closing(writer):
                    writer.write(b"PING\r\n")
                    answer = await reader.read(64)
        except OSError:
            return False
        return answer.startswith(b"+PONG")

    def end_gently(self) -> None:
        """SHUTDOWN, and wait for its end."""
        with contextlib.suppress(StoreGone):
            self.ask("SHUTDOWN", "NOSAVE")
        if self.process is not None:
            self.process.wait()

    def ask(self, *command: str | int) -> Any:
        """One command on a connection past every proxy; blocks for the moment that it takes."""
        with Redis(unix_socket_path=str(self.socket), decode_responses=True, encoding_errors="replace") as client:
            return client.execute_command(*command)

    def errors(self, word: str) -> int:
        """How many commands were refused with this error word since CONFIG RESETSTAT."""
        found = self.ask("INFO", "errorstats").get(f"errorstat_{word}")
        return int(found["count"]) if found else 0

    @property
    def aof(self) -> Path:
        """The file that grows with every write."""
        return max((self.data / "appendonlydir").glob("*.incr.aof"), key=lambda path: int(path.name.split(".")[-3]))

    def aof_bytes(self) -> int:
        """How large it is now."""
        return self.aof.stat().st_size


class Worker(_Process):
    """One process of ours, with a proxy before it and one between it and its store; with `several`, the parent of so many."""

    def __init__(self, number: int, folder: Path, store: Store, several: int = 1) -> None:
        super().__init__()
        self.number = number
        self.folder = folder
        self._store = store
        self._several = several
        self.port = free_port()
        self.to_store = Proxy(lambda: ("127.0.0.1", store.port))
        self.to_clients = Proxy(lambda: ("127.0.0.1", self.port))

    @property
    def base_url(self) -> str:
        """Where people reach it, through the proxy."""
        return f"http://127.0.0.1:{self.to_clients.port}"

    async def start(self) -> None:
        """Start, or start again on the same port; returns when it is ready."""
        if not self.to_store.port:
            await self.to_store.start()
            await self.to_clients.start()
        self._spawn(
            [
                sys.executable,
                "-m",
                "server.cli",
                "serve",
                "--host",
                "127.0.0.1",
                "--port",
                str(self.port),
                "--workers",
                str(self._several),
            ],
            self.folder / f"worker{self.number}.log",
            REDIS_URL=self._store.url or f"redis://127.0.0.1:{self.to_store.port}/0",
            WAARDENBORD_DATA_DIR=str(self.folder / "worker"),
            WAARDENBORD_SECRET=SECRET,
            WAARDENBORD_LOG_LEVEL="warning",
        )
        await self._until(self.ready, f"worker {self.number}")

    def children(self) -> list[int]:
        """The process ids of those that serve, when it has several."""
        assert self.process is not None
        pid = self.process.pid
        with contextlib.suppress(FileNotFoundError):
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
        return []

    async def ready(self) -> bool:
        """Whether /readyz is green."""
        try:
            async with asyncio.timeout(patient(2)):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                async with closing(writer):
                    writer.write(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                    status = await reader.readline()
        except OSError:
            return False
        return b" 200 " in status

    async def close(self) -> None:
        """End it and its proxies."""
        self.kill()
        await self.to_store.close()
        await self.to_clients.close()
