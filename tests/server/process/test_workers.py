# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several workers serve one workshop on one store, without sticky sessions, and survive each other's end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from redis import Redis

from server.player.browser import Opened, join_workshop, open_workshop
from sessions.wire import commands as c
from sessions.wire import events as e
from tests.patience import patient
from tests.server.conftest import ServerProcess
from tests.server.house import until
from tests.server.processes import Served, Steady, facilitator_of, notes_of, served


@pytest.fixture
def data_dir() -> Iterator[str]:
    # Not pytest's tmp_path: the embedded store's socket has a path of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        yield str(Path(folder) / "data")


@asynccontextmanager
async def only(served: Served, pid: int) -> AsyncIterator[None]:
    """Only this worker takes new connections: the others stand still."""
    others = [other for other in served.workers() if other != pid]
    for other in others:
        os.kill(other, signal.SIGSTOP)
    try:
        yield
    finally:
        for other in others:
            os.kill(other, signal.SIGCONT)


def listening_stores(data_dir: str) -> list[Path]:
    return [
        path for path in Path("/proc").glob("[0-9]*/cmdline") if data_dir.encode() in _read(path) and b"unixsocket" in _read(path)
    ]


def _read(path: Path) -> bytes:
    with contextlib.suppress(OSError):
        return path.read_bytes()
    return b""


async def test_workers_share_a_workshop_and_when_one_is_killed_its_people_go_on_at_another(data_dir: str) -> None:
    """[LOG-14] [LOG-05] [OPS-02] [OPS-03]"""
    async with served(data_dir, "--workers", "2") as server:
        opened = await open_workshop(server.base_url, {"title": "Camera's", "organisation": "Gemeente"})
        people = [await join_workshop(server.base_url, opened.code) for _ in range(2)]
        first, second = server.workers()
        near, far = (Steady(each, opened.session_id, "participant", [server.base_url]) for each in people)
        async with only(server, first):
            await near.connect()
        async with only(server, second):
            await far.connect()
            await facilitator_goes(server, opened, "A2c1")
        await near.until(lambda: near.workshop.current == "r1")
        for number in range(5):
            await asyncio.gather(near.write(f"n{number}", "r1"), far.write(f"f{number}", "r1"))
        for device in (near, far):
            # Each on its own: a device looks again only when something reaches itself.
            await device.until(lambda device=device: len(notes_of(device)) == 10)  # type: ignore[misc]
        os.kill(first, signal.SIGKILL)
        await near.write("after", "r1")
        assert near.codes == [1006]
        await far.until(lambda: "after" in far.records)
        # Another one has taken its place.
        await until(lambda: len(server.workers()) == 2)
        assert first not in server.workers()
        for device in (near, far):
            await device.disconnect()
        assert await server.stop() == 0
        assert not listening_stores(data_dir)


async def facilitator_goes(server: Served, opened: Opened, leaf_id: str) -> None:
    async with facilitator_of(opened, server.base_url) as facilitator:
        await facilitator.must(c.GoToStep(leaf_id, facilitator.workshop.current))


async def test_a_silence_ends_once_whichever_workers_have_the_workshop(
    redis_server: ServerProcess, key_prefix: str, data_dir: str
) -> None:
    """[LCK-10] [LOG-14]"""

    @asynccontextmanager
    async def worker() -> AsyncIterator[Served]:
        async with served(
            data_dir, REDIS_URL=redis_server.url, WAARDENBORD_KEY_PREFIX=key_prefix, WAARDENBORD_MINUTE_MS="200"
        ) as each:
            yield each

    async with worker() as first, worker() as second:
        opened = await open_workshop(first.base_url, {"title": "Camera's", "organisation": "Gemeente"})
        people = [await join_workshop(server.base_url, opened.code) for server in (first, second)]
        devices = [
            Steady(each, opened.session_id, "participant", [server.base_url])
            for each, server in zip(people, (first, second), strict=True)
        ]
        for device in devices:
            await device.connect()
        await facilitator_goes(first, opened, "A2b")
        for device in devices:
            await device.until(lambda device=device: device.run is not None and device.run.opened_to != "author", patient(10))  # type: ignore[misc]
        for device in devices:
            await device.disconnect()
    with Redis(unix_socket_path=str(redis_server.socket)) as client:
        entries = client.xrange(f"{key_prefix}{{s:{opened.session_id}}}:log")
        found = [event for _, fields in entries for event in e.decode_events(fields[b"p"])]
        assert sum(isinstance(event, e.SilenceEnded) for event in found) == 1


@pytest.mark.long
async def test_workers_are_replaced_one_by_one_under_load_and_nothing_is_lost(data_dir: str) -> None:
    """[LOG-14] [LOG-15]"""
    async with served(data_dir, "--workers", "2") as server:
        opened = await open_workshop(server.base_url, {"title": "Camera's", "organisation": "Gemeente"})
        people = [await join_workshop(server.base_url, opened.code) for _ in range(8)]
        await facilitator_goes(server, opened, "A2c1")
        devices = [Steady(each, opened.session_id, "participant", [server.base_url]) for each in people]
        before = set(server.workers())
        writing = True

        async def write(index: int, device: Steady) -> None:
            number = 0
            while writing and number < 55:
                await device.write(f"p{index}-{number}", "r1")
                number += 1
                await asyncio.sleep(0.05)

        tasks = [asyncio.create_task(write(index, device)) for index, device in enumerate(devices)]
        await until(lambda: all(device.acknowledged for device in devices))
        server.process.send_signal(signal.SIGHUP)
        await until(lambda: len(server.workers()) == 2 and not before & set(server.workers()), 20)
        writing = False
        await asyncio.gather(*tasks)
        acknowledged = {note_id for device in devices for note_id in device.acknowledged}
        async with facilitator_of(opened, server.base_url) as facilitator:
            assert notes_of(facilitator) == acknowledged
        assert len(acknowledged) > 50
        # Everybody was on one of the two, and was sent away before it closed.
        assert all(device.drained for device in devices)
        assert {code for device in devices for code in device.codes} <= {1012, 4000}
        assert not any(device.lost for device in devices)
        for device in devices:
            await device.disconnect()


async def test_a_worker_that_cannot_begin_ends_the_server_with_its_reason(data_dir: str) -> None:
    with pytest.raises(AssertionError, match="status 1"):
        async with served(data_dir, "--workers", "2", REDIS_URL="redis://127.0.0.1:1"):
            pass
