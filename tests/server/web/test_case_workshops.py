# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Several workshops in one case, over HTTP; who gets its link; and what a link that was taken away still does: nothing."""

from __future__ import annotations

import asyncio
import re
from html import unescape
from importlib import resources

import pytest
from msgspec.structs import replace

from board.value_forms import ValuesForm
from organisation.dossier import commands as c
from organisation.dossier.case_file import CaseFile, canonical_case, case_file, parse_case
from organisation.dossier.decider import begin, replay
from organisation.dossier.events import decode_events, encode_events
from organisation.dossier.handing_over import hand_over
from organisation.dossier.state import ActionPlan, Dossier
from organisation.dossier.viewer import COORDINATOR
from server import access, content
from server.dossiers.dossiers import Dossiers
from server.player.browser import Answer, Browser, Opened, unlock
from server.web.opening_check import Filled, check, going_on
from sessions.authoring.own_values import OwnValues, own_values_of, read_own_values, with_own_values
from sessions.material.framework import ValueRef
from sessions.model.codes import Refusal
from sessions.model.former import Former
from sessions.model.items import Accent
from sessions.model.poster_entries import PosterActionContent, PosterValueContent
from sessions.wire import commands as w
from tests.server.house import House, Workshop, visitor
from tests.server.web.test_cases import begun, dossier_of, entered, fixed, link_on, put, rev_on
from tests.sessions.world import FACILITATOR, START_MS, World, opening

pytestmark = pytest.mark.asyncio(loop_scope="module")


def filled(page: Answer) -> dict[str, str]:
    """The fields of the opening form as it was drawn."""
    fields = dict(re.findall(r'<input[^>]*type="(?:hidden|text)"[^>]*name="([^"]*)"[^>]*value="([^"]*)"', page.body))
    fields |= dict(re.findall(r'<input[^>]*name="(title|organisation)"[^>]*value="([^"]*)"', page.body))
    for name in ("script", "stage", "language"):
        found = re.search(rf'name="{name}" value="([^"]*)" checked', page.body)
        fields[name] = found[1] if found else ""
    case_text = re.search(r'<textarea[^>]*name="case_text"[^>]*>([^<]*)<', page.body)
    return {name: unescape(value) for name, value in (fields | {"case_text": case_text[1] if case_text else ""}).items()}


async def opened_from(house: House, browser: Browser, case_id: str) -> Workshop:
    """A further workshop of a case."""
    page = await browser.get(f"/nieuw?zaak={case_id}")
    answer = await browser.post("/nieuw", filled(page))
    assert answer.status == 303, answer.body
    session_id = answer.location.split("/")[2]
    links = await browser.get(answer.location)
    screen = re.search(r"/scherm/[^\"#]*#([A-Za-z0-9_-]{24})", links.body)
    scribe = re.search(r"/notulen/[^\"#]*#([A-Za-z0-9_-]{24})", links.body)
    room = await house.rooms.get(session_id)
    assert screen is not None
    assert scribe is not None
    assert room is not None
    return Workshop(house, Opened(session_id, room.session.code, screen[1], scribe[1], browser))


def leading(workshop: Workshop) -> str:
    """The key of the first facilitator's link."""
    return access.secret_in(workshop.opened.facilitator.cookies, "facilitator", workshop.id)


async def former_of(workshop: Workshop) -> Former:
    found = (await workshop.room()).session.former
    assert found is not None
    return found


