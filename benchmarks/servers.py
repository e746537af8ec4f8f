# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The two servers, each a process of its own on a free port of this machine alone, gone with everything it wrote afterwards."""

import asyncio
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

T = TypeVar("T")
HOST = "127.0.0.1"
_PYTHON = (sys.executable, "-m")
_READY_WITHIN_S = 60.0
_STOP_WITHIN_S = 15.0
_POLL_S = 0.002
_FROM_OUTSIDE = ("REDIS_URL", "REDIS_URL_FILE", "HOST", "PORT")


class Running(Struct):
    """A server that runs. `ready_s` is from the start of its process until it took people in; `data_dir` is the board's."""

    url: str
    pid: int
    ready_s: float
    data_dir: str = ""


@contextmanager
def board(loop: str = "auto", redis_url: str = "") -> Iterator[Running]:
    """The real server, as `waardenbord serve` starts it, on a real store in an empty data directory, or on the one of another."""
    with tempfile.TemporaryDirectory(prefix="wb-bench-") as data_dir:
        kept = {name: text for name, text in os.environ.items() if name not in _FROM_OUTSIDE and "WAARDENBORD" not in name}
        ours = {"WAARDENBORD_DATA_DIR": data_dir, "WAARDENBORD_LOG_LEVEL": "warning", "WAARDENBORD_EVENT_LOOP": loop}
        # A hall of three hundred comes in at once here, as fast as it can.
        ours |= {"REDIS_URL": redis_url} if redis_url else {}
        environment = kept | ours | {"WAARDENBORD_JOINS_PER_MINUTE": "0", "WAARDENBORD_OPENINGS_PER_HOUR": "0"}
        with serving([*_PYTHON, "server.cli", "serve", "--host", HOST, "--port"], environment, _says_ready) as running:
            running.data_dir = data_dir
            yield running


@contextmanager
def floor(loop: str = "asyncio") -> Iterator[Running]:
    """The bare broadcast, on Python's own loop or on the board's."""
    with serving([*_PYTHON, "benchmarks.floor", "--loop", loop, "--port"]) as running:
        yield running


@contextmanager
def serving(
    command: list[str],
    environment: Mapping[str, str] | None = None,
    is_ready: Callable[[int], bool] | None = None,
    after: Sequence[str] = (),
) -> Iterator[Running]:
    """A process that is told a free port after `command`, and then `after`. Raises RuntimeError when it does not start."""
    port = free_port()
    command = [*command, str(port), *after]
    project = Path(__file__).resolve().parent.parent
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL)
    is_ready = is_ready or accepts
    try:
        while not is_ready(port):
            if process.poll() is not None or time.monotonic() - started > _READY_WITHIN_S:
                raise RuntimeError(f"did not start: {' '.join(command)}")
            time.sleep(_POLL_S)
        yield Running(f"http://{HOST}:{port}", process.pid, time.monotonic() - started)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _says_ready(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


@asynccontextmanager
async def beside(server: AbstractContextManager[T]) -> AsyncIterator[T]:
    """A server that is started and stopped in a thread, so that sockets of others are answered meanwhile."""
    running = await asyncio.to_thread(server.__enter__)
    try:
        yield running
    finally:
        await asyncio.to_thread(server.__exit__, None, None, None)


def accepts(port: int) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])
