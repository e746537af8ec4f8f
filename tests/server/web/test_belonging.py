# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases and workshops of an organisation: opened for it, taken in later, let go, and what its members may do with them."""

from __future__ import annotations

import re

import pytest

from server.dossiers.dossiers import Dossiers
from server.player.browser import Browser, Opened
from server.settings import Settings
from server.store import DOSSIER
from sessions.model.poster_entries import PosterActionContent
from sessions.wire import commands as w
from tests.server.house import House, Workshop
from tests.server.web.test_cases import fixed, put
from tests.server.web.test_organisations import invited, member_id_of, open_house, opened

pytestmark = pytest.mark.asyncio(loop_scope="module")


def led(workshop: Workshop, *members: Browser) -> Browser:
    """One browser that leads a workshop and holds what members hold."""
    browser = workshop.opened.facilitator
    for member in members:
        browser.cookies.update(member.cookies)
    return browser


async def taken_in(house: House, page: str, manager: Browser) -> tuple[Workshop, Browser]:
    """A workshop with a fixed poster that an organisation took in before its case began."""
    workshop = await fixed(house)
    leader = led(workshop, manager)
    answer = await leader.post(f"/regie/{workshop.id}/links/bij", {"organisation": page.rpartition("/")[2]})
    assert answer.status == 303
    await leader.post(f"/regie/{workshop.id}/zaak", {})
    return workshop, leader


async def test_what_was_only_practised_is_no_case_of_the_organisation(here: Settings) -> None:
    """[ORG-05]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        form = {"title": "Camera's", "organisation": "Gemeente", "organisation_id": page.rpartition("/")[2], "rehearsal": "on"}
        answer = await manager.post("/nieuw", form | {"language": "nl", "script_id": "codio-project-2025"})
        session_id = answer.location.split("/")[2]
        room = await house.rooms.get(session_id)
        assert room is not None
        assert (room.session.rehearsal, room.session.organisation_id) == (True, page.rpartition("/")[2])
        practice = Workshop(house, Opened(session_id, room.session.code, "", "", manager))
        async with practice.facilitator() as facilitator:
            await facilitator.go("A3")
            await put(practice, "b2", PosterActionContent(foundation="democratie", action="Om te oefenen"))
            await facilitator.must(w.TakeSnapshot())
        assert (await manager.post(f"/regie/{session_id}/zaak", {})).status == 303
        case = await Dossiers(house.rooms.store).get(session_id)
        assert case is not None
        assert case.organisation_id == ""


async def test_the_case_of_a_workshop_of_an_organisation_is_one_too_and_each_member_is_in_it_by_his_role(here: Settings) -> None:
    """[ORG-05]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        members = {role: (await invited(manager, page, role, role))[0] for role in ("organiser", "strategist", "reader")}
        workshop, leader = await taken_in(house, page, manager)
        case = f"/zaak/{workshop.id}"
        # Both who manage and who organise work on it; the others read what is shared, and nothing is yet.
        for browser in (manager, members["organiser"]):
            assert "Maak een register" in (await browser.get(case)).body
            assert (await browser.post(f"{case}/stap", {"step": "follow_up", "day": "2027-01-01"})).status == 303
        for role in ("strategist", "reader"):
            assert "Maak een register" not in (await members[role].get(case)).body
            assert (await members[role].post(f"{case}/stap", {"step": "report", "day": "2027-01-01"})).status == 403
            assert "nog niet" in (await members[role].get(f"/lezen/{workshop.id}")).body
        # Of the workshop itself nobody gets in by being a member: what is written there in silence stays there.
        assert (await members["organiser"].get(f"/regie/{workshop.id}/links")).location == f"/regie/{workshop.id}"
        # Let go, it is the regievoerder's alone again.
        assert (await leader.post(f"{case}/bij", {"organisation": ""})).status == 303
        assert "Maak een register" not in (await manager.get(case)).body
        assert "Maak een register" in (await leader.get(case)).body


