# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worker that stops sends its people elsewhere first, and whatever they do meanwhile is kept."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.live.draining import drain
from server.player.browser import join_workshop, open_workshop
from server.settings import Settings
from sessions.model.codes import Close
from sessions.wire import commands as c
from sessions.wire.frames import Drain
from tests.patience import patient
from tests.server.house import Player, serving, value
from tests.server.processes import Steady, facilitator_of, notes_of, served


@pytest.fixture
def data_dir() -> Iterator[str]:
    # Not pytest's tmp_path: the embedded store's socket has a path of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        yield str(Path(folder) / "data")


def drains(player: Player) -> list[int]:
    return [frame.after_ms for frame in player.frames_seen if isinstance(frame, Drain)]


async def test_everybody_is_told_to_leave_at_a_moment_of_his_own_and_nobody_new_is_let_in(here: Settings) -> None:
    """[LOG-15] [LOG-13]"""
    async with serving(here) as first, serving(here) as second:
        workshop = await first.workshop(people=6)
        players = [workshop.device(each) for each in workshop.people]
        for player in players:
            await player.connect()
        spread_ms = round(patient(5000))
        ending = asyncio.create_task(drain(first.rooms, spread_ms, lambda: False))
        for player in players:
            await player.until(lambda player=player: len(drains(player)) == 1)  # type: ignore[misc]
        moments = [drains(player)[0] for player in players]
        assert all(0 <= moment < spread_ms for moment in moments)
        assert len(set(moments)) > 1
        answer = await workshop.at(workshop.people[0]).get("/readyz")
        assert (answer.status, answer.body) == (503, "draining\n")
        assert (await workshop.at(workshop.people[0]).get("/readyz?routing")).status == 503
        late = workshop.device(workshop.people[0])
        await late.connect()
        assert late.closed is not None
        assert late.closed[0] == Close.COME_BACK
        await late.disconnect()
        # A page opens its new socket before it leaves the old one; until then the old one serves.
        for player, person in zip(players, workshop.people, strict=True):
            await player.must(c.ChangeProfile("Kim"))
            async with workshop.device(person, house=second) as moved:
                assert moved.me.name == "Kim"
                await player.disconnect()
        await asyncio.wait_for(ending, patient(2))


async def test_a_worker_without_visitors_stops_at_once_and_a_hurried_one_soon(here: Settings) -> None:
    """[LOG-15]"""
    async with serving(here) as house:
        await asyncio.wait_for(drain(house.rooms, 60_000, lambda: False), patient(1))
        house.rooms.draining = False
        workshop = await house.workshop(people=1)
        async with workshop.device(workshop.people[0]):
            await asyncio.wait_for(drain(house.rooms, 60_000, lambda: True), patient(1))


async def test_commands_under_way_are_settled_before_the_sockets_close_and_people_find_everything_after_the_restart(
    data_dir: str,
) -> None:
    """[LOG-15] [LOG-09]"""
    async with served(data_dir, WAARDENBORD_DRAIN_MS=str(round(patient(3000)))) as before:
        opened = await open_workshop(before.base_url, {"title": "Camera's", "organisation": "Gemeente"})
        people = [await join_workshop(before.base_url, opened.code) for _ in range(4)]
        async with facilitator_of(opened, before.base_url) as facilitator:
            await facilitator.must(c.GoToStep("A2c1", ""))
        devices = [Steady(each, opened.session_id, "participant", [before.base_url]) for each in people]
        for device in devices:
            await device.write("first-" + device.client_id, "r1")
        stopping = asyncio.create_task(before.stop())
        # They stay as long as they are let, and write on.
        for device in devices:
            await device.until(lambda device=device: device.drained == 1)  # type: ignore[misc]
        assert await before.readiness() == 0
        sent = [
            asyncio.create_task(device.do(c.AddNote(f"last-{i}", "r1", value(), "democratie")))
            for i, device in enumerate(devices)
        ]
        assert await asyncio.gather(*sent) == [None] * 4
        assert await stopping == 0
        for device in devices:
            await device.wait_closed()
            assert device.closed is not None
            assert device.closed[0] == 1012
    port = int(before.base_url.rpartition(":")[2])
    # Sent while nobody is there: it goes out when somebody is again.
    waiting = [asyncio.create_task(device.write(f"later-{i}", "r1")) for i, device in enumerate(devices)]
    async with served(data_dir, port=port) as after:
        await asyncio.gather(*waiting)
        expected = {f"{kind}-{i}" for kind in ("last", "later") for i in range(4)} | {f"first-{d.client_id}" for d in devices}
        for device in devices:
            await device.until(lambda device=device: notes_of(device) == expected)  # type: ignore[misc]
            assert not device.lost
            await device.disconnect()
        assert after.workers() == []
