# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking back over HTTP: who may, when, and how much of it there is."""

from __future__ import annotations

import gzip
import json
import tracemalloc

import pytest

from server.player.browser import Browser
from server.web import replay
from sessions.afterwards import timelapse
from sessions.material.framework import FoundationId, ValueRef
from sessions.material.limits import MAX_NOTES_PER_PERSON
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from sessions.wire.events import encode_events
from tests.server.house import House, visitor
from tests.sessions.world import FACILITATOR, World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_participants_look_back_when_it_is_over_and_the_facilitator_before(house: House) -> None:
    workshop = await house.workshop(people=1)
    facilitator, person = workshop.opened.facilitator, workshop.people[0]
    async with workshop.facilitator() as leading:
        await leading.go("A3")
        await leading.must(
            c.PutPosterEntry(
                "v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="niemand volgen")
            )
        )
        for path in ("", ".json"):
            address = f"/terugblik/{workshop.id}{path}"
            assert (await facilitator.get(address)).status == 200
            assert (await person.get(address)).status == 403
            assert (await Browser(house.base_url).get(address)).status == 403
        await leading.must(c.CloseWorkshop())
    page = await person.get(f"/terugblik/{workshop.id}")
    assert page.status == 200
    assert "Op de poster, waarde: Privacy" in page.body
    assert f"/terugblik/{workshop.id}" in (await person.get(f"/w/{workshop.code}/poster")).body


async def test_it_goes_on_with_the_workshop(house: House) -> None:
    workshop = await house.workshop()
    async with workshop.facilitator() as leading:
        await leading.go("A3")
        lengths: list[int] = []
        for value_id in ("privacy", "integrity"):
            await leading.must(
                c.PutPosterEntry(f"v-{value_id}", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef(value_id)))
            )
            film = json.loads((await workshop.opened.facilitator.get(f"/terugblik/{workshop.id}.json")).body)
            lengths.append(len(film["frames"]))
    assert lengths == [1, 2]


async def test_the_frames_come_compressed_to_whoever_takes_that(house: House) -> None:
    workshop = await house.workshop()
    async with workshop.facilitator() as leading:
        await leading.go("A3")
        await leading.must(c.PutPosterEntry("v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"))))
    plain = await workshop.opened.facilitator.get(f"/terugblik/{workshop.id}.json")
    assert "content-encoding" not in plain.headers
    async with visitor(house, cookie=workshop.opened.facilitator.cookie_header) as client:
        request = client.build_request("GET", f"/terugblik/{workshop.id}.json", headers={"accept-encoding": "gzip"})
        answer = await client.send(request, stream=True)
        raw = b"".join([part async for part in answer.aiter_raw()])
        await answer.aclose()
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw).decode() == plain.body


async def test_before_anything_has_happened_the_facilitator_sees_that_nothing_has(house: House) -> None:
    workshop = await house.workshop()
    page = await workshop.opened.facilitator.get(f"/terugblik/{workshop.id}")
    assert page.status == 200
    assert "Er is op het bord nog niets gebeurd." in page.body
    film = json.loads((await workshop.opened.facilitator.get(f"/terugblik/{workshop.id}.json")).body)
    assert film["frames"] == []


async def test_twice_as_long_a_history_takes_no_more_memory_to_look_back_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """[BND-03] The notes stay the same, and only their places change."""
    monkeypatch.setattr(timelapse, "MAX_FRAMES", 25)
    world = World(2, checked=False)
    world.go("A2b")
    for number in range(MAX_NOTES_PER_PERSON):
        world.add("p1", f"n{number}")
    world.end_silence()
    sizes = []
    for _ in range(2):
        for _ in range(100):
            note = world.note("n7")
            column: FoundationId = "bestuurskracht" if note.column == "democratie" else "democratie"
            world.ok(c.MoveNote(note.id, note.rev, column), FACILITATOR)
        sizes.append(peak_bytes([encode_events(events) for events in world.log]))
    assert sizes[1] < 1.3 * sizes[0]


def peak_bytes(log: list[bytes]) -> int:
    """How much memory looking back takes at most."""
    tracemalloc.start()
    try:
        replay._play(log)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
