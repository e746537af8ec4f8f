# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doors of the secret links, the page with the links, and the poster behind them (SEC-07)."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterValueContent
from sessions.wire import commands as c
from tests.server.house import House, Workshop, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

ROLES = {"regie": "facilitator", "scherm": "screen", "notulen": "scribe"}


async def keys_of(workshop: Workshop) -> dict[str, str]:
    """The secret behind each door, as the links page tells the facilitator."""
    page = await workshop.opened.facilitator.get(f"/regie/{workshop.id}/links")
    return {door: re.findall(rf"/{door}/{workshop.id}#([\w-]+)", page.body)[0] for door in ROLES}


@pytest.mark.parametrize("door", ROLES)
async def test_a_door_opens_with_its_key_also_when_the_whole_link_is_pasted(house: House, door: str) -> None:
    workshop = await house.workshop()
    key = (await keys_of(workshop))[door]
    for typed in (key, f" {key}\n", f"#{key}", f"{house.base_url}/{door}/{workshop.id}#{key}"):
        async with visitor(house) as client:
            page = await client.get(f"/{door}/{workshop.id}")
            assert page.status_code == 200
            assert 'name="key"' in page.text
            assert workshop.code not in page.text
            answer = await client.post(f"/{door}/{workshop.id}", data={"key": typed})
            assert (answer.status_code, answer.headers["location"]) == (303, f"/{door}/{workshop.id}"), typed
            board = await client.get(f"/{door}/{workshop.id}")
            assert f'data-role="{ROLES[door]}"' in board.text


@pytest.mark.parametrize("door", ROLES)
async def test_a_wrong_key_opens_nothing(house: House, door: str) -> None:
    workshop, other = await house.workshop(people=1), await house.workshop()
    keys, others = await keys_of(workshop), await keys_of(other)
    participant = next(iter(workshop.people[0].cookies.values()))
    wrong = ["", " ", "x", "A" * 24, keys[door][:-1], keys[door].swapcase(), others[door], participant, workshop.code]
    wrong += [key for name, key in keys.items() if name != door]
    async with visitor(house) as client:
        for key in wrong:
            answer = await client.post(f"/{door}/{workshop.id}", data={"key": key})
            assert answer.status_code == 403, key
            assert 'name="key"' in answer.text
            assert not answer.cookies
        assert (await client.post(f"/{door}/{workshop.id}", content=b"")).status_code == 403
        assert (await client.get(f"/{door}/nowhere")).status_code == 404
        assert (await client.post(f"/{door}/%C3%A9", data={"key": "x"})).status_code == 404


async def test_the_facilitator_gets_back_in_with_the_link_on_any_device(house: House) -> None:
    workshop = await house.workshop()
    key = (await keys_of(workshop))["regie"]
    async with visitor(house) as client:
        await client.post(f"/regie/{workshop.id}", data={"key": key})
        links = await client.get(f"/regie/{workshop.id}/links")
        assert key in links.text


async def test_the_links_are_shown_to_the_facilitator_alone(house: House) -> None:
    workshop = await house.workshop(people=1)
    keys = await keys_of(workshop)
    async with visitor(house) as client, visitor(house, cookie=workshop.people[0].cookie_header) as participant:
        for door in ("scherm", "notulen"):
            await client.post(f"/{door}/{workshop.id}", data={"key": keys[door]})
        for browser in (client, participant):
            answer = await browser.get(f"/regie/{workshop.id}/links")
            assert (answer.status_code, answer.headers["location"]) == (303, f"/regie/{workshop.id}")
            assert not any(key in answer.text for key in keys.values())


async def test_one_browser_is_never_facilitator_and_scribe_at_once(house: House) -> None:
    workshop = await house.workshop()
    keys = await keys_of(workshop)
    for door, other in (("regie", "notulen"), ("notulen", "regie")):
        async with visitor(house) as client:
            await client.post(f"/{door}/{workshop.id}", data={"key": keys[door]})
            refused = await client.post(f"/{other}/{workshop.id}", data={"key": keys[other]})
            # Refused, not swapped: a tab that is open would go on in its role.
            assert refused.status_code == 409
            assert 'name="key"' in (await client.get(f"/{other}/{workshop.id}")).text
            # The screen disturbs neither.
            await client.post(f"/scherm/{workshop.id}", data={"key": keys["scherm"]})
            assert 'id="board"' in (await client.get(f"/{door}/{workshop.id}")).text


