# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A case over HTTP: handed over by the facilitator, watched over by the regievoerder, told of by holders with a link."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape

import httpx
import msgspec
import pytest
from icalendar import Calendar

from board.case_pages import MOST_ACTIONS, MOST_ATTENTION
from organisation.dossier.questions import PROGRESS
from organisation.dossier.state import ActionPlan, Dossier
from server.dossiers.dossiers import Dossiers
from server.keeping.cases import destroy_untouched_cases
from server.player.browser import Answer, Browser
from server.settings import Settings
from server.store import Quota, Store
from server.web import cases
from sessions.material.framework import ValueRef
from sessions.model.poster_entries import PosterActionContent, PosterValueContent
from sessions.wire import commands as c
from tests.server.house import House, Workshop, serving, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def fixed(house: House, **fields: str) -> Workshop:
    """A workshop with two actions on a fixed poster."""
    workshop = await house.workshop(people=1, **fields)
    async with workshop.facilitator() as facilitator:
        await facilitator.go("A3")
        await put(workshop, "v1", PosterValueContent(foundation="rechtsstaat", value=ValueRef("privacy")))
        await put(workshop, "a1", PosterActionContent(foundation="rechtsstaat", action="Maak een register", holder="Team data"))
        await put(workshop, "a2", PosterActionContent(foundation="democratie", action="Vraag <b>bewoners</b>"))
        await facilitator.must(c.TakeSnapshot())
    return workshop


async def put(workshop: Workshop, entry_id: str, content: PosterActionContent | PosterValueContent) -> None:
    room = await workshop.room()
    known = room.session.poster.entries.get(entry_id)
    async with workshop.facilitator() as facilitator:
        await facilitator.must(c.PutPosterEntry(entry_id, known.rev if known else 0, content))


def _now(page: str) -> str:
    """What a case says is to be done next: before the list of steps."""
    return page.partition('id="path-h"')[2].partition("<ol")[0]


async def begun(house: House) -> tuple[Workshop, Browser]:
    """The same, and the browser of whoever began its case."""
    workshop = await fixed(house)
    browser = workshop.opened.facilitator
    answer = await browser.post(f"/regie/{workshop.id}/zaak", {})
    assert (answer.status, answer.location) == (303, f"/zaak/{workshop.id}?nieuw=1")
    return workshop, browser


async def dossier_of(house: House, workshop: Workshop) -> Dossier:
    found = await Dossiers(house.rooms.store).get(workshop.id)
    assert found is not None
    return found


def link_on(answer: Answer, field: str) -> str:
    """A link that a page shows to copy."""
    found = re.search(rf'id="{field}"[^>]*value="([^"]*)"', answer.body)
    assert found is not None
    return unescape(found[1])


def rev_on(page: str, part: str = "") -> str:
    """The revision with which the first form of a part of the page was drawn."""
    found = re.search(rf'{part}.*?name="base_rev" value="(\d+)"', page, re.DOTALL)
    assert found is not None
    return found[1]