class TestAFurtherWorkshop:
    async def test_it_begins_with_what_the_case_knows_and_everybody_in_it_reads_that(self, house: House) -> None:
        """[LVL-01]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        await browser.post(f"{path}/stand", {"base_rev": "1", "status": "stuck", "reason": "geen geld"})
        assert f"/nieuw?zaak={workshop.id}" in (await browser.get(f"/zaak/{workshop.id}")).body
        form = filled(await browser.get(f"/nieuw?zaak={workshop.id}"))
        assert (form["title"], form["organisation"], form["stage"]) == ("Camera's", "Gemeente", "execution")
        later = await opened_from(house, browser, workshop.id)
        assert (await former_of(later)).stage == "execution"
        participant = await later.join()
        board = (await participant.get(f"/w/{later.code}/bord")).body
        content = re.search(r'data-content-url="([^"]*)"|(/inhoud/[^"]*)"', board)
        assert content is not None
        told = (await participant.get(content[1] or content[2])).body
        for words in ("Maak een register", "geen geld", '"state":"stuck"', "Privacy"):
            assert words in told
        assert workshop.id not in told

    async def test_what_it_fixes_goes_into_the_same_case_without_the_key_and_once(self, house: House) -> None:
        """[LVL-02] [LVL-03]"""
        workshop, browser = await begun(house)
        later = await opened_from(house, browser, workshop.id)
        known = next(each for each in (await former_of(later)).actions if each.action == "Maak een register")
        async with later.facilitator() as facilitator:
            await facilitator.go("A3")
            again = PosterActionContent(foundation="rechtsstaat", action="Maak een sensorregister")
            await put(later, known.id, again)
            await put(later, "b2", PosterActionContent(foundation="democratie", action="Train de balie"))
            await facilitator.must(w.TakeSnapshot())
        scribe = (await later.scribe()).browser
        assert "Camera" in (await scribe.get(f"/regie/{later.id}/zaak")).body
        answers = await asyncio.gather(*(scribe.post(f"/regie/{later.id}/zaak", {}) for _ in range(3)))
        assert {(answer.status, answer.location) for answer in answers} == {(303, f"/regie/{later.id}/zaak")}
        dossier = await dossier_of(house, workshop)
        assert [(told.workshop_id, told.version) for told in dossier.handed] == [(workshop.id, 1), (later.id, 1)]
        assert dossier.handed[1].stage == "execution"
        assert dossier.actions[f"{workshop.id}.a1"].plan.action == "Maak een register"
        assert {action.plan.action for action in dossier.living} >= {"Train de balie", "Maak een register"}
        page = (await browser.get(f"/zaak/{workshop.id}/actie/{workshop.id}.a1")).body
        assert "Maak een sensorregister" in page
        # The door of the case stays shut for who never had its link.
        assert "Maak een register" not in (await scribe.get(f"/zaak/{workshop.id}")).body
        both = (await browser.get(f"/zaak/{workshop.id}")).body
        assert "Workshop 2" in both
        assert dossier.handed[1].sha256[:12] in both

    async def test_without_the_link_of_the_case_nobody_opens_one_and_no_word_is_lost(self, house: House) -> None:
        """[LVL-01]"""
        workshop, browser = await begun(house)
        form = filled(await browser.get(f"/nieuw?zaak={workshop.id}"))
        async with visitor(house) as stranger:
            assert (await stranger.get(f"/nieuw?zaak={workshop.id}")).status_code == 403
            assert (await stranger.get("/nieuw?zaak=bestaat-niet")).status_code == 403
            answer = await stranger.post("/nieuw", data={**form, "title": "Mijn titel"})
            assert answer.status_code == 422
            assert "Mijn titel" in answer.text
            assert 'name="case_id"' not in answer.text

    async def test_when_the_case_is_gone_its_poster_begins_one_of_its_own(self, house: House) -> None:
        """[LVL-02] [LIV-15]"""
        workshop, browser = await begun(house)
        later = await opened_from(house, browser, workshop.id)
        async with later.facilitator() as facilitator:
            await facilitator.go("A3")
            await put(later, "b2", PosterActionContent(foundation="democratie", action="Train de balie"))
            await facilitator.must(w.TakeSnapshot())
        assert (await browser.post(f"/zaak/{workshop.id}/wissen", {"title": "camera's"})).status == 200
        answer = await browser.post(f"/regie/{later.id}/zaak", {})
        assert (answer.status, answer.location) == (303, f"/zaak/{later.id}?nieuw=1")
        # The code on its poster names the case that was, and leads to its own.
        key = (await later.room()).session.status_key
        async with visitor(house) as stranger:
            page = await stranger.get(f"/stand/{workshop.id}/{key}")
            assert (page.status_code, (await stranger.get(f"/stand/{workshop.id}/{'A' * 24}")).status_code) == (200, 404)
            assert (await stranger.get(f"/stand/{later.id}/{key}")).status_code == 200

    async def test_what_is_only_practised_never_goes_into_a_case_that_lives(self, house: House) -> None:
        """[LVL-02]"""
        workshop, browser = await begun(house)
        form = filled(await browser.get(f"/nieuw?zaak={workshop.id}"))
        answer = await browser.post("/nieuw", {**form, "rehearsal": "on"})
        session_id = answer.location.split("/")[2]
        room = await house.rooms.get(session_id)
        assert room is not None
        practice = Workshop(house, Opened(session_id, room.session.code, "", "", browser))
        async with practice.facilitator() as facilitator:
            await facilitator.go("A3")
            await put(practice, "b2", PosterActionContent(foundation="democratie", action="Om te oefenen"))
            await facilitator.must(w.TakeSnapshot())
        assert (await browser.post(f"/regie/{session_id}/zaak", {})).location == f"/zaak/{session_id}?nieuw=1"
        assert len((await dossier_of(house, workshop)).handed) == 1


class TestLinked:
    async def test_an_action_is_lifted_and_let_go_again_from_its_page(self, house: House) -> None:
        """[LVL-04]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        rev = rev_on((await browser.get(path)).body, 'id="linked"')
        assert (await browser.post(f"{path}/organisatie", {"base_rev": rev})).status == 303
        page = (await browser.get(path)).body
        assert f"{workshop.id}.a1.org" in page
        assert (await browser.get(f"{path}.org")).status == 200
        assert "Maak een register" in (await browser.get(f"{path}.org")).body
        assert (await browser.post(f"{path}/project", {"base_rev": "1"})).status == 409
        assert (await browser.post(f"{path}/project", {"base_rev": rev_on(page, 'id="linked"')})).status == 303
        assert "Til op naar de organisatie" in (await browser.get(path)).body

    async def test_what_looks_like_one_of_before_is_proposed_and_joined_by_hand(self, house: House) -> None:
        """[LVL-03]"""
        workshop, browser = await begun(house)
        later = await opened_from(house, browser, workshop.id)
        async with later.facilitator() as facilitator:
            await facilitator.go("A3")
            await put(later, "b1", PosterActionContent(foundation="rechtsstaat", action="Maak een registers"))
            await facilitator.must(w.TakeSnapshot())
        await browser.post(f"/regie/{later.id}/zaak", {})
        path = f"/zaak/{workshop.id}/actie/{later.id}.b1"
        page = (await browser.get(path)).body
        assert f'value="{workshop.id}.a1" selected' in page
        assert f'value="{workshop.id}.a2">' in page
        form = {"base_rev": rev_on(page, 'id="linked"'), "into_id": f"{workshop.id}.a1"}
        assert (await browser.post(f"{path}/zelfde", {**form, "into_id": ""})).status == 422
        assert (await browser.post(f"{path}/zelfde", form)).status == 303
        assert (await dossier_of(house, workshop)).actions[f"{later.id}.b1"].same_as == f"{workshop.id}.a1"
        page = (await browser.get(path)).body
        # What is kept only has no form that could not be stored.
        assert f'action="{path}/stand"' not in page
        assert f'action="{path}/link"' not in page
        assert "Maak een registers" in page
        assert (await browser.post(f"{path}/ander", {"base_rev": rev_on(page, 'id="linked"')})).status == 303


