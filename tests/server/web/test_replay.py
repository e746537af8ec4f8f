# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking back over HTTP: who may, when, and how much of it there is."""

from __future__ import annotations

import gzip
import json

import pytest

from server.player.browser import Browser
from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from tests.server.house import House, visitor

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