@asynccontextmanager
async def entered(house: House, link: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of its own that opened a secret link."""
    path, _, key = link.partition("#")
    async with visitor(house) as client:
        answer = await client.post(path.partition(str(house.port))[2], data={"key": key})
        assert answer.status_code == 303, answer.text
        yield client


async def holder_link(house: House, workshop: Workshop, browser: Browser, action: str = "a1") -> str:
    answer = await browser.post(f"/zaak/{workshop.id}/actie/{workshop.id}.{action}/link", {})
    assert answer.status == 200
    return link_on(answer, "holder-link")


class TestBeginning:
    async def test_a_case_begins_with_the_fixed_poster_and_its_link_opens_it_anywhere(self, house: House) -> None:
        """[CAS-01] [CAS-10]"""
        workshop, browser = await begun(house)
        page = await browser.get(f"/zaak/{workshop.id}?nieuw=1")
        assert "Maak een register" in page.body
        assert "Vraag &lt;b&gt;bewoners&lt;/b&gt;" in page.body
        assert page.headers["cache-control"] == "no-store"
        async with entered(house, link_on(page, "case-link")) as elsewhere:
            assert "Maak een register" in (await elsewhere.get(f"/zaak/{workshop.id}")).text

    async def test_pressed_twice_it_is_one_case_and_another_poster_goes_into_it(self, house: House) -> None:
        """[CAS-02] [CAS-03]"""
        workshop = await fixed(house)
        browser = workshop.opened.facilitator
        answers = await asyncio.gather(*(browser.post(f"/regie/{workshop.id}/zaak", {}) for _ in range(4)))
        assert {answer.status for answer in answers} == {303}
        assert len((await dossier_of(house, workshop)).handed) == 1
        assert "Neem versie 2 over" not in (await browser.get(f"/regie/{workshop.id}/zaak")).body
        await put(workshop, "a3", PosterActionContent(foundation="democratie", action="Hang borden op"))
        async with workshop.facilitator() as facilitator:
            await facilitator.must(c.TakeSnapshot())
            await facilitator.must(c.CloseWorkshop())
        assert "Neem versie 2 over" in (await browser.get(f"/regie/{workshop.id}/zaak")).body
        assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 303
        assert len((await dossier_of(house, workshop)).actions) == 3

    async def test_without_a_fixed_poster_there_is_nothing_to_begin_with(self, house: House) -> None:
        """[CAS-01]"""
        workshop = await house.workshop()
        browser = workshop.opened.facilitator
        assert "Leg eerst de poster vast" in (await browser.get(f"/regie/{workshop.id}/zaak")).body
        assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 422

    async def test_nobody_but_the_facilitator_makes_another_link(self, house: House) -> None:
        """[CAS-10]"""
        workshop, browser = await begun(house)
        old = link_on(await browser.get(f"/zaak/{workshop.id}?nieuw=1"), "case-link")
        assert (await workshop.people[0].post(f"/regie/{workshop.id}/zaak", {})).status == 403
        for other in (workshop.people[0], (await workshop.scribe()).browser):
            assert (await other.post(f"/regie/{workshop.id}/zaak/link", {})).status == 403
        assert (await browser.post(f"/regie/{workshop.id}/zaak/link", {})).status == 303
        new = link_on(await browser.get(f"/zaak/{workshop.id}?nieuw=1"), "case-link")
        assert new != old
        async with visitor(house) as client:
            key = old.partition("#")[2]
            assert (await client.post(f"/zaak/{workshop.id}", data={"key": key})).status_code == 403

    async def test_the_workshop_may_go_and_the_case_stays(self, house: House) -> None:
        """[CAS-01]"""
        workshop, browser = await begun(house)
        await house.rooms.destruction.destroy(workshop.id, "operator")
        assert "Maak een register" in (await browser.get(f"/zaak/{workshop.id}")).body

    async def test_the_door_is_the_same_whatever_there_is(self, house: House) -> None:
        """[CAS-10]"""
        workshop, _ = await begun(house)
        async with visitor(house) as client:
            for there, nowhere in (
                (f"/zaak/{workshop.id}", "/zaak/bestaat-niet"),
                (f"/actie/{workshop.id}/{workshop.id}.a1", "/actie/bestaat-niet/ook-niet"),
            ):
                for send in (client.get, lambda path: client.post(path, data={"key": "A" * 24})):
                    one, other = await send(there), await send(nowhere)
                    assert (one.status_code, one.text.replace(there, "X")) == (
                        other.status_code,
                        other.text.replace(nowhere, "X"),
                    )
            wrong = (await client.post(f"/zaak/{workshop.id}", data={"key": "A" * 24})).text
            assert "<title>Fout: " in wrong
            assert 'aria-describedby="key-hint wrong"' in wrong
            for path in ("/wissen", "/regievoerder"):
                both = [(await client.post(f"/zaak/{case}{path}", data={})).status_code for case in (workshop.id, "bestaat-niet")]
                assert both[0] == both[1], path
            assert (await client.get(f"/zaak/{workshop.id}/actie/{workshop.id}.a1")).status_code == 403


class TestKeeping:
    async def test_what_is_agreed_is_kept_and_a_stale_form_loses_no_word(self, house: House) -> None:
        """[CAS-04]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        page = await browser.get(path)
        rev = rev_on(page.body)
        fields = {"base_rev": rev, "action": "Maak een sensorregister", "holder": "Team data", "due_day": "2027-05-01"}
        assert (await browser.post(path, fields)).status == 303
        # A form that does not say what stood there when it was drawn is as stale.
        for seen in ("", "0", rev):
            stale = await browser.post(path, {**fields, "base_rev": seen, "action": "Maak een openbaar register"})
            assert (stale.status, "Iemand anders was je net voor." in stale.body) == (409, True), seen
            assert "Maak een sensorregister" in stale.body
            assert "Maak een openbaar register" in stale.body
            wrong = {**fields, "base_rev": rev_on(stale.body, 'id="plan"'), "due_day": "straks"}
            assert (await browser.post(path, wrong)).status == 422
        assert (await dossier_of(house, workshop)).actions[f"{workshop.id}.a1"].plan.action == "Maak een sensorregister"

    async def test_a_stale_form_shows_all_that_somebody_else_agreed_or_told_meanwhile(self, house: House) -> None:
        """[CAS-04]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        texts = {name: f"wat een ander zei: {name}" for name in ("action", "holder", "monitor", "term", "needs", "wider_note")}
        agreed = {**texts, "due_day": "2027-05-01", "level": "organisation", "wider": "on"}
        assert set(agreed) == set(ActionPlan.__struct_fields__)
        assert (await browser.post(path, {**agreed, "base_rev": "1"})).status == 303

        stale = await browser.post(path, {"action": "Maak een openbaar register", "base_rev": "1"})
        assert stale.status == 409
        for text in (*texts.values(), "1 mei 2027", "organisatie", "ja"):
            assert f'Er staat nu: <strong dir="auto">{text}</strong>' in stale.body, text

        answers = {f"answer-{number}": f"wat een ander antwoordde: {number}" for number in range(1, len(PROGRESS) + 1)}
        told = {**answers, "status": "stuck", "reason": "geen geld", "check_day": "2099-04-01", "base_rev": "2"}
        assert (await browser.post(f"{path}/stand", told)).status == 303
        stale = await browser.post(f"{path}/stand", {"status": "busy", "base_rev": "2"})
        assert stale.status == 409
        for text in (*answers.values(), "vastgelopen", "geen geld", "2099-04-01"):
            assert f'Er staat nu: <strong dir="auto">{text}</strong>' in stale.body, text

    async def test_one_form_has_one_effect_however_often_it_is_sent(self, house: House) -> None:
        """[CAS-02]"""
        workshop, browser = await begun(house)
        form = {"mark": "B" * 24, "action": "Nog een actie"}
        answers = await asyncio.gather(*(browser.post(f"/zaak/{workshop.id}/acties", form) for _ in range(4)))
        assert {answer.status for answer in answers} == {303}
        assert len((await dossier_of(house, workshop)).actions) == 3
        path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1/stand"
        told = {"mark": "D" * 24, "base_rev": "1", "status": "busy"}
        assert [(await browser.post(path, told)).status for _ in range(2)] == [303, 303]
        assert len((await dossier_of(house, workshop)).actions[f"{workshop.id}.a1"].moments) == 1

    async def test_the_talk_the_coordinator_and_the_path_are_kept(self, house: House) -> None:
        """[CAS-08]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}"
        assert (await browser.post(f"{base}/regievoerder", {"base_rev": "0", "coordinator": "privacy officer"})).status == 303
        assert (await browser.post(f"{base}/gesprek", {"base_rev": "0", "day": "2027-02-10", "time": "09:30"})).status == 303
        answers = {"base_rev-1": "0", "text-1": "Ja, helder.", "base_rev-5": "0", "text-5": "Op 1 mei."}
        assert (await browser.post(f"{base}/vragen", answers)).status == 303
        assert (await browser.post(f"{base}/stap", {"step": "follow_up", "day": "2027-02-10"})).status == 303
        page = (await browser.get(base)).body
        for words in ("privacy officer", "2027-02-10", "Ja, helder.", "10 februari 2027"):
            assert words in page
        assert "Op 1 mei." in page
        # One is stale, and the other is kept all the same.
        wrong = await browser.post(f"{base}/vragen", {**answers, "text-1": "Toch niet.", "base_rev-2": "0", "text-2": "Nee."})
        assert wrong.status == 409
        for words in ("Toch niet.", "Ja, helder.", "Nee."):
            assert words in wrong.body
        assert (await dossier_of(house, workshop)).answers[1].text == "Nee."

    async def test_another_word_in_a_form_that_was_sent_is_another_change(self, house: House) -> None:
        """[CAS-02]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/regievoerder"
        form = {"mark": "C" * 24, "base_rev": "0", "coordinator": "Team A"}
        assert (await browser.post(path, form)).status == 303
        stale = await browser.post(path, {**form, "coordinator": "Team B"})
        assert stale.status == 409
        assert "Team B" in stale.body
        assert (await browser.post(path, form)).status == 303

    async def test_the_same_form_once_more_shows_the_same_link(self, house: House) -> None:
        """[CAS-07]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1/link"
        links = [link_on(await browser.post(path, {"mark": "E" * 24}), "holder-link") for _ in range(2)]
        assert links[0] == links[1]
        async with entered(house, links[0]) as phone:
            assert "Maak een register" in (await phone.get(f"/actie/{workshop.id}/{workshop.id}.a1")).text

    async def test_forms_of_a_case_come_so_fast_and_no_faster(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """[CAS-09]"""
        monkeypatch.setattr(cases, "FORMS", Quota("case", burst=3, each_s=600))
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/stap"
        days = [(await browser.post(path, {"step": "report", "day": f"2027-01-0{day}"})).status for day in range(1, 6)]
        assert days == [303, 303, 303, 429, 429]

    async def test_whoever_has_one_link_takes_nothing_from_what_others_may_send(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[CAS-09]"""
        monkeypatch.setattr(cases, "FORMS_OF_A_LINK", Quota("case-link", burst=3, each_s=600))
        monkeypatch.setattr(cases, "FORMS", Quota("case", burst=4, each_s=600))
        workshop, browser = await begun(house)
        first, second = [await holder_link(house, workshop, browser, entry) for entry in ("a1", "a2")]
        for link, action in ((first, "a1"), (second, "a2")):
            async with entered(house, link) as phone:
                path = f"/actie/{workshop.id}/{workshop.id}.{action}/stand"
                told = [(await phone.post(path, data={"status": "busy", "base_rev": "99"})).status_code for _ in range(4)]
                assert told == [409, 409, 409, 429]
        assert (await browser.post(f"/zaak/{workshop.id}/stap", {"step": "report", "day": "2027-01-01"})).status == 303

    async def test_when_the_store_is_nearly_full_no_case_begins(self, house: House) -> None:
        """[CAS-09] [LOG-16]"""
        workshop = await fixed(house)
        house.rooms.space.share = 0.95
        try:
            assert (await workshop.opened.facilitator.post(f"/regie/{workshop.id}/zaak", {})).status == 503
        finally:
            house.rooms.space.share = 0.0

    async def test_what_is_stuck_over_its_day_or_without_holder_asks_for_attention(self, house: House) -> None:
        """[CAS-11]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}"
        assert "geen actiehouder" in (await browser.get(base)).body
        path = f"{base}/actie/{workshop.id}.a1"
        await browser.post(path, {"base_rev": "1", "action": "Maak een register", "holder": "Team data", "due_day": "2020-01-01"})
        assert "over zijn dag heen" in (await browser.get(base)).body
        await browser.post(f"{path}/stand", {"base_rev": "2", "status": "stuck", "reason": "geen geld"})
        asking = (await browser.get(base)).body.partition('id="attention"')[2].partition("</section>")[0]
        assert asking.index("vastgelopen") < asking.index("geen actiehouder")

    async def test_an_action_without_a_day_asks_for_one_and_the_most_pressing_stands_first(self, house: House) -> None:
        """[CAS-11]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}"
        for entry in ("a1", "a2"):
            plan = {"base_rev": "1", "action": f"Doe {entry}", "holder": "Team data", "term": "na de zomer"}
            await browser.post(f"{base}/actie/{workshop.id}.{entry}", plan)
        await browser.post(f"{base}/actie/{workshop.id}.a2/stand", {"base_rev": "2", "status": "stuck", "reason": "geen geld"})
        asking = (await browser.get(base)).body.partition('id="attention"')[2].partition("</section>")[0]
        assert asking.index("vastgelopen") < asking.index("zonder dag")
        await browser.post(
            f"{base}/actie/{workshop.id}.a1", {"base_rev": "2", "action": "Doe a1", "holder": "x", "due_day": "2099-01-01"}
        )
        assert "zonder dag" not in (await browser.get(base)).body.partition('id="attention"')[2].partition("</section>")[0]

    async def test_the_page_of_a_case_begins_with_the_next_step_and_stays_short(self, house: House) -> None:
        """[CAS-15]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}"
        assert "Plan het vervolggesprek" in _now((await browser.get(base)).body)
        await browser.post(f"{base}/gesprek", {"base_rev": "0", "day": "2099-01-01"})
        assert "Het vervolggesprek is op 1 januari 2099." in _now((await browser.get(base)).body)
        for step, says in (
            ("follow_up", "Naar het verslag"),
            ("report", "Naar de acties"),
            ("monitoring", "Schrijf een bericht"),
        ):
            await browser.post(f"{base}/stap", {"step": step, "day": "2026-12-01"})
            assert says in _now((await browser.get(base)).body)
        await browser.post(f"{base}/stap", {"step": "feedback", "day": "2026-12-01"})
        assert "Alle stappen zijn klaar." in _now((await browser.get(base)).body)
        for number in range(MOST_ACTIONS):
            await browser.post(f"{base}/acties", {"mark": f"{number:024}", "action": f"Actie {number}"})
        page = (await browser.get(base)).body
        assert page.count('<th scope="row"><span class="codio-dossier__named">') == MOST_ACTIONS
        assert f"Alle {MOST_ACTIONS + 2} open acties, in het overzicht" in page
        assert f"En nog {MOST_ACTIONS + 2 - MOST_ATTENTION}, in het overzicht" in page