class TestWhoGetsTheKey:
    async def test_who_began_it_finds_it_again_without_a_cookie_and_after_an_answer_that_never_came(self, house: House) -> None:
        """[LVL-05]"""
        workshop, browser = await begun(house)
        link = link_on(await browser.get(f"/zaak/{workshop.id}?nieuw=1"), "case-link")
        elsewhere = await unlock(house.base_url, "regie", workshop.id, leading(workshop))
        # Sent again, as if the first answer was lost.
        answer = await elsewhere.post(f"/regie/{workshop.id}/zaak", {})
        assert (answer.status, answer.location) == (303, f"/zaak/{workshop.id}")
        assert link_on(await elsewhere.get(f"/zaak/{workshop.id}?nieuw=1"), "case-link") == link
        third = await unlock(house.base_url, "regie", workshop.id, leading(workshop))
        await third.get(f"/regie/{workshop.id}/zaak")
        assert "Maak een register" in (await third.get(f"/zaak/{workshop.id}")).body

    async def test_the_scribe_begins_one_too_and_whoever_leads_finds_it(self, house: House) -> None:
        """[LVL-05]"""
        workshop = await fixed(house)
        scribe = (await workshop.scribe()).browser
        answer = await scribe.post(f"/regie/{workshop.id}/zaak", {})
        assert (answer.status, answer.location) == (303, f"/zaak/{workshop.id}?nieuw=1")
        browser = workshop.opened.facilitator
        assert f'href="/zaak/{workshop.id}"' in (await browser.get(f"/regie/{workshop.id}/zaak")).body
        assert "Maak een register" in (await browser.get(f"/zaak/{workshop.id}")).body

    async def test_a_second_facilitator_feeds_it_and_makes_another_link_until_the_first_one_was_used(self, house: House) -> None:
        """[LVL-06]"""
        workshop, browser = await begun(house)
        made = await browser.post(f"/regie/{workshop.id}/links/tweede", {})
        assert made.status == 303
        keys = re.findall(r"/regie/[^\"#]*#([A-Za-z0-9_-]{24})", (await browser.get(f"/regie/{workshop.id}/links")).body)
        second_key = next(each for each in keys if each != leading(workshop))
        second = await unlock(house.base_url, "regie", workshop.id, second_key)
        assert (await second.post(f"/regie/{workshop.id}/zaak", {})).location == f"/regie/{workshop.id}/zaak"
        assert "Maak een register" not in (await second.get(f"/zaak/{workshop.id}")).body
        assert (await second.post(f"/regie/{workshop.id}/zaak/link", {})).status == 303
        link = link_on(await second.get(f"/zaak/{workshop.id}?nieuw=1"), "case-link")
        async with entered(house, link):
            pass
        assert (await second.post(f"/regie/{workshop.id}/zaak/link", {})).status == 403
        assert "in gebruik" in (await browser.get(f"/regie/{workshop.id}/zaak")).body
        assert (await browser.post(f"/regie/{workshop.id}/zaak/link", {})).status == 303


