# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How it goes with a server, for whoever runs it: behind a key of his own, and without anything that people wrote."""

from __future__ import annotations

import itertools
import logging
import re

import httpx
import msgspec
import pytest

from server.player.browser import Browser
from server.settings import Settings
from server.web import overviews
from sessions.wire import commands as c
from tests.running import NO_TLS
from tests.server.house import House, serving

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
            assert (tiles["workshop open"], tiles["mensen verbonden"], tiles["fouten sinds de start"]) == ("1", "2", "0")
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