async def test_who_is_a_member_no_more_is_out_of_its_cases_at_once(here: Settings) -> None:
    """[ORG-05]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        organiser, _ = await invited(manager, page, "Projectleider", "organiser")
        workshop, _ = await taken_in(house, page, manager)
        case = f"/zaak/{workshop.id}"
        assert "Maak een register" in (await organiser.get(case)).body
        own = member_id_of((await manager.get(f"{page}/leden")).body, "Projectleider")
        await manager.post(f"{page}/leden/{own}/weg", {})
        assert "Maak een register" not in (await organiser.get(case)).body
        assert (await organiser.post(f"{case}/stap", {"step": "report", "day": "2027-01-01"})).status == 403


async def test_a_case_that_stood_alone_is_taken_in_when_both_sides_want_it(here: Settings) -> None:
    """[ORG-06]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        other, other_page = await opened(house, "Waterschap", "Adviseur")
        reader, _ = await invited(manager, page, "Griffier", "reader")
        workshop = await fixed(house)
        alone = workshop.opened.facilitator
        await alone.post(f"/regie/{workshop.id}/zaak", {})
        case, ours = f"/zaak/{workshop.id}", page.rpartition("/")[2]
        # Neither who has the case alone, nor who is only a member, nor a member who opens no workshops.
        assert (await alone.post(f"{case}/bij", {"organisation": ours})).status == 422
        assert (await manager.post(f"{case}/bij", {"organisation": ours})).status == 403
        assert (await led(workshop, reader).post(f"{case}/bij", {"organisation": ours})).status == 403
        leader = led(workshop, manager)
        assert "Laat Gemeente Oosterveld dit opnemen" in (await leader.get(case)).body
        assert (await leader.post(f"{case}/bij", {"organisation": ours})).status == 303
        assert "Maak een register" in (await manager.get(case)).body
        # An organisation does not hand on what it was let work on; letting go is its manager's too.
        both = Browser(house.base_url)
        both.cookies = {**manager.cookies, **other.cookies}
        assert (await both.post(f"{case}/bij", {"organisation": other_page.rpartition("/")[2]})).status == 403
        assert (await manager.post(f"{case}/bij", {"organisation": ""})).location == page
        assert "Maak een register" not in (await manager.get(case)).body


