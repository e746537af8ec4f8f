# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever reads English gets a strategy in English, and hears what of it is Dutch."""

from __future__ import annotations

import pytest

from server.settings import Settings
from tests.server.house import serving
from tests.server.web.english import dutch_in
from tests.server.web.test_given_back import everywhere

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