class TestHolders:
    async def test_a_holder_tells_on_a_phone_how_it_is_going_and_gets_a_copy_and_the_next_day(self, house: House) -> None:
        """[CAS-06]"""
        workshop, browser = await begun(house)
        link = await holder_link(house, workshop, browser)
        assert "Nog nooit geopend" in (await browser.get(f"/zaak/{workshop.id}/actie/{workshop.id}.a1")).body
        path = f"/actie/{workshop.id}/{workshop.id}.a1"
        async with entered(house, link) as phone:
            page = (await phone.get(path)).text
            assert "Maak een register" in page
            assert "Vraag" not in page
            form = {"base_rev": rev_on(page), "status": "busy", "answer-1": "Loopt goed.", "check_day": "2099-03-01"}
            answer = await phone.post(f"{path}/stand", data=form)
            assert (answer.status_code, answer.headers["location"]) == (303, f"{path}?bewaard=1")
            saved = (await phone.get(f"{path}?bewaard=1")).text
            assert "Dit is opgeslagen." in saved
            assert "1 maart 2099" in saved
            assert "Loopt goed." in saved
            (event,) = Calendar.from_ical((await phone.get(f"{path}/agenda.ics")).content).walk("VEVENT")
            assert event["DTSTART"].to_ical() == b"20990301"
            stale = await phone.post(f"{path}/stand", data={**form, "answer-1": "Loopt slecht."})
            assert stale.status_code == 409
            assert "Loopt slecht." in stale.text
        seen = (await browser.get(f"/zaak/{workshop.id}/actie/{workshop.id}.a1")).body
        assert "Laatst geopend op" in seen
        assert "Loopt goed." in seen

    async def test_a_link_that_was_replaced_or_taken_away_stops_at_once(self, house: House) -> None:
        """[CAS-07]"""
        workshop, browser = await begun(house)
        path = f"/actie/{workshop.id}/{workshop.id}.a1"
        async with entered(house, await holder_link(house, workshop, browser)) as first:
            second_link = await holder_link(house, workshop, browser)
            assert (await first.post(f"{path}/stand", data={"base_rev": "1", "status": "done"})).status_code == 403
            assert "Maak een register" not in (await first.get(path)).text
            async with entered(house, second_link) as second:
                answer = await browser.post(f"/zaak/{workshop.id}/actie/{workshop.id}.a1/link/intrekken", {})
                assert answer.status == 303
                assert "Maak een register" not in (await second.get(path)).text
        assert (await dossier_of(house, workshop)).actions[f"{workshop.id}.a1"].status == "not_started"

    async def test_a_holders_link_opens_one_action_and_nothing_else(self, house: House) -> None:
        """[CAS-06]"""
        workshop, browser = await begun(house)
        link = await holder_link(house, workshop, browser)
        async with entered(house, link) as phone:
            other = f"/actie/{workshop.id}/{workshop.id}.a2"
            assert "Vraag" not in (await phone.get(other)).text
            assert (await phone.post(f"{other}/stand", data={"base_rev": "1", "status": "done"})).status_code == 403
            assert (await phone.get(f"/zaak/{workshop.id}/actie/{workshop.id}.a1")).status_code == 403
            key = link.partition("#")[2]
            assert (await phone.post(f"/zaak/{workshop.id}", data={"key": key})).status_code == 403

    async def test_no_secret_stands_in_the_store(self, house: House) -> None:
        """[CAS-10]"""
        workshop, browser = await begun(house)
        case_key = link_on(await browser.get(f"/zaak/{workshop.id}?nieuw=1"), "case-link").partition("#")[2]
        holder_key = (await holder_link(house, workshop, browser)).partition("#")[2]
        stored = msgspec.json.encode(await dossier_of(house, workshop)).decode()
        assert case_key not in stored
        assert holder_key not in stored