async def test_a_manager_lets_a_workshop_go_without_its_link_and_nobody_else_does(here: Settings) -> None:
    """[ORG-06]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        organiser, _ = await invited(manager, page, "Secretaris", "organiser")
        other, elsewhere = await opened(house, "Waterschap", "Adviseur")
        workshop = await house.workshop(people=0)
        leader = led(workshop, manager)
        assert (await leader.post(f"/regie/{workshop.id}/links/bij", {"organisation": page.rpartition("/")[2]})).status == 303
        go = f"{page}/workshops/{workshop.id}/los"
        # A question stands before it: what it means, and a button that says yes.
        asked = re.search(
            rf'<summary>Laat los.*?Loslaten\?.*?action="{go}".*?Ja, laat los', (await manager.get(page)).body, re.DOTALL
        )
        assert asked is not None
        assert f'action="{go}"' not in (await organiser.get(page)).body
        assert [(await who.post(go, {})).status for who in (organiser, other, Browser(house.base_url))] == [403] * 3
        assert (await other.post(f"{elsewhere}/workshops/{workshop.id}/los", {})).status == 404
        answer = await manager.post(go, {})
        assert (answer.status, answer.location) == (303, f"{page}?bewaard=workshop#workshops")
        room = await house.rooms.get(workshop.id)
        assert room is not None
        assert room.session.organisation_id == ""
        assert go not in (await manager.get(page)).body


async def test_a_manager_says_that_a_case_has_to_be_kept_and_lifts_what_managers_said_alone(here: Settings) -> None:
    """[KEP-08] [ORG-05]"""
    async with open_house(here) as house:
        manager, page = await opened(house)
        organiser, _ = await invited(manager, page, "Secretaris", "organiser")
        workshop, leader = await taken_in(house, page, manager)
        case, owner = f"/zaak/{workshop.id}", Browser(house.base_url)
        owner.cookies = {name: value for name, value in leader.cookies.items() if "member" not in name}
        holds = house.rooms.store.of(DOSSIER).holds
        for who in (organiser, owner):
            assert (await who.post(f"{case}/bewaren", {"reason": "Woo-verzoek 12"})).status == 403
        assert (await manager.post(f"{case}/bewaren", {"reason": " Woo-verzoek 12 "})).status == 303
        hold = await holds.of(workshop.id)
        assert hold is not None
        assert (hold.reason, hold.by) == ("Woo-verzoek 12", "manager")
        refused = await leader.post(f"{case}/wissen", {"title": "Camera's"})
        assert (refused.status, "Deze zaak moet bewaard blijven" in refused.body) == (409, True)
        # The page that asks says so before anything is pressed, and why to whom it may be told; nothing held is offered.
        for who, why in ((manager, True), (organiser, False)):
            asked = (await who.get(f"{case}/wissen")).body
            assert ("Deze zaak moet bewaard blijven" in asked, "Woo-verzoek 12" in asked) == (True, why)
            assert 'name="what"' not in asked
        assert (await leader.post(f"{case}/bij", {"organisation": ""})).status == 409
        # Everybody who works on it sees that, and managers why.
        assert "Woo-verzoek 12" in (await manager.get(case)).body
        seen = (await organiser.get(case)).body
        assert ("wil een beheerder van de organisatie dat de zaak bewaard blijft" in seen, "Woo-verzoek 12" in seen) == (
            True,
            False,
        )
        # A field that was left empty, or a reason that does not fit, lifts nothing and is said.
        for reason in ("", "  ", "x" * 121):
            assert (await manager.post(f"{case}/bewaren", {"reason": reason})).status == 422
        assert await holds.of(workshop.id) == hold
        # Pressed twice is once; another reason is said to come too late.
        assert (await manager.post(f"{case}/bewaren", {"reason": "Woo-verzoek 12"})).status == 303
        other_reason = await manager.post(f"{case}/bewaren", {"reason": "iets anders"})
        assert (other_reason.status, "om een andere reden, en die blijft staan" in other_reason.body) == (409, True)
        assert await holds.of(workshop.id) == hold
        for _ in range(2):
            assert (await manager.post(f"{case}/bewaren", {"step": "release"})).status == 303
        assert await holds.of(workshop.id) is None
        # What the operator holds no manager lifts or takes over.
        assert await holds.put(workshop.id, "van de beheerder")
        for form in ({"step": "release"}, {"reason": "van mij"}):
            assert (await manager.post(f"{case}/bewaren", form)).status == 409
        hold = await holds.of(workshop.id)
        assert hold is not None
        assert (hold.reason, hold.by) == ("van de beheerder", "operator")
        assert await holds.lift(workshop.id)
        # In the bin of the organisation it can be found again at once, by who works on cases and looked there just before.
        assert f'href="{case}/prullenbak"' not in (await organiser.get(page)).body
        assert (await manager.post(f"{case}/wissen", {"title": "Camera's"})).status == 200
        assert f'href="{case}/prullenbak"' in (await organiser.get(page)).body
        assert (await manager.post(f"{case}/terugzetten", {})).status == 303
        assert f'href="{case}/prullenbak"' not in (await organiser.get(page)).body


async def test_a_workshop_is_opened_for_an_organisation_by_who_may(here: Settings) -> None:
    """[ORG-06]"""
    async with open_house(here, opening_key="a-long-opening-key") as house:
        manager = Browser(house.base_url)
        key = {"opening_key": "a-long-opening-key"}
        page = (await manager.post("/organisatie", {"name": "Gemeente", "label": "Adviseur", **key})).location.partition("?")[0]
        reader, _ = await invited(manager, page, "Griffier", "reader")
        form = {"title": "Camera's", "organisation": "Gemeente", "organisation_id": page.rpartition("/")[2]}
        # Whoever organises needs no key; who only reads is not let in by being a member.
        assert 'name="opening_key"' not in (await manager.get("/nieuw")).body
        assert (await manager.post("/nieuw", form)).status == 303
        assert (await reader.post("/nieuw", form)).status == 422
        assert (await reader.post("/nieuw", {**form, **key})).status == 422


async def test_where_members_open_workshops_nobody_else_does(here: Settings) -> None:
    """[ORG-07]"""
    async with open_house(here, opening="members", opening_key="a-long-opening-key") as house:
        manager, key = Browser(house.base_url), {"opening_key": "a-long-opening-key"}
        form = {"title": "Camera's", "organisation": "Gemeente"}
        # To try it out is to open one.
        assert 'name="trying"' not in (await manager.get("/")).body
        assert 'name="trying"' not in (await manager.post("/meedoen", {"code": "x"})).body
        assert (await manager.get("/nieuw")).status == 403
        assert (await manager.post("/nieuw", {**form, **key})).status == 403
        assert (await manager.post("/inlezen", {"mark": "A" * 24, **key})).status == 403
        page = (await manager.post("/organisatie", {"name": "Gemeente", "label": "Adviseur", **key})).location.partition("?")[0]
        reader, _ = await invited(manager, page, "Griffier", "reader")
        assert (await reader.post("/nieuw", {**form, **key})).status == 403
        assert (await manager.post("/nieuw", {**form, **key})).status == 422
        assert (await manager.post("/nieuw", {**form, "organisation_id": page.rpartition("/")[2]})).status == 303
    async with open_house(here, opening="members") as house:
        # Without a key the command line alone opens organisations.
        browser = Browser(house.base_url)
        assert 'name="label"' not in (await browser.get("/organisatie")).body
        assert (await browser.post("/organisatie", {"name": "Gemeente", "label": "Adviseur"})).status == 403