async def test_a_link_that_goes_while_a_change_is_on_its_way_changes_nothing_any_more(house: House) -> None:
    """[LVL-07]"""
    workshop, _ = await begun(house)
    dossiers, others = Dossiers(house.rooms.store), Dossiers(house.rooms.store)
    before = await dossier_of(house, workshop)
    asked = 0

    def still(now: Dossier) -> bool:
        nonlocal asked
        asked += 1
        return now.key_hash == before.key_hash

    # It read the case; before it stores, somebody else makes another link.
    append = dossiers._store.log.append

    async def overtaken(*given: object) -> object:
        if asked == 1:
            await others.ask(workshop.id, c.RenewKey(access.hash_secret("x")), COORDINATOR)
        return await append(*given)  # type: ignore[arg-type]

    dossiers._store.log.append = overtaken  # type: ignore[method-assign,assignment]
    command = c.PutAction("n1", 0, ActionPlan(action="Nog een"))
    assert await dossiers.ask(workshop.id, command, COORDINATOR, still=still) == Refusal("not_allowed")
    assert asked == 2
    assert "n1" not in (await dossier_of(house, workshop)).actions
    assert not await dossiers.destroy(workshop.id, "facilitator", lambda _: False)
    assert await dossiers.get(workshop.id) is not None


async def test_accent_values_and_the_organisations_own_values_go_along_to_a_further_workshop() -> None:
    """[LVL-01] [DOM-22]"""
    base = content.framework("waardenkader-2025")
    own = read_own_values(resources.files("sessions.content").joinpath("own-values-example.toml").read_text(), base, alone=False)
    assert isinstance(own, OwnValues)
    framework = with_own_values(base, own, alone=False)
    world = World(3, command=replace(opening(), framework=framework), checked=False)
    mine = ValueRef(own.values[0].id)
    brought = (ValueRef("privacy"), ValueRef(principle_id="participation", name="Rust"), mine)
    for number, value in enumerate(brought):
        world.ok(w.PutItem(f"acc{number}", 0, Accent(value, "de raad", "niemand volgen")), FACILITATOR)
    world.ok(w.PutItem("weg", 0, Accent(ValueRef("security"), "", "")), FACILITATOR)
    world.ok(w.RemoveItem("weg", 1), FACILITATOR)
    world.go("A3")
    content_of = PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy"))
    world.ok(w.PutPosterEntry("v1", 0, content_of), FACILITATOR)
    world.ok(w.TakeSnapshot(), FACILITATOR)
    told = hand_over(world.session, world.session.snapshots[-1], base)
    events = begin(c.OpenDossier("s1", "a" * 64, told), START_MS)
    assert not isinstance(events, Refusal)
    dossier = replay(decode_events(encode_events(events)))
    assert dossier is not None
    # Also by way of a file, from which a case begins again.
    kept = parse_case(canonical_case(case_file(dossier)).encode())
    assert isinstance(kept, CaseFile)
    assert kept.handed == dossier.handed
    form = going_on(dossier)
    found = check(Filled(form, {}, {}, dossier=dossier))
    assert found is not None
    assert own_values_of(found.framework, base) == own
    accents = [item for _, item in found.items if isinstance(item, Accent)]
    assert [(each.value, each.reason, each.meaning) for each in accents] == [
        (value, "de raad", "niemand volgen") for value in brought
    ]
    # Who takes the organisation's own values out of the form does without their accent values.
    without = check(Filled(replace(form, own=ValuesForm()), {}, {}, dossier=dossier))
    assert without is not None
    assert mine not in [item.value for _, item in without.items if isinstance(item, Accent)]
