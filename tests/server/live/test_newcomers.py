# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two workers on one store, of which one hears nothing of the other: whoever comes to it with what it does not know yet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import NamedTuple

import msgspec
import pytest
from redis.asyncio import Redis
from websockets.exceptions import ConnectionClosed

from server import access
from server.live import comparing, rooms
from server.live.comparing import Looking
from server.player.browser import Browser
from server.settings import Settings
from server.store import StoreUnavailable
from sessions.model.codes import Close
from sessions.wire import commands as c
from tests.faults.proxy import Proxy
from tests.patience import patient
from tests.running import free_port
from tests.server.conftest import ServerProcess, StartServer
from tests.server.house import House, Player, Workshop, serving, until

NEWCOMERS = 12
STRANGERS = 120


class Pair(NamedTuple):
    quick: House
    slow: House
    workshop: Workshop
    redis: ServerProcess


@pytest.fixture
async def pair(here: Settings, start_server: StartServer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pair]:
    """A workshop that both workers have open; from then on what one stores reaches the other by no feed and no look at heads."""
    monkeypatch.setattr(rooms, "CHECK_HEADS_EVERY_S", 3600)
    port = free_port()
    redis = start_server(port=str(port))
    line = Proxy(lambda: ("127.0.0.1", port))
    await line.start()
    to_quick = msgspec.structs.replace(here, redis_url=f"redis://127.0.0.1:{port}")
    to_slow = msgspec.structs.replace(here, redis_url=f"redis://127.0.0.1:{line.port}")
    async with serving(to_quick) as quick, serving(to_slow) as slow:
        workshop = await quick.workshop(people=1)
        async with workshop.device(workshop.people[0], house=slow):
            pass
        line.swallow("down", kind="feed")
        yield Pair(quick, slow, workshop, redis)
    line.cut()
    await until(lambda: not line._tasks)
    await line.close()


async def closed_with(device: Player) -> int | None:
    """With which code a worker turns somebody away; None when it lets him in."""
    try:
        await device.connect()
    except ConnectionClosed as end:
        return end.rcvd.code if end.rcvd else 1006
    code = device.closed[0] if device.closed else None
    await device.disconnect()
    return code


async def test_who_joined_elsewhere_is_let_in_by_the_worker_that_has_not_heard(pair: Pair) -> None:
    """[LOG-18] [LOG-14]"""
    workshop, slow = pair.workshop, pair.slow

    async def come() -> None:
        browser = workshop.at(await workshop.join(), slow)
        assert await closed_with(workshop.device(browser, house=slow)) is None

    await asyncio.gather(*(come() for _ in range(NEWCOMERS)))
    async with workshop.facilitator() as desk:
        removed = workshop.people[1]
        secret = access.secret_in(removed.cookies, "participant", workshop.id)
        someone = access.person_of((await workshop.room()).session, secret)
        assert someone is not None
        person = someone.id
        for command, code in ((c.RemovePeople((person,)), Close.REMOVED), (c.RestorePeople((person,)), None)):
            await desk.must(command)
            assert await closed_with(workshop.device(removed, house=slow)) == code


async def test_a_link_and_a_code_that_are_new_since_a_moment_open_on_either_worker(pair: Pair) -> None:
    """[LOG-18]"""
    workshop, slow = pair.workshop, pair.slow
    leading = workshop.opened.facilitator
    base = f"/regie/{workshop.id}"
    made = await leading.post(f"{base}/links/tweede", {})
    assert made.status == 303
    second = leading.cookies[f"wb_second_{workshop.id}"]
    assert (await Browser(slow.base_url).post(base, {"key": f"#{second}"})).status == 303
    assert f"#{second}" in (await workshop.at(leading, slow).get(f"{base}/links")).body
    newcomer = workshop.at(await workshop.join(), slow)
    page = await newcomer.get(f"/w/{workshop.code}/bord")
    assert page.status == 200, page.location

    assert (await leading.post(f"{base}/code", {"sure": "yes"})).status == 303
    code = (await workshop.room()).session.code
    assert code != workshop.code
    assert (await Browser(slow.base_url).post(f"/w/{code}", {"name": "Kim", "perspective": ""})).status == 303

    assert (await leading.post(f"{base}/links/overdragen", {"sure": "yes"})).status == 303
    renewed = access.Secrets(leading.cookies[f"wb_facilitator_{workshop.id}"])
    assert (await workshop.at(leading, slow).get(base)).status == 200
    assert (await Browser(slow.base_url).post(f"/notulen/{workshop.id}", {"key": renewed.of("scribe")})).status == 303
    # By the key of the first one, which opens nothing any more, nobody comes in.
    assert (await Browser(slow.base_url).post(f"/notulen/{workshop.id}", {"key": workshop.opened.scribe_key})).status == 403


async def test_strangers_do_not_make_the_store_work_without_end(pair: Pair) -> None:
    """[LOG-19]"""
    workshop, loop = pair.workshop, asyncio.get_running_loop()

    async def looks() -> int:
        async with Redis(unix_socket_path=str(pair.redis.socket)) as client:
            return int((await client.info("commandstats"))["cmdstat_hmget"]["calls"])

    async def come() -> int | None:
        browser = Browser(pair.slow.base_url)
        browser.cookies = {f"wb_participant_{workshop.id}": access.new_secret()}
        return await closed_with(workshop.device(browser, house=pair.slow))

    before, begun_s = await looks(), loop.time()
    codes = await asyncio.gather(*(come() for _ in range(STRANGERS)))
    took_s = loop.time() - begun_s
    assert set(codes) == {Close.NOT_AUTHORISED}
    assert await looks() - before <= took_s / comparing.LOOK_EVERY_S + 2


async def test_whoever_waits_gets_a_look_that_began_after_he_came_and_there_is_one_at_a_time() -> None:
    """[LOG-18] [LOG-19]"""
    going, begun, most = 0, 0, 0
    free = asyncio.Event()

    async def look() -> None:
        nonlocal going, begun, most
        going, begun = going + 1, begun + 1
        most = max(most, going)
        await free.wait()
        going -= 1

    looking = Looking(look)
    first = asyncio.create_task(looking.wait())
    await until(lambda: begun == 1)
    late = [asyncio.create_task(looking.wait()) for _ in range(5)]
    await asyncio.sleep(0)
    late[0].cancel()
    free.set()
    async with asyncio.timeout(patient(5)):
        await asyncio.gather(first, *late[1:])
    assert (begun, most) == (2, 1)
    assert late[0].cancelled()
    # Whoever still waits when the room closes is told that, and was cancelled by nobody.
    free.clear()
    waits = asyncio.create_task(looking.wait())
    await asyncio.sleep(0)
    looking.stop()
    with pytest.raises(StoreUnavailable):
        await asyncio.wait_for(waits, patient(5))
