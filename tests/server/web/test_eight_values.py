# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation of eight values of its own, and of no other: prepared, led, weighed, and told in its report (seed 004)."""

from __future__ import annotations

import html

import pytest

from sessions.material.framework import FoundationId, ValueRef
from sessions.model.items import Accent
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent, Weight
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from tests.server.house import House
from tests.server.web.test_own_values import EIGHT, typed

pytestmark = pytest.mark.asyncio(loop_scope="module")

OWNER = "Team Digitaal"
HUMAN, EFFECTIVE, FREE, OPEN = (ValueRef(name) for name in ("menselijkheid", "doeltreffendheid", "keuzevrijheid", "openheid"))


async def test_eight_own_values_go_from_the_form_to_the_report_with_order_and_a_knot_that_is_cut(house: House) -> None:
    """[DOM-19] [DOM-20] [DOM-22]"""
    workshop = await house.workshop(people=3, script="codio-project-2025", **typed(list(EIGHT)), own_values_alone="on")
    room = await workshop.room()
    framework = room.session.framework
    assert [value.name.nl for value in framework.values] == list(EIGHT)
    assert not framework.bare_foundations
    chosen: tuple[tuple[str, ValueRef, FoundationId], ...] = (("v1", HUMAN, "rechtsstaat"), ("v2", EFFECTIVE, "bestuurskracht"))
    actions: tuple[tuple[str, str, Weight], ...] = (("a1", "Bellen bij twijfel", "low"), ("a2", "Een loket openhouden", "high"))
    async with workshop.facilitator() as desk, workshop.device(workshop.people[0]) as phone:
        await desk.must(c.PutItem("accent-1", 0, Accent(HUMAN, "Gekozen door de raad", "De mens voor het dossier")))
        run_id = await desk.go("A2c1")
        await phone.must(c.AddNote("n1", run_id, ValueContent(HUMAN, "Achter elke aanvraag zit iemand."), "rechtsstaat"))
        # What the organisation does not have is nobody's to choose.
        refused = await phone.do(c.AddNote("n2", run_id, ValueContent(ValueRef("privacy"), "x"), "rechtsstaat"))
        assert getattr(refused, "code", "") == "unknown_value"
        await desk.go("A3")
        for entry_id, value, foundation in chosen:
            content = PosterValueContent(foundation=foundation, value=value, meaning=f"Zo doen wij {entry_id}")
            await desk.must(c.PutPosterEntry(entry_id, 0, content))
        for entry_id, between in (("k1", (HUMAN, EFFECTIVE)), ("k2", (FREE, OPEN))):
            knot = TensionContent(
                value_a=between[0], value_b=between[1], choice=f"Wij kiezen {entry_id}", reason="Omdat het om mensen gaat"
            )
            await desk.must(c.PutPosterEntry(entry_id, 0, knot))
        await desk.go("B5")
        for entry_id, action, weight in actions:
            todo = PosterActionContent(
                foundation="rechtsstaat",
                action=action,
                values=(HUMAN,),
                necessity=weight,
                importance=weight,
            )
            await desk.must(c.PutPosterEntry(entry_id, 0, todo))
        await desk.must(c.OrderPoster(0, by_priority=True))
        await desk.must(c.TakeSnapshot())
    browser = workshop.opened.facilitator
    poster = (await browser.get(f"/w/{workshop.code}/poster")).body
    assert poster.index("Een loket openhouden") < poster.index("Bellen bij twijfel")
    printed = [f"/regie/{workshop.id}/drukwerk/{what}" for what in ("waardenkader", "definities")]
    for path in (f"/w/{workshop.code}/poster", *printed):
        page = html.unescape((await browser.get(path)).body)
        assert "Menselijkheid" in page, path
        assert "Transparantie" not in page, path
    for path in (f"/w/{workshop.code}/poster", printed[0], printed[1]):
        assert f"Eigenaar: {OWNER}" in html.unescape((await browser.get(path)).body), path
    assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 303
    report = html.unescape((await browser.get(f"/zaak/{workshop.id}/verslag/bekijk")).body)
    for words in ("Menselijkheid", "Doeltreffendheid", "Wij kiezen k1", "Wij kiezen k2", "De mens voor het dossier", OWNER):
        assert words in report, words
    assert "Transparantie" not in report