async def test_the_boards_content_is_found_by_its_hash_and_kept_for_ever(house: House) -> None:
    workshop = await house.workshop(people=1)
    board = await workshop.people[0].get(f"/w/{workshop.code}/bord")
    (url,) = re.findall(r'data-content-url="([^"]+)"', board.body)
    answer = await workshop.people[0].get(url)
    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]
    told = {"framework", "values_rev", "accents_left", "measures", "script", "leaves", "perspectives", "former", "pause"}
    assert set(json.loads(answer.body)) == told
    assert (await workshop.people[0].get(url.replace(url[-21:-5], "0" * 16))).status == 404


async def test_the_poster_is_for_who_holds_a_link(house: House) -> None:
    workshop = await house.workshop(people=1)
    other = await house.workshop(people=1)
    base = f"/w/{workshop.code}"
    for cookie in ("", other.people[0].cookie_header, other.opened.facilitator.cookie_header):
        async with visitor(house, cookie=cookie) as client:
            page = await client.get(f"{base}/poster")
            assert (page.status_code, page.headers["location"]) == (303, base)
            assert (await client.get(f"{base}/poster/bestand")).status_code == 403
            assert (await client.get(f"{base}/poster.json")).status_code == 403
    screen = (await workshop.screen()).browser
    for browser in (workshop.people[0], workshop.opened.facilitator, screen):
        assert (await browser.get(f"{base}/poster")).status == 200
        assert (await browser.get(f"{base}/poster.json")).status == 404


async def test_a_fixed_poster_is_served_as_it_was_with_its_hash(house: House) -> None:
    """[PST-08]"""
    workshop = await house.workshop(people=1)
    base, person = f"/w/{workshop.code}", workshop.people[0]
    async with workshop.facilitator() as facilitator:
        await facilitator.go("A3")
        await facilitator.must(
            c.PutPosterEntry(
                "v1", 0, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="geen gezichten")
            )
        )
        await facilitator.must(c.TakeSnapshot())
        await facilitator.must(
            c.PutPosterEntry(
                "v1", 1, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="geen kentekens")
            )
        )
        await facilitator.must(c.TakeSnapshot())
        await facilitator.must(
            c.PutPosterEntry(
                "v1", 2, PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"), meaning="nog niet vast")
            )
        )
        snapshots = {record.version: record.sha256 for record in (await workshop.room()).session.snapshots}
    for version, words in ((1, "geen gezichten"), (2, "geen kentekens")):
        for path in (f"{base}/poster.json?versie={version}", *([f"{base}/poster.json"] if version == 2 else [])):
            answer = await person.get(path)
            assert answer.headers["content-type"] == "application/json"
            assert words in answer.body
            assert hashlib.sha256(answer.body.encode()).hexdigest() == answer.headers["x-poster-sha256"] == snapshots[version]
            assert answer.headers["x-poster-version"] == str(version)
        page = await person.get(f"{base}/poster?versie={version}")
        assert words in page.body
        assert snapshots[version] in page.body
        kept = await person.get(f"{base}/poster/bestand?versie={version}")
        assert kept.headers["content-disposition"] == f'attachment; filename="poster-{workshop.code}-v{version}.html"'
        assert words in kept.body
        # It loads nothing from anywhere; the one link in it leads to what became of it.
        (leads,) = re.findall(r'(?:src|href)="(?!#|data:|…)[^"]*', kept.body)
        assert re.fullmatch(rf'href="https?://[^/]+/stand/{workshop.id}/[\w-]+', leads)
    assert "nog niet vast" in (await person.get(f"{base}/poster?versie=nu")).body
    for unknown in ("0", "3", "-1", "x", "01", "1e0"):
        assert (await person.get(f"{base}/poster?versie={unknown}")).status == 404
        assert (await person.get(f"{base}/poster.json?versie={unknown}")).status == 404
