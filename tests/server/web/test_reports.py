# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a case over HTTP: written, established, shared with those who took part."""

from __future__ import annotations

import asyncio
import re

import pytest

from organisation.dossier.reported import MAX_ROW_CHARACTERS
from organisation.report.rows import ROW_IDS
from server.dossiers.dossiers import Dossiers
from server.player.browser import Answer, Browser
from sessions.model.poster_entries import PosterActionContent
from sessions.wire import commands as c
from tests.server.house import House, Workshop, visitor
from tests.server.web.test_cases import begun, dossier_of, entered, fixed, link_on, put, rev_on

pytestmark = pytest.mark.asyncio(loop_scope="module")


def hidden(page: str, name: str) -> str:
    """What stands in a hidden field of the page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


async def step(browser: Browser, workshop: Workshop, named: str) -> Answer:
    """Press a button of the report's next step."""
    base = f"/zaak/{workshop.id}/verslag"
    page = (await browser.get(base)).body
    sha256 = re.search(r'name="sha256" value="([^"]*)"', page)
    return await browser.post(f"{base}/stand", {"step": named, "sha256": sha256[1] if sha256 else ""})


async def write(browser: Browser, workshop: Workshop, row: str, text: str) -> Answer:
    """Write a row as somebody does who has just opened it."""
    path = f"/zaak/{workshop.id}/verslag/rij/{row}"
    page = (await browser.get(path)).body
    fields = {"base_rev": rev_on(page, 'action="' + path + '"'), "source": hidden(page, "source"), "text": text}
    return await browser.post(path, fields)


async def shared(house: House, goal: str = "Een veilige stad.") -> tuple[Workshop, Browser]:
    """A case whose report was shared with those who took part."""
    workshop, browser = await begun(house)
    assert (await write(browser, workshop, "goal", goal)).status == 303
    assert [(await step(browser, workshop, named)).status for named in ("establish", "share")] == [303, 303]
    return workshop, browser


