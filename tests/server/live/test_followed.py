# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where replicas are asked for, nobody is told that something is stored before they have it, whichever worker tells; and codes
that a failover lost come back.
"""

from __future__ import annotations

import asyncio

import msgspec
import pytest
from redis.asyncio import Redis

from server.live import rooms
from server.settings import Settings
from server.store import feed, lanes, log
from sessions.wire import commands as c
from tests.patience import patient
from tests.running import free_port
from tests.server.conftest import StartServer
from tests.server.house import serving, until, value
from tests.server.test_probe import ROUTING, becomes, readiness

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_while_replicas_lack_a_note_no_worker_shows_it_and_readiness_says_so(
    start_server: StartServer, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[CLU-06] [LOG-13]"""
    monkeypatch.setattr(feed, "PROBE_EVERY_S", 0.2)
    monkeypatch.setattr(feed, "PROBE_AGAIN_S", 0.05)
    port = free_port()
    primary, replica = start_server(port=str(port), repl_diskless_sync_delay="0"), start_server()
    there = msgspec.structs.replace(here, redis_url=primary.url, replicas=1)
    async with Redis(unix_socket_path=str(replica.socket), decode_responses=True) as follower:
        await follower.execute_command("REPLICAOF", "127.0.0.1", port)  # type: ignore[no-untyped-call]

        async def follows() -> bool:
            return bool((await follower.info("replication"))["master_link_status"] == "up")

        await until(follows)
    async with serving(there) as first, serving(there) as second:
        workshop = await first.workshop(people=2)
        author, other = workshop.device(workshop.people[0]), workshop.device(workshop.people[1], house=second)
        async with workshop.facilitator() as facilitator, author, other:
            await facilitator.go("A2c1")
            await other.until(lambda: other.workshop.current == "r1")
            await becomes(second, "")
            room, far = await first.rooms.get(workshop.id), await second.rooms.get(workshop.id)
            assert room is not None
            assert far is not None
            shown = room.head.seq

            async def is_at_the_primary() -> bool:
                return (await first.rooms.log.head(workshop.id)).seq > shown

            monkeypatch.setattr(lanes, "WAIT_WITHIN_MS", round(patient(200)))
            monkeypatch.setattr(log, "PROBED_WITHIN_MS", round(patient(200)))
            with replica.frozen():
                sent = asyncio.create_task(author.must(c.AddNote("n1", "r1", value("Openheid"), "democratie")))
                for house in (first, second):
                    await becomes(house, "(noreplicas)")
                await until(is_at_the_primary)
                await asyncio.sleep(patient(0.5))  # published long ago, by any measure
                assert not sent.done()
                assert "n1" not in room.session.notes
                assert "n1" not in far.session.notes
                assert (await readiness(workshop))[0] == 503
                assert await readiness(workshop, ROUTING) == (200, "ready, but the store does not take changes (noreplicas)")
            await sent
            await until(lambda: "n1" in far.session.notes)
            for house in (first, second):
                await becomes(house, "")


async def test_a_join_code_that_the_store_lost_leads_to_its_workshop_again(
    start_server: StartServer, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[CLU-03]"""
    monkeypatch.setattr(rooms, "CHECK_HEADS_EVERY_S", 0.05)
    server = start_server()
    async with serving(msgspec.structs.replace(here, redis_url=server.url)) as house:
        workshop = await house.workshop()
        room = await house.rooms.get(workshop.id)
        assert room is not None
        code, log_of_all = room.session.code, house.rooms.log
        await log_of_all.drop_code(code)
        server.kill()
        server.start_again()

        async def leads() -> bool:
            return await log_of_all.find_code(code) == workshop.id

        async def answers() -> bool:
            return (await readiness(workshop))[0] == 200

        await until(answers)
        await until(leads)
