# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a later version wrote, met by this one: while workers are replaced one by one, or after whoever runs them went back."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest

from server.live.room import Room
from server.live.workshops import WORKSHOPS
from server.store import Appended, Item
from server.store.feed import Feed
from sessions.model.codes import Close
from sessions.model.state import Session
from sessions.wire import commands as c
from tests.patience import patient
from tests.server.house import House, Workshop, raw_socket, until, value

pytestmark = pytest.mark.asyncio(loop_scope="module")

UNKNOWN = msgspec.msgpack.encode([{"type": "owl_arrived"}])


class Later:
    """Workshops as a later version knows them."""

    def __getattr__(self, name: str) -> Any:
        return getattr(WORKSHOPS, name)

    def reduce(self, state: Session | None, payload: bytes) -> Session:
        return state if payload == UNKNOWN and state is not None else WORKSHOPS.reduce(state, payload)


async def written_by_a_later_one(house: House, workshop: Workshop) -> None:
    """Its log has an entry that nobody here knows."""
    log = house.rooms.log
    assert isinstance(await log.append(workshop.id, await log.head(workshop.id), [Item(UNKNOWN, 7)]), Appended)


async def closed_with(workshop: Workshop) -> int | None:
    """How the socket of somebody ends who comes now."""
    path = f"/ws/{workshop.id}/participant"
    async with raw_socket(workshop.house.base_url, path, cookie=workshop.people[0].cookie_header) as socket:
        async with asyncio.timeout(patient(10)):
            await socket.wait_closed()
        return socket.close_code


async def test_a_workshop_in_which_a_later_version_wrote_waits_whole_and_goes_on_where_that_runs(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """[LOG-20] [OPS-14] Nothing is shown or decided on what is not understood, and others notice nothing."""
    workshop, another = await house.workshop(people=1), await house.workshop(people=1)
    room = await workshop.room()
    async with workshop.facilitator() as facilitator, workshop.device(workshop.people[0]) as phone:
        await facilitator.go("A2c1")
        await written_by_a_later_one(house, workshop)
        await until(lambda: room.is_behind)
        sent = asyncio.create_task(phone.do(c.AddNote("n1", "r1", value(), "democratie")))
        page = await workshop.at(workshop.opened.facilitator).get(f"/w/{workshop.code}")
        assert page.status == 503
        assert await closed_with(workshop) == Close.STORE_DOWN
        async with another.facilitator() as elsewhere:
            await elsewhere.go("A2c1")
        assert not sent.done()
        assert "by a later version" in caplog.text
        assert "Traceback" not in caplog.text
        monkeypatch.setattr(Room, "aggregate", Later())
        done, _ = await asyncio.wait({sent}, timeout=patient(10))
        assert sent in done
        assert sent.result() is None
        assert "n1" in phone.records
    async with workshop.facilitator() as again:
        assert again.closed is None


async def test_one_that_nobody_has_open_is_not_opened_by_a_version_that_does_not_know_it(house: House) -> None:
    """[LOG-20] [OPS-14]"""
    workshop = await house.workshop(people=1)
    await house.rooms._close(workshop.id)
    await written_by_a_later_one(house, workshop)
    assert (await workshop.at(workshop.opened.facilitator).get(f"/w/{workshop.code}")).status == 503
    assert await closed_with(workshop) == Close.STORE_DOWN
    # Nothing here listens to it either: no room is left that would ever end that.
    assert isinstance(house.rooms._feed, Feed)
    assert workshop.id not in house.rooms._feed._subscriptions
