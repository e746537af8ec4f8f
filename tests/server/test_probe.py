# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Readiness tells the truth about appends and their delivery, within ten seconds, and is green again by itself (I15)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import msgspec
import pytest
from redis.asyncio import Redis

from server.settings import Settings
from server.store import connections, feed
from sessions.wire import commands as c
from tests.faults.proxy import Proxy
from tests.patience import patient
from tests.running import free_port
from tests.server.conftest import ServerProcess, StartServer
from tests.server.house import House, Workshop, serving, until

EVERY_S = 0.2
ROUTING = "/readyz?routing"
WITHIN_S = 0.3


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same steps as always, at shorter distances."""
    monkeypatch.setattr(feed, "PROBE_EVERY_S", EVERY_S)
    monkeypatch.setattr(feed, "PROBE_WITHIN_S", patient(WITHIN_S))
    monkeypatch.setattr(feed, "PROBE_AGAIN_S", 0.05)


def test_by_its_own_numbers_trouble_is_known_within_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert feed.PROBE_EVERY_S + 2 * feed.PROBE_WITHIN_S < 10


@pytest.fixture
def redis(start_server: StartServer) -> ServerProcess:
    return start_server(port=str(free_port()))


@pytest.fixture
async def line(redis: ServerProcess) -> AsyncIterator[Proxy]:
    """The line between worker and store."""
    port = int(redis._more[redis._more.index("--port") + 1])
    proxy = Proxy(lambda: ("127.0.0.1", port))
    await proxy.start()
    yield proxy
    proxy.cut()
    await until(lambda: not proxy._tasks)
    await proxy.close()


@pytest.fixture
def there(here: Settings, line: Proxy) -> Settings:
    return msgspec.structs.replace(here, redis_url=f"redis://127.0.0.1:{line.port}")


async def readiness(workshop: Workshop, address: str = "/readyz") -> tuple[int, str]:
    answer = await workshop.at(workshop.opened.facilitator).get(address)
    return answer.status, answer.body.strip()


async def becomes(house: House, trouble: str) -> float:
    """Wait until readiness says this; the seconds that took."""
    began = time.monotonic()
    await until(lambda: trouble in house.rooms.trouble if trouble else house.rooms.trouble == "")
    return time.monotonic() - began


async def test_a_feed_that_delivers_nothing_while_all_else_works_is_seen_and_made_anew(
    there: Settings, here: Settings, redis: ServerProcess, line: Proxy
) -> None:
    """[LOG-13] [LOG-08]"""
    async with (
        serving(there) as deaf,
        serving(msgspec.structs.replace(here, redis_url=redis.url)) as other,
    ):
        workshop = await deaf.workshop(people=1)
        person, far = workshop.device(workshop.people[0]), workshop.device(workshop.people[0], house=other)
        async with person, far:
            assert await readiness(workshop) == (200, "ready")
            # A half-open line: it stands, and nothing comes down any more.
            line.swallow("down", kind="feed", new=False)
            await far.must(c.ChangeProfile("Kim"))
            assert await becomes(deaf, "the feed does not deliver") < EVERY_S + patient(2 * WITHIN_S + 1)
            assert (await readiness(workshop))[0] == (await readiness(workshop, ROUTING))[0] == 503
            await person.until(lambda: person.me.name == "Kim")
            await becomes(deaf, "")
            assert await readiness(workshop) == (200, "ready")
            assert line.lost_bytes > 0


async def test_a_feed_that_hears_none_of_its_probes_says_so(redis: ServerProcess) -> None:
    """[LOG-13] Its connection stands and answers."""

    async def into_the_void(*_: str) -> None:
        """The store takes it, and nobody hears of it."""

    pool = connections.open_pool(redis.url)
    async with feed.Feed(pool, connections.Keys("t:"), print, print, into_the_void) as deaf:
        await deaf.probed.wait()
        assert deaf.trouble == "the feed does not deliver"
    await pool.aclose()


async def test_a_store_that_does_not_answer_makes_the_worker_not_ready(there: Settings, line: Proxy) -> None:
    """[LOG-13]"""
    async with serving(there) as house:
        workshop = await house.workshop()
        line.swallow("down", kind="command")
        assert await becomes(house, "the store does not answer") < EVERY_S + patient(WITHIN_S + 1)
        assert (await readiness(workshop))[0] == (await readiness(workshop, ROUTING))[0] == 503
        line.heal()
        await becomes(house, "")
        assert await readiness(workshop) == (200, "ready")


@pytest.mark.parametrize("refusal", ["oom", "readonly", "noreplicas"])
async def test_a_store_that_answers_but_takes_no_changes_makes_the_worker_not_ready_and_commands_wait(
    there: Settings, redis: ServerProcess, refusal: str
) -> None:
    """[LOG-13] [LOG-07]"""
    refuse, allow = {
        "oom": (("CONFIG", "SET", "maxmemory", "1"), ("CONFIG", "SET", "maxmemory", "0")),
        "readonly": (("REPLICAOF", "127.0.0.1", "1"), ("REPLICAOF", "NO", "ONE")),
        "noreplicas": (("CONFIG", "SET", "min-replicas-to-write", "1"), ("CONFIG", "SET", "min-replicas-to-write", "0")),
    }[refusal]
    async with serving(there) as house, Redis(unix_socket_path=str(redis.socket)) as client:
        workshop = await house.workshop(people=2)
        person, other = (workshop.device(each) for each in workshop.people)
        async with person, other, workshop.facilitator() as facilitator:
            await client.execute_command(*refuse)  # type: ignore[no-untyped-call]
            sent = asyncio.create_task(facilitator.do(c.GoToStep("A2c1", "")))
            await becomes(house, f"({refusal})")
            assert (await readiness(workshop))[0] == 503
            # Every worker has this store: sending people elsewhere would take pages, outcomes and erasing from them too.
            assert await readiness(workshop, ROUTING) == (200, f"ready, but the store does not take changes ({refusal})")
            assert not sent.done()
            assert other.workshop.current == ""
            await client.execute_command(*allow)  # type: ignore[no-untyped-call]
            assert await sent is None
            await other.until(lambda: other.workshop.current == "r1")
            await becomes(house, "")
            assert await readiness(workshop) == (200, "ready")


async def test_nothing_is_left_in_the_store_by_asking(there: Settings, redis: ServerProcess) -> None:
    async with serving(there) as house, Redis(unix_socket_path=str(redis.socket)) as client:
        heard = house.rooms._feed
        assert isinstance(heard, feed.Feed)
        for _ in range(3):
            assert await heard.probe() == ""
        assert await client.dbsize() == 0