class TestWriting:
    async def test_the_eight_rows_stand_there_and_can_be_written(self, house: House) -> None:
        """[REP-01] [REP-03]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}/verslag"
        assert f'href="{base}"' in (await browser.get(f"/zaak/{workshop.id}")).body
        page = (await browser.get(base)).body
        for row in ROW_IDS:
            assert f'href="{base}/rij/{row}"' in page
        answer = await write(browser, workshop, "goal", "Een <b>veilige</b> stad.\r\n\r\n- voor iedereen")
        assert (answer.status, answer.location) == (303, f"{base}/rij/goal?bewaard=text")
        read = (await browser.get(f"{base}/bekijk")).body
        assert "Een &lt;b&gt;veilige&lt;/b&gt; stad." in read
        assert "<li>voor iedereen</li>" in read
        for words in ("Maak een register", "CODIO Waardenkader 2025, versie", "CODIO Project 2025, versie", "Privacy"):
            assert words in read, words
        assert "zelf geschreven" in (await browser.get(base)).body

    async def test_two_people_in_one_row_never_lose_a_word(self, house: House) -> None:
        """[REP-04]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/verslag/rij/goal"
        page = (await browser.get(path)).body
        fields = {"base_rev": rev_on(page), "source": hidden(page, "source")}
        assert (await browser.post(path, {**fields, "text": "De eerste schreef dit."})).status == 303
        stale = await browser.post(path, {**fields, "text": "De tweede schreef <dat>."})
        assert stale.status == 409
        assert "De eerste schreef dit." in stale.body
        assert "De tweede schreef &lt;dat&gt;.</textarea>" in stale.body
        assert "<title>Fout: " in stale.body
        again = {"base_rev": rev_on(stale.body), "source": hidden(stale.body, "source"), "text": "Samen schreven we dit."}
        assert (await browser.post(path, again)).status == 303

    async def test_people_who_press_at_once_lose_no_word_either(self, house: House) -> None:
        """[REP-04] [CAS-02]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/verslag/rij/goal"
        page = (await browser.get(path)).body
        fields = {"base_rev": rev_on(page), "source": hidden(page, "source")}
        texts = [f"Tekst van collega {number}." for number in range(6)]
        answers = await asyncio.gather(*(browser.post(path, {**fields, "text": text}) for text in texts))
        assert sorted(answer.status for answer in answers) == [303, 409, 409, 409, 409, 409]
        kept = (await browser.get(path)).body
        for text, answer in zip(texts, answers, strict=True):
            assert f"{text}</textarea>" in (kept if answer.status == 303 else answer.body)

    async def test_who_writes_while_it_is_established_keeps_his_words(self, house: House) -> None:
        """[REP-04] [REP-06]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/verslag/rij/goal"
        page = (await browser.get(path)).body
        await step(browser, workshop, "establish")
        late = await browser.post(path, {"base_rev": rev_on(page), "source": "", "text": "Net te laat."})
        assert late.status == 422
        assert "Net te laat.</textarea>" in late.body
        assert "intussen vastgesteld" in late.body

    async def test_a_row_may_be_as_long_as_its_field_in_any_script_and_no_longer(self, house: House) -> None:
        """[REP-04]"""
        workshop, browser = await begun(house)
        assert (await write(browser, workshop, "goal", "п" * MAX_ROW_CHARACTERS)).status == 303
        longer = await write(browser, workshop, "goal", "x" * (MAX_ROW_CHARACTERS + 1))
        assert longer.status == 422
        assert "Deze tekst is te lang" in longer.body
        assert 'aria-invalid="true"' in longer.body
        assert "x" * (MAX_ROW_CHARACTERS + 1) in longer.body

    async def test_a_source_that_changed_is_shown_beside_what_was_written_and_can_be_taken(self, house: House) -> None:
        """[REP-03]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/verslag/rij/values"
        await write(browser, workshop, "values", "Onze eigen woorden over waarden.")
        room = await workshop.room()
        async with workshop.facilitator() as facilitator:
            entry = room.session.poster.entries["v1"]
            await facilitator.must(c.RemovePosterEntry("v1", entry.rev))
            await facilitator.must(c.TakeSnapshot())
        assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 303
        assert "bron is veranderd" in (await browser.get(f"/zaak/{workshop.id}/verslag")).body
        page = (await browser.get(path)).body
        assert "De bron van deze rij is veranderd" in page
        assert "Onze eigen woorden over waarden.</textarea>" in page
        assert (await browser.post(f"{path}/bron", {"base_rev": rev_on(page)})).status == 303
        assert "Onze eigen woorden" not in (await browser.get(f"/zaak/{workshop.id}/verslag/bekijk")).body

    async def test_comments_stand_with_their_row_and_in_no_report(self, house: House) -> None:
        """[REP-05]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/verslag/rij/goal"
        form = {"mark": "C" * 24, "comment": "Klopt dit <wel>?"}
        assert [(await browser.post(f"{path}/opmerking", form)).status for _ in range(2)] == [303, 303]
        page = (await browser.get(path)).body
        assert page.count("Klopt dit &lt;wel&gt;?") == 2  # itself, and what its button takes away
        assert "Opmerkingen: 1" in (await browser.get(f"/zaak/{workshop.id}/verslag")).body
        assert "Klopt dit" not in (await browser.get(f"/zaak/{workshop.id}/verslag/bekijk")).body
        assert (await browser.post(f"{path}/opmerking", {"comment": " "})).status == 422
        assert (await browser.post(f"{path}/opmerking/weg", {"comment_id": hidden(page, "comment_id")})).status == 303
        assert "Klopt dit" not in (await browser.get(path)).body

    async def test_nobody_without_the_link_of_the_case_sees_or_changes_the_report(self, house: House) -> None:
        """[CAS-10]"""
        workshop, _ = await begun(house)
        base = f"/zaak/{workshop.id}/verslag"
        async with visitor(house) as client:
            for path in ("", "/bekijk", "/rij/goal", "/openbaar", "/openbaar/bekijk"):
                assert (await client.get(base + path)).status_code == 403
            for path in ("/stand", "/rij/goal", "/rij/goal/opmerking", "/openbaar", "/openbaar/weglakken", "/lezers"):
                assert (await client.post(base + path, data={"text": "x", "step": "establish"})).status_code == 403

    async def test_an_address_that_forms_go_to_leads_back_to_its_page(self, house: House) -> None:
        """[CAS-13]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}/verslag"
        for path, page in (
            ("/stand", ""),
            ("/rij/goal/opmerking", "/rij/goal"),
            ("/rij/zomaar/bron", ""),
            ("/openbaar/namen", "/openbaar"),
            ("/lezers/intrekken", ""),
        ):
            answer = await browser.get(base + path)
            assert (answer.status, answer.location) == (303, base + page)


class TestInEnglish:
    async def test_a_report_of_an_english_workshop_is_english_throughout(self, house: House) -> None:
        """[REP-01] [A11Y-29]"""
        workshop = await fixed(house, language="en")
        browser = workshop.opened.facilitator
        assert (await browser.post(f"/regie/{workshop.id}/zaak", {})).status == 303
        base = f"/zaak/{workshop.id}/verslag"
        for path in ("", "/bekijk", "/rij/goal", "/rij/monitoring", "/openbaar"):
            page = (await browser.get(base + path)).body
            assert '<html lang="en">' in page
            for dutch in ("Verslag", "rij", "waarden", "openbaar", "Naar "):
                # Addresses are Dutch, and no words that people read.
                assert not re.search(rf">[^<]*\b{dutch}\b", page), (path, dutch)
        assert "Role of the digital technology" in (await browser.get(f"{base}/bekijk")).body


class TestNames:
    async def test_a_holder_who_seems_to_be_a_person_is_pointed_out_with_the_action_and_in_the_draft(self, house: House) -> None:
        """[PRIV-12]"""
        workshop, browser = await begun(house)
        path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        assert "Dit lijkt een naam" not in (await browser.get(path)).body
        fields = {"base_rev": rev_on((await browser.get(path)).body, 'id="plan"'), "action": "Maak een register"}
        assert (await browser.post(path, {**fields, "holder": "Jan de Vries"})).status == 303
        assert "Dit lijkt een naam" in (await browser.get(path)).body
        draft = (await browser.get(f"/zaak/{workshop.id}/verslag")).body
        assert "Dit lijken namen van mensen" in draft
        assert "Jan de Vries" in draft


class TestSharing:
    async def test_what_is_established_stands_and_sets_the_step_of_the_path(self, house: House) -> None:
        """[REP-06]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}/verslag"
        sha256 = hidden((await browser.get(base)).body, "sha256")
        await write(browser, workshop, "goal", "Net veranderd.")
        stale = await browser.post(f"{base}/stand", {"step": "establish", "sha256": sha256})
        assert stale.status == 409
        assert "net veranderd" in stale.body
        assert (await step(browser, workshop, "establish")).status == 303
        assert "report" in (await dossier_of(house, workshop)).done
        await browser.post(f"/zaak/{workshop.id}/acties", {"action": "Een late actie"})
        assert "Een late actie" not in (await browser.get(f"{base}/bekijk")).body
        assert (await step(browser, workshop, "reopen")).status == 303
        assert "Een late actie" in (await browser.get(f"{base}/bekijk")).body
        assert (await step(browser, workshop, "zomaar")).status == 422

    async def test_who_took_part_reads_what_was_shared_and_nothing_else(self, house: House) -> None:
        """[REP-07]"""
        workshop, browser = await begun(house)
        base = f"/zaak/{workshop.id}/verslag"
        made = await browser.post(f"{base}/lezers", {"mark": "E" * 24})
        link = link_on(made, "readers-link")
        assert link_on(await browser.post(f"{base}/lezers", {"mark": "E" * 24}), "readers-link") == link
        async with entered(house, link) as reader:
            waiting = await reader.get(f"/lezen/{workshop.id}")
            assert "nog niets om te lezen" in waiting.text
            await write(browser, workshop, "goal", "Een veilige stad.")
            for named in ("establish", "share"):
                await step(browser, workshop, named)
            page = await reader.get(f"/lezen/{workshop.id}")
            assert "Een veilige stad." in page.text
            assert page.headers["x-robots-tag"] == "noindex, nofollow"
            # What is written on is not read before it is shared.
            await step(browser, workshop, "reopen")
            await write(browser, workshop, "goal", "Nog niet klaar.")
            assert "Nog niet klaar." not in (await reader.get(f"/lezen/{workshop.id}")).text
            for path in (f"/zaak/{workshop.id}", base, f"{base}/bekijk", f"/meekijken/{workshop.id}"):
                assert "Een veilige stad." not in (await reader.get(path)).text
            assert (await browser.post(f"{base}/lezers/intrekken", {})).status == 303
            assert "Een veilige stad." not in (await reader.get(f"/lezen/{workshop.id}")).text
        key = link.partition("#")[2]
        async with visitor(house) as other:
            assert (await other.post(f"/lezen/{workshop.id}", data={"key": key})).status_code == 403

    async def test_a_door_tells_nothing_of_what_there_is_behind_it(self, house: House) -> None:
        """[CAS-10] [REP-07]"""
        workshop, browser = await shared(house)
        await browser.post(f"/zaak/{workshop.id}/verslag/lezers", {})
        async with visitor(house) as client:
            for door in ("lezen", "meekijken"):
                answers = []
                for case in (workshop.id, "bestaat-niet"):
                    for send in (client.get, lambda path: client.post(path, data={"key": "A" * 24})):
                        answer = await send(f"/{door}/{case}")
                        answers.append((answer.status_code, answer.text.replace(case, "X")))
                assert answers[:2] == answers[2:]

    async def test_a_later_action_of_the_board_comes_into_a_draft_by_itself(self, house: House) -> None:
        """[REP-01]"""
        workshop, browser = await begun(house)
        await put(workshop, "a3", PosterActionContent(foundation="democratie", action="Hang borden op"))
        async with workshop.facilitator() as facilitator:
            await facilitator.must(c.TakeSnapshot())
        await browser.post(f"/regie/{workshop.id}/zaak", {})
        assert "Hang borden op" in (await browser.get(f"/zaak/{workshop.id}/verslag/bekijk")).body

    async def test_the_report_goes_with_its_case(self, house: House) -> None:
        """[CAS-12]"""
        workshop, browser = await shared(house)
        assert (await browser.post(f"/zaak/{workshop.id}/wissen", {"title": "camera's"})).status == 200
        assert await Dossiers(house.rooms.store).get(workshop.id) is None
        assert (await browser.get(f"/zaak/{workshop.id}/verslag")).status == 403
