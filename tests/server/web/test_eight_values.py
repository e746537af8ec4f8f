# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation of eight principles of its own: kept, prepared, led, weighed, ordered by principle, a knot of three cut, and
all of it told in its report (seed 004).
"""

from __future__ import annotations

import html
import io
import zipfile

import pytest

from server.player.browser import Opened
from server.settings import Settings
from sessions.material.framework import FoundationId, ValueRef
from sessions.model.items import Accent
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent, Weight
from sessions.model.state import ValueContent
from sessions.wire import commands as c
from tests.board.papers.looking import text_of
from tests.server.house import House, Workshop
from tests.server.web.test_organisations import open_house, opened
from tests.server.web.test_own_content import FORM, session_of, shown

pytestmark = pytest.mark.asyncio(loop_scope="module")

OWNER = "Team Digitaal"
PRINCIPLES: tuple[tuple[str, FoundationId, str], ...] = (
    ("Open stad", "democratie", "Meekijken"),
    ("Samen maken", "democratie", "Samen"),
    ("Voor iedereen", "democratie", "Toegankelijkheid"),
    ("De mens voorop", "rechtsstaat", "Menselijkheid"),
    ("Vrij om te kiezen", "rechtsstaat", "Keuzevrijheid"),
    ("Eerlijk", "rechtsstaat", "Gelijkheid"),
    ("Doen wat werkt", "bestuurskracht", "Doeltreffendheid"),
    ("Voor later", "bestuurskracht", "Duurzaam"),
)
"""As many as the city of the source has, each with a value of it."""


def typed() -> dict[str, str]:
    fields = {"own.title.nl": "Principes van Meerdorp", "own.owner": OWNER, "own_values_alone": "on"}
    for number, (principle, foundation, value) in enumerate(PRINCIPLES):
        fields |= {
            f"own.principles.{number}.name.nl": principle,
            f"own.principles.{number}.foundation": foundation,
            f"own.principles.{number}.definition.nl": f"Dit is {principle}.",
            f"own.values.{number}.name.nl": value,
            f"own.values.{number}.definition.nl": f"Over {value}.",
        }
    return fields


async def kept_and_opened(house: House) -> Workshop:
    """The principles are written, values placed under them, kept, and chosen for a workshop of the organisation."""
    manager, page = await opened(house)
    of = page.rpartition("/")[2]
    written = shown((await manager.post(FORM, typed() | {"do": "own:take:principles"})).body)
    for number, (principle, _, value) in enumerate(PRINCIPLES):
        assert written[f"own.values.{number}.name.nl"] == value
        written[f"own.values.{number}.principle"] = written[f"own.principles.{number}.id"]
        assert written[f"own.principles.{number}.name.nl"] == principle
    assert (await manager.post(FORM, written | {"do": f"keep:{of}"})).status == 303
    new = shown((await manager.get(f"/nieuw?organisatie={of}")).body) | {"title": "Toeslagen"}
    answer = await manager.post("/nieuw", new)
    session = await session_of(house, answer)
    assert [principle.name.nl for principle in session.framework.principles] == [name for name, _, _ in PRINCIPLES]
    assert (session.framework.version, session.framework.owner, session.framework.bare_foundations) == (1, OWNER, ())
    return Workshop(house, Opened(session.id, session.code, "", "", manager))


async def test_an_organisation_of_eight_principles_goes_from_its_page_to_the_report(here: Settings) -> None:
    """[DOM-19] [DOM-20] [DOM-22] [ORG-12] [PST-13]"""
    async with open_house(here) as house:
        workshop = await kept_and_opened(house)
        await _led(workshop)
        await _told(workshop)


async def _led(workshop: Workshop) -> None:
    room = await workshop.room()
    of = {value.name.nl: ValueRef(value.id) for value in room.session.framework.values}
    chosen: tuple[tuple[str, str, FoundationId], ...] = (("v1", "Menselijkheid", "rechtsstaat"), ("v2", "Samen", "democratie"))
    actions: tuple[tuple[str, str, str, Weight], ...] = (
        ("a1", "Bellen bij twijfel", "Menselijkheid", "low"),
        ("a2", "Een loket openhouden", "Menselijkheid", "high"),
        ("a3", "Bewoners vragen", "Samen", "medium"),
    )
    person = await workshop.join("Noor")
    async with workshop.facilitator() as desk, workshop.device(person) as phone:
        await desk.must(c.PutItem("accent-1", 0, Accent(of["Menselijkheid"], "Gekozen door de raad", "De mens voor het dossier")))
        run_id = await desk.go("A2c1")
        own = ValueRef(principle_id=room.session.framework.principles[3].id, name="Nabijheid")
        for note_id, wanted in (("n1", of["Menselijkheid"]), ("n2", own)):
            await phone.must(c.AddNote(note_id, run_id, ValueContent(wanted, "Achter elke aanvraag zit iemand."), "rechtsstaat"))
        # What the organisation does not have is nobody's to choose.
        refused = await phone.do(c.AddNote("n3", run_id, ValueContent(ValueRef("privacy"), "x"), "rechtsstaat"))
        assert getattr(refused, "code", "") == "unknown_value"
        await desk.go("A3")
        for entry_id, name, foundation in chosen:
            content = PosterValueContent(foundation=foundation, value=of[name], meaning=f"Zo doen wij {entry_id}")
            await desk.must(c.PutPosterEntry(entry_id, 0, content))
        knot = TensionContent(
            value_a=of["Menselijkheid"],
            value_b=of["Doeltreffendheid"],
            further=(of["Keuzevrijheid"],),
            choice="Wij vragen het eerst",
            reason="Omdat het om mensen gaat",
        )
        await desk.must(c.PutPosterEntry("k1", 0, knot))
        await desk.go("B5")
        for entry_id, action, value, weight in actions:
            todo = PosterActionContent(
                foundation="rechtsstaat", action=action, values=(of[value],), necessity=weight, importance=weight
            )
            await desk.must(c.PutPosterEntry(entry_id, 0, todo))
        await desk.must(c.OrderPoster(0, by_priority=True, by_principle=True))
        await desk.must(c.TakeSnapshot())


async def _told(workshop: Workshop) -> None:
    browser = workshop.opened.facilitator
    poster = html.unescape((await browser.get(f"/w/{workshop.code}/poster")).body)
    # By principle first, and under one by how needed and important they are.
    places = [poster.index(action) for action in ("Bewoners vragen", "Een loket openhouden", "Bellen bij twijfel")]
    assert places == sorted(places)
    printed = [f"/regie/{workshop.id}/drukwerk/{what}" for what in ("waardenkader", "definities")]
    for path in (f"/w/{workshop.code}/poster", *printed):
        page = html.unescape((await browser.get(path)).body)
        for words in ("Menselijkheid", "De mens voorop", f"Eigenaar: {OWNER}"):
            assert words in page, (path, words)
        assert "Transparantie" not in page, path
    assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 303
    report = html.unescape((await browser.get(f"/zaak/{workshop.id}/verslag/bekijk")).body)
    knot = "Menselijkheid, Doeltreffendheid en Keuzevrijheid"
    for words in (knot, "Wij vragen het eerst", "De mens voorop", "Acties per principe", "De mens voor het dossier", OWNER):
        assert words in report, words
    told = report.partition("Acties per principe")[2]
    assert told.index("Een loket openhouden") < told.index("Bellen bij twijfel")
    assert "Transparantie" not in report
    odt = (await browser.file(f"/zaak/{workshop.id}/verslag/verslag.odt")).content
    with zipfile.ZipFile(io.BytesIO(odt)) as file:
        written = html.unescape(file.read("content.xml").decode())
    pdf = " ".join(text_of((await browser.file(f"/zaak/{workshop.id}/verslag/verslag.pdf")).content).split())
    for words in (knot, "De mens voorop", "Acties per principe"):
        assert words in written, words
        assert words in pdf, words