class TestTheEnd:
    async def test_a_case_is_erased_by_typing_its_title(self, house: House) -> None:
        """[CAS-12]"""
        workshop, browser = await begun(house)
        answer = await browser.post(f"/zaak/{workshop.id}/wissen", {"title": "iets anders"})
        assert (answer.status, "<title>Fout:" in answer.body) == (422, True)
        assert 'role="alert"' in answer.body.partition('<a href="#title">Typ de titel van de zaak</a>')[0]
        assert (await browser.post(f"/zaak/{workshop.id}/wissen", {"title": " camera’s "})).status == 200
        assert await Dossiers(house.rooms.store).get(workshop.id) is None
        assert "Maak een register" not in (await browser.get(f"/zaak/{workshop.id}")).body
        # It is not begun again under a record that says it is gone.
        assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 410

    async def test_a_case_in_which_nothing_happened_for_years_goes(self, here: Settings, store: Store) -> None:
        """[CAS-12]"""
        settings = msgspec.structs.replace(here, keep_cases_days=100)
        async with serving(here) as house:
            workshop, browser = await begun(house)
            assert (await browser.post(f"/zaak/{workshop.id}/stap", {"step": "report", "day": "2027-01-01"})).status == 303
            now_ms = await house.rooms.log.now_ms()
            assert await destroy_untouched_cases(house.rooms.store, settings, now_ms + 99 * 86_400_000) == []
            gone = await destroy_untouched_cases(house.rooms.store, settings, now_ms + 101 * 86_400_000)
            assert workshop.id in gone
            assert await Dossiers(house.rooms.store).get(workshop.id) is None

    async def test_one_that_nobody_used_goes_as_such_a_workshop_does(self, here: Settings, store: Store) -> None:
        """[CAS-14]"""
        settings = msgspec.structs.replace(here, keep_unused_days=90)
        async with serving(here) as house:
            unused, _ = await begun(house)
            used, browser = await begun(house)
            assert (await browser.post(f"/zaak/{used.id}/stap", {"step": "report", "day": "2027-01-01"})).status == 303
            now_ms = await house.rooms.log.now_ms()
            assert await destroy_untouched_cases(house.rooms.store, settings, now_ms + 89 * 86_400_000) == []
            gone = await destroy_untouched_cases(house.rooms.store, settings, now_ms + 91 * 86_400_000)
            assert unused.id in gone
            assert used.id not in gone
