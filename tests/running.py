# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `waardenbord` and the whole server as processes of their own, for tests that speak to them as people do."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import os
import re
import secrets
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.patience import patient

PROJECT = Path(__file__).resolve().parent.parent
READY_WITHIN_S = 20.0
STOP_WITHIN_S = 10.0
COMMAND_WITHIN_S = 30.0
POLL_S = 0.02
PORTS_FROM, PORTS = 15_000, 15_000
_given: set[int] = set()
"""Never given twice: whoever is being started again has left his for a moment."""

NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody. Every `httpx` client that speaks to a server of a test over http shares it, as `verify=NO_TLS`: without it each
reads all certificates of this machine first, 35 ms of a processor, and tests make thousands of clients."""


def free_port() -> int:
    """A port of loopback that nobody listens on, below those that outgoing connections take: it stays free until it is
    used, and for a restart. Only for what cannot say itself where it listens when it is told port 0."""
    while True:
        port = PORTS_FROM + secrets.randbelow(PORTS)
        if port in _given:
            continue
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            _given.add(port)
            return port


def environment_with(**more: str) -> dict[str, str]:
    """The environment of a command: ours without what would lead it to another store or port, and `more`."""
    kept = {name: text for name, text in os.environ.items() if name not in ("REDIS_URL", "PORT", "HOST")}
    # A command may run in any folder; it is that of this project all the same.
    return {**kept, "PYTHONPATH": str(PROJECT), **more}


@asynccontextmanager
async def started(
    folder: Path | None, stderr: int | None, /, *arguments: str, **environment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`waardenbord …` in a folder, with its standard output in a pipe. When the context ends it is killed, if it still lives, and
    its pipes are read to their end: the loop may close then.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server.cli", *arguments),
        cwd=folder,
        env=environment_with(**environment),
        stdout=asyncio.subprocess.PIPE,
        stderr=stderr,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        async with asyncio.timeout(patient(STOP_WITHIN_S)):
            await process.communicate()


async def outcome_of(folder: Path | None, /, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """The exit status and both outputs of a command that ends by itself."""
    async with started(folder, asyncio.subprocess.PIPE, *arguments, **environment) as process:
        async with asyncio.timeout(patient(COMMAND_WITHIN_S)):
            out, err = await process.communicate()
        assert process.returncode is not None
        return process.returncode, out.decode(), err.decode()


@contextmanager
def running_server(minute_ms: int = 60_000, port: int = 0, workers: str = "1", **environment: str) -> Iterator[str]:
    """A server with a data directory of its own, on a free port unless it is said; its address. `minute_ms` is the length of a
    script's minute.

    Further settings are environment variables: `running_server(WAARDENBORD_PUBLIC_URL="…")`. What the server complains about goes
    to this process's standard error.
    """
    # Not pytest's tmp_path: the embedded store's socket has a path of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        settings = {
            "WAARDENBORD_DATA_DIR": str(Path(folder) / "data"),
            "WAARDENBORD_MINUTE_MS": str(minute_ms),
            "WAARDENBORD_LOG_LEVEL": "warning",
            "WAARDENBORD_OPENINGS_PER_HOUR": "0",
            **environment,
        }
        command = [sys.executable, "-m", "server.cli", "serve", "--host", "127.0.0.1", "--port", str(port)]
        command += ["--workers", workers] if workers != "1" else []
        process = subprocess.Popen(command, env=environment_with(**settings), stdout=subprocess.PIPE, text=True)
        try:
            base_url = f"http://127.0.0.1:{_port(process)}"
            _wait_until_ready(base_url, process)
            yield base_url
        finally:
            process.terminate()
            try:
                process.communicate(timeout=patient(STOP_WITHIN_S))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                raise


def _port(process: subprocess.Popen[str]) -> int:
    """The port that the server says it serves on."""
    assert process.stdout is not None
    for line in process.stdout:
        found = re.search(r"http://localhost:(\d+)", line)
        if found:
            return int(found[1])
    raise AssertionError(f"the server ended with status {process.wait()} before it said where it is")


def _wait_until_ready(base_url: str, process: subprocess.Popen[str]) -> None:
    parts = urlsplit(base_url)
    give_up_at = time.monotonic() + patient(READY_WITHIN_S)
    while True:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=patient(READY_WITHIN_S))
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == http.HTTPStatus.OK:
                return
        except OSError:
            pass  # not serving yet
        finally:
            connection.close()
        assert process.poll() is None, "the server ended while starting"
        assert time.monotonic() < give_up_at, "the server did not become ready"
        time.sleep(POLL_S)
