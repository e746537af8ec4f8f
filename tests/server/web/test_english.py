# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever reads English gets pages in English, and hears what of them is Dutch."""

from __future__ import annotations

import pytest

from server.settings import Settings
from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterActionContent, PosterValueContent
from sessions.wire import commands as c
from tests.server.house import House, serving
from tests.server.web.english import dutch_in
from tests.server.web.test_given_back import everywhere

ARABIC = "الخصوصية أولاً!"
WORDS = ("Leg uit wat het algoritme doet, en voor wie.", ARABIC)
MORE = ("analyse", "acties/uit-projecten")
"""Pages of a strategy without a form that takes words. What is read of it is in its own language, and says so."""
OWN_WORDS = ("Leg uit wat het algoritme doet", "Maak een register")
"""What somebody typed: nobody knows in which language that is."""

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_no_page_of_a_strategy_is_partly_in_dutch_for_who_reads_english(here: Settings) -> None:
    """[LNG-02]"""
    found, seen = {}, []
    async with serving(here, with_archive=True) as house:
        for browser, pages in await everywhere(house):
            await browser.get("/hulp?taal=en")
            strategies = [page for page in pages if page.startswith("/strategie/")]
            more = [f"{page}/{each}" for page in strategies if page.count("/") == 2 for each in MORE]
            for page in (*strategies, *more):
                seen.append(page)
                shown = await browser.get(page)
                assert shown.status == 200, page
                if dutch := dutch_in(shown.body, *OWN_WORDS):
                    found[page] = dutch
    assert found == {}
    assert len(seen) >= 12


async def test_what_people_wrote_in_a_dutch_workshop_says_that_it_is_dutch_to_who_reads_english(house: House) -> None:
    """[LNG-02] On the poster, in the outcome, on looking back and on paper to read beforehand; and Arabic goes its own way."""
    workshop = await house.workshop(people=1)
    async with workshop.facilitator() as desk:
        await desk.must(c.GoToStep("A3", desk.workshop.current))
        meant = PosterValueContent(
            foundation="rechtsstaat", value=ValueRef("privacy"), meaning="Niemand wordt gevolgd die niets deed."
        )
        await desk.must(c.PutPosterEntry("p1", 0, meant, ()))
        for number, words in enumerate(WORDS):
            await desk.must(c.PutPosterEntry(f"a{number}", 0, PosterActionContent("rechtsstaat", words), ()))
    reads, code = workshop.opened.facilitator, workshop.code
    await reads.get("/hulp?taal=en")
    pages = [(await reads.get(path)).body for path in (f"/w/{code}/poster", f"/uitkomst/{workshop.id}")]
    also = [(await reads.get(path)).body for path in (f"/w/{code}/vooraf", f"/terugblik/{workshop.id}")]
    assert [dutch_in(page, ARABIC) for page in (*pages, *also)] == [[]] * 4
    for page in pages:
        assert f'<bdi lang="nl">{WORDS[0]}</bdi>' in page
        assert f'<bdi lang="nl">{ARABIC}</bdi>' in page
    await reads.get("/hulp?taal=nl")
    for path in (f"/w/{code}/poster", f"/uitkomst/{workshop.id}"):
        page = (await reads.get(path)).body
        assert f"<bdi>{ARABIC}</bdi>" in page
        assert f"<bdi>{WORDS[0]}" not in page
        assert 'lang="nl">' + WORDS[0] not in page
