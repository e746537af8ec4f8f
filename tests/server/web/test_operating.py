# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How it goes with a server, for whoever runs it: behind a key of his own, and without anything that people wrote."""

from __future__ import annotations

import itertools
import logging
import re
import time

import httpx
import msgspec
import pytest
from redis.asyncio import Redis

from server.player.browser import Browser
from server.settings import Settings
from server.store import Quota
from server.web import operating, overviews, slowed
from sessions.wire import commands as c
from tests.running import NO_TLS
from tests.server.conftest import StartServer
from tests.server.house import House, serving, until

KEY = "een sleutel van de beheerder"


async def with_the_key(house: House) -> Browser:
    browser = Browser(house.base_url)
    assert (await browser.post("/beheer", {"key": KEY})).status == 303
    return browser


async def test_whoever_has_the_key_sees_how_it_goes_and_nothing_of_what_people_write(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[OPS-05] [PRIV-08]"""
    async with serving(msgspec.structs.replace(here, admin_key=KEY)) as house:
        workshop = await house.workshop(people=2)
        operator, session = await with_the_key(house), (await workshop.room()).session
        async with workshop.facilitator() as leading, workshop.device(workshop.people[0]):
            page = (await operator.get("/beheer")).body
            assert "Wat mensen schrijven wordt veilig bewaard" in page
            tiles = dict(re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", page))
            assert (tiles["workshop open"], tiles["verbindingen van mensen"], tiles["fouten sinds de start"]) == ("1", "2", "0")
            assert (tiles["Workshops"], tiles["Organisaties"]) == ("1", "0")
            assert workshop.id in page
            assert "de termijn is voorbij" not in page
            for written in (session.title, session.code, session.organisation):
                assert written not in page
            # It is made once for all who ask in a while, and an error of the process is counted.
            logging.getLogger("a part").error("something is wrong with %s", "Camera's")
            assert (await operator.get("/beheer")).body == page
            monkeypatch.setattr(overviews, "FRESH_S", 0.0)
            await leading.must(c.CloseWorkshop())
            later = (await operator.get("/beheer")).body
        assert dict(re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", later))["fout sinds de start"] == "1"
        assert "Camera" not in later
        assert "de namen gaan weg" in later
        assert (await operator.post("/beheer/uit", {})).status == 303
        assert workshop.id not in (await operator.get("/beheer")).body


async def test_guessing_the_key_gets_slow_and_the_right_one_still_fits(here: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """[OPS-05] [SEC-07]"""
    monkeypatch.setattr(operating, "WRONG_KEYS", Quota("admin-key", burst=2, each_s=600))
    monkeypatch.setattr(slowed, "SLOWED_S", 0.4)
    async with serving(msgspec.structs.replace(here, admin_key=KEY)) as house:
        for number in range(2):
            assert (await Browser(house.base_url).post("/beheer", {"key": f"gok {number}"})).status == 403
        began = time.monotonic()
        assert (await Browser(house.base_url).post("/beheer", {"key": "nog een gok"})).status == 403
        assert time.monotonic() - began >= 0.4
        await with_the_key(house)


async def test_an_operator_gets_in_when_the_store_is_full_and_when_it_is_gone(
    here: Settings, start_server: StartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[OPS-05] And reads there what readiness says."""
    monkeypatch.setattr(slowed, "SLOWED_S", 0.01)
    monkeypatch.setattr(overviews, "FRESH_S", 0.0)
    server = start_server()
    async with (
        serving(msgspec.structs.replace(here, redis_url=server.url, admin_key=KEY)) as house,
        Redis(unix_socket_path=str(server.socket)) as admin,
    ):
        await admin.config_set("maxmemory", "1")
        operator = await with_the_key(house)
        server.kill()
        page = await operator.get("/beheer")
        told = re.search(r'<code lang="en">([^<]+)</code>', page.body)
        assert (page.status, told is not None) == (200, True)

        async def both_say_so() -> bool:
            ready, page = await operator.get("/readyz"), await operator.get("/beheer")
            return ready.status == 503 and f'<code lang="en">{ready.body.strip()}</code>' in page.body

        await until(both_say_so)
        assert "De opslag zegt dat nu niet." in page.body
        assert "wordt veilig bewaard" not in page.body


async def test_a_store_that_is_nearly_full_is_told_while_work_goes_on(here: Settings) -> None:
    """[OPS-05]"""
    async with serving(msgspec.structs.replace(here, admin_key=KEY)) as house:
        house.rooms.space.state, house.rooms.space.share = "low", 0.86
        page = (await (await with_the_key(house)).get("/beheer")).body
        assert ("wordt veilig bewaard" in page, "the store is nearly full (86%)" in page) == (False, True)


async def test_without_the_key_there_is_a_door_and_where_none_is_set_nothing_at_all(here: Settings) -> None:
    """[OPS-05] [SEC-07]"""
    async with serving(msgspec.structs.replace(here, admin_key=KEY)) as house:
        stranger = Browser(house.base_url)
        assert "De sleutel van de beheerder" in (await stranger.get("/beheer")).body
        wrong = await stranger.post("/beheer", {"key": KEY[:-1]})
        assert (wrong.status, "Deze sleutel past niet." in wrong.body) == (403, True)
        assert (await stranger.get("/beheer")).body.count("codio-organisation__tile") == 0
        known = await with_the_key(house)
        [cookie] = re.findall(r"wb_operator_own=([\w-]+)", known.cookie_header)
        assert KEY not in known.cookie_header
    # With another key what browsers hold of the one before it opens nothing.
    async with (
        serving(msgspec.structs.replace(here, admin_key=f"{KEY}, een andere")) as house,
        httpx.AsyncClient(verify=NO_TLS) as client,
    ):
        page = (await client.get(f"{house.base_url}/beheer", headers={"cookie": f"wb_operator_own={cookie}"})).text
        assert "De sleutel van de beheerder" in page
    async with serving(here) as house, httpx.AsyncClient(base_url=house.base_url, verify=NO_TLS) as client:
        for method, path in itertools.product(("GET", "POST"), ("/beheer", "/beheer/uit")):
            assert (await client.request(method, path)).status_code == 404
