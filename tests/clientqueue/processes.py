# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The real processes: one server with its embedded store behind a proxy, and Nodes with pages of the shipped client in them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from scripts.node import node
from server.store.embedded import tied_to_parent, url_in
from tests.faults.proxy import Proxy, closing
from tests.patience import patient
from tests.running import free_port

PROJECT = Path(__file__).resolve().parents[2]
READY_WITHIN_S = 30.0
ANSWER_WITHIN_S = 20.0


def bundle(folder: Path) -> Path:
    """Everything that a Node needs, in one file: the shipped modules as they are, with as much of a browser as they use."""
    made = folder / "device.mjs"
    esbuild = next((PROJECT / "node_modules" / "@esbuild").glob("*/bin/esbuild"))
    source = Path(__file__).with_name("device.ts")
    shape = ["--bundle", "--format=esm", "--platform=node", "--target=node20", "--log-level=warning"]
    subprocess.run([esbuild, source, *shape, f"--outfile={made}"], cwd=PROJECT, check=True)
    return made


class Server:
    """`waardenbord serve` as a facilitator starts it on a laptop: no settings but the port and the data directory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.port = free_port()
        self.proxy = Proxy(lambda: ("127.0.0.1", self.port if self._reachable else self._nowhere))
        self._reachable = True
        self._nowhere = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def base_url(self) -> str:
        """Where people reach it, through the proxy."""
        return f"http://127.0.0.1:{self.proxy.port}"

    async def start(self) -> None:
        """Start, or start again on the same port and data; returns when it is ready."""
        process = self._spawn()
        async with asyncio.timeout(patient(READY_WITHIN_S)):
            while not await self._ready():
                assert process.poll() is None, "the server ended while starting"
                await asyncio.sleep(0.02)
        if not self.proxy.port:
            await self.proxy.start()

    def _spawn(self) -> subprocess.Popen[bytes]:
        given = {name: value for name, value in os.environ.items() if name not in ("REDIS_URL", "PORT", "HOST")}
        settings = {"WAARDENBORD_DATA_DIR": str(self.data), "WAARDENBORD_LOG_LEVEL": "warning"}
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "server.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port)],
                env=given | settings,
                stdout=log,
                stderr=log,
                preexec_fn=tied_to_parent(),  # noqa: PLW1509 # one thread starts processes here, the main one
            )
        return self._process

    async def _ready(self) -> bool:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            async with closing(writer):
                writer.write(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                status = await reader.readline()
        except OSError:
            return False
        return b" 200 " in status

    def cut_off(self) -> None:
        """There is no network: nobody reaches it until `reconnect`."""
        self._reachable = False
        self.proxy.cut()

    def reconnect(self) -> None:
        """There is one again."""
        self._reachable = True

    def kill(self, *, store: bool = False) -> None:
        """As a crash does: no last words. With `store`, its store crashes with it; else the kernel asks that to end."""
        assert self._process is not None
        number = None
        if store:
            with contextlib.suppress(RedisError):
                number = int(self.ask("INFO", "server")["process_id"])
        self._process.kill()
        if number is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        self._process.wait()

    async def end_gently(self) -> None:
        """SIGTERM, and wait for its end."""
        assert self._process is not None
        self._process.terminate()
        await asyncio.to_thread(self._process.wait, patient(20))

    async def close(self) -> None:
        """End it and its proxy."""
        if self._process is not None and self._process.poll() is None:
            self.kill()
        await self.proxy.close()

    def ask(self, *command: str | int) -> Any:
        """One command to its store, past it; blocks for the moment that it takes."""
        with Redis.from_url(url_in(self.data), decode_responses=True, encoding_errors="replace") as client:
            return client.execute_command(*command)


class Device:
    """A Node with the pages of some people. What it stores lies in `kept`, and outlives it as a browser's does."""

    def __init__(self, folder: Path, program: Path, setting: dict[str, Any], kept: Path) -> None:
        self.folder = folder
        self.kept = kept
        self.history = folder / "history.jsonl"
        self.generation = 0
        self._program = program
        self._setting = setting
        self._process: asyncio.subprocess.Process | None = None
        folder.mkdir()

    async def start(self) -> None:
        """Open its people's pages; again after a `kill`, as new pages on the same device."""
        self.generation += 1
        file = self.folder / "setting.json"
        mine = {"folder": str(self.kept), "history": str(self.history), "generation": self.generation}
        file.write_text(json.dumps(self._setting | mine), encoding="utf-8")
        with (self.folder / "node.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                node(),
                str(self._program),
                str(file),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                limit=2**22,
                preexec_fn=tied_to_parent(),
            )
        await self._answer()

    async def say(self, order: str) -> Any:
        """Give an order (see device.ts) and wait for the answer."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order}\n".encode())
        return await self._answer()

    async def _answer(self) -> Any:
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(patient(ANSWER_WITHIN_S)):
            line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a device ended: {(self.folder / 'node.log').read_text(encoding='utf-8')[-2000:]}")
        return json.loads(line)

    async def kill(self) -> None:
        """As a crash does, or a phone whose battery is empty."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    def stored(self) -> Iterator[Path]:
        """The queues that lie on the device now."""
        yield from self.kept.glob("*/queue%2F*")
