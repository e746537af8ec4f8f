# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""One real server for all tests, and a part of it for each test."""

from __future__ import annotations

import itertools
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio
from redis import Redis

from server.papers.papers import WITHIN_S, Papers
from server.settings import Settings
from server.store import Store, open_store
from server.store.embedded import server_arguments, server_binary, tied_to_parent
from tests.patience import patient
from tests.server.house import House, serving

READY_S = 10.0
_numbers = itertools.count(1)

StartServer = Callable[..., "ServerProcess"]


class ServerProcess:
    """A real server on a Unix socket in a short directory of its own, with the product's settings unless overruled."""

    def __init__(self, **overrules: str) -> None:
        # Not pytest's tmp_path: a socket's path has at most 108 bytes.
        self.dir = Path(tempfile.mkdtemp(prefix="wb-"))
        self.socket = self.dir / "s"
        self.url = f"unix://{self.socket}"
        self._more = [part for name, value in overrules.items() for part in (f"--{name.replace('_', '-')}", value)]
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [server_binary(), *server_arguments(self.dir, self.socket), *self._more],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=tied_to_parent(),  # noqa: PLW1509 # pytest has no other threads here
        )
        give_up_at = time.monotonic() + patient(READY_S)
        while not self._answers():
            assert process.poll() is None, "the server ended while starting"
            assert time.monotonic() < give_up_at, "the server did not start"
            time.sleep(0.005)
        return process

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(1)
            try:
                probe.connect(str(self.socket))
                probe.sendall(b"PING\r\n")
                return probe.recv(64).startswith((b"+PONG", b"-NOPERM", b"-NOAUTH"))
            except OSError:
                return False

    def kill(self) -> None:
        """As a crash does: no last words."""
        self.process.kill()
        self.process.wait()

    def start_again(self) -> None:
        self.process = self._start()

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It stands still, connections open, as a host does that is suspended or cut off."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)

    def close(self) -> None:
        self.kill()
        shutil.rmtree(self.dir)


@pytest.fixture(scope="session")
def redis_server() -> Iterator[ServerProcess]:
    """The server that tests share. Do not stop it; ask `start_server` for one of your own."""
    server = ServerProcess()
    yield server
    server.close()


@pytest.fixture
def start_server() -> Iterator[StartServer]:
    """Start further servers, with settings of their own: `start_server(appendonly="no")`."""
    servers: list[ServerProcess] = []

    def start(**overrules: str) -> ServerProcess:
        servers.append(ServerProcess(**overrules))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def key_prefix(redis_server: ServerProcess) -> Iterator[str]:
    """What the names of this test's keys begin with; they are gone afterwards."""
    prefix = f"t{next(_numbers)}:"
    yield prefix
    with Redis(unix_socket_path=str(redis_server.socket)) as client:
        for key in client.scan_iter(match=f"{prefix}*", count=1000):
            client.unlink(key)


@pytest.fixture
def settings(redis_server: ServerProcess, key_prefix: str, tmp_path: Path) -> Settings:
    """Settings that lead to this test's part of the shared server, and to a data directory of its own."""
    return Settings(redis_url=redis_server.url, key_prefix=key_prefix, data_dir=tmp_path / "data")


@pytest.fixture
async def store(settings: Settings) -> AsyncIterator[Store]:
    """The store, open on this test's part of the shared server."""
    async with open_store(settings) as store:
        yield store


MINUTE_MS = 1500
"""A script's minute in `house`: five minutes of silence last 7.5 seconds, and half a second once they are shortened."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(redis_server: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """A worker for all tests of a file, each with workshops of its own. Mark the file with `loop_scope="module"`."""
    prefix = f"h{next(_numbers)}:"
    settings = Settings(
        host="127.0.0.1",
        port=0,
        redis_url=redis_server.url,
        key_prefix=prefix,
        data_dir=tmp_path_factory.mktemp("house"),
        minute_ms=MINUTE_MS,
        openings_per_hour=0,
    )
    async with serving(settings) as house:
        yield house
    with Redis(unix_socket_path=str(redis_server.socket)) as client:
        for key in client.scan_iter(match=f"{prefix}*", count=1000):
            client.unlink(key)


@pytest.fixture
def here(settings: Settings) -> Settings:
    """Settings of a worker on a free port of this machine, for tests that start and stop their own."""
    return msgspec.structs.replace(settings, host="127.0.0.1", port=0, minute_ms=MINUTE_MS)


@pytest.fixture(autouse=True)
def _files_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is asked for comes, however busy the machine; the product shows after two seconds that it is being made."""
    monkeypatch.setattr(Papers.get, "__defaults__", (patient(WITHIN_S),))
