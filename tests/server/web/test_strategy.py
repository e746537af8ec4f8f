# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""CODIO Strategie over HTTP: several people write it, one establishes it, members read it."""

from __future__ import annotations

import asyncio
import re
import time
from functools import partial
from html import unescape
from urllib.parse import urlencode

import httpx
import pytest

from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.state import Dossier
from organisation.strategy.analysis_facts import QUESTION_IDS
from server.dossiers.dossiers import Dossiers
from server.player.browser import Browser
from server.settings import Settings
from server.store import STRATEGY, Quota
from sessions.material.framework import ValueRef
from sessions.model.items import Accent
from tests.running import NO_TLS
from tests.server.house import House, serving, until
from tests.server.test_injection import look_at
from tests.server.web.test_belonging import taken_in
from tests.server.web.test_organisations import field, invited, open_house, opened
from tests.server.web.test_reports import step

pytestmark = pytest.mark.asyncio(loop_scope="module")

TEXT = re.compile(r'<textarea[^>]*name="text-([\w.]+)"[^>]*>([^<]*)</textarea>')
REV = re.compile(r'name="(rev-[\w.]+)" value="(\d+)"')


def drawn(page: str) -> dict[str, str]:
    """The fields of the form of a phase, as a browser would send them without a change."""
    texts = {f"text-{name}": unescape(text) for name, text in TEXT.findall(page)}
    return {**texts, **dict(REV.findall(page)), "mark": field(page, "mark")}


async def begun(house: House) -> tuple[Browser, str, str]:
    """The browser of a manager with a strategy, the address of the organisation, and of the strategy."""
    manager, page = await opened(house)
    strategy = page.replace("/organisatie/", "/strategie/")
    assert "Begin de strategie" in (await manager.get(strategy)).body
    answer = await manager.post(f"{strategy}/begin", {})
    assert (answer.status, answer.location) == (303, strategy)
    return manager, page, strategy


def until_now() -> str:
    """Today, on which the last period that can be analysed ends."""
    return day_in_the_netherlands(time.time_ns() // 1_000_000)


async def established(writer: Browser, strategy: str, day: str = "2026-02-01") -> None:
    page = (await writer.get(strategy)).body
    form = {"step": "establish", "day": day, "sha256": field(page, "sha256"), "mark": field(page, "mark")}
    answer = await writer.post(f"{strategy}/stand", form)
    assert answer.status == 303, answer.body


async def test_two_who_write_one_phase_keep_each_others_words(here: Settings) -> None:
    """[STR-02]"""
    async with open_house(here) as house:
        manager, page, strategy = await begun(house)
        colleague, _ = await invited(manager, page, "Adviseur ethiek", "strategist")
        mine = drawn((await manager.get(f"{strategy}/fase/nu")).body)
        theirs = drawn((await colleague.get(f"{strategy}/fase/nu")).body)
        assert len([name for name in mine if name.startswith("text-")]) == 10
        answer = await colleague.post(f"{strategy}/fase/nu", {**theirs, "text-problems": "Een chatbot gaf foute antwoorden."})
        assert (answer.status, answer.location) == (303, f"{strategy}/fase/nu?bewaard=1")
        # The other changed the same row, and one that nobody touched: that one is stored, the first is shown beside.
        form = {**mine, "text-problems": "Inwoners maken zich zorgen.", "text-scope": "Alleen algoritmen."}
        answer = await manager.post(f"{strategy}/fase/nu", form)
        assert answer.status == 409
        assert "Een chatbot gaf foute antwoorden." in answer.body
        again = drawn(answer.body)
        assert again["text-problems"] == "Inwoners maken zich zorgen."
        assert "Alleen algoritmen." in (await colleague.get(f"{strategy}/fase/nu")).body
        assert (await manager.post(f"{strategy}/fase/nu", again)).status == 303
        page_now = (await colleague.get(f"{strategy}/fase/nu")).body
        assert "Inwoners maken zich zorgen." in page_now
        assert "foute antwoorden" not in page_now


WAS = re.compile(r'name="(was-[\w.-]+)" value="(\w*)"')


async def test_what_somebody_left_as_it_stood_undoes_nobodys_words_and_choices(here: Settings) -> None:
    """[STR-02]"""
    async with open_house(here) as house:
        manager, page, strategy = await begun(house)
        colleague, _ = await invited(manager, page, "Adviseur ethiek", "strategist")

        async def asked(browser: Browser, phase: str) -> dict[str, str]:
            seen = (await browser.get(f"{strategy}/fase/{phase}")).body
            notes = dict.fromkeys(re.findall(r'name="(note-\w+)"', seen), "")
            return {**drawn(seen), **dict(WAS.findall(seen)), **notes}

        mine, theirs = await asked(manager, "nu"), await asked(colleague, "nu")
        assert (await colleague.post(f"{strategy}/fase/nu", {**theirs, "text-problems": "Van de een."})).status == 303
        assert (await manager.post(f"{strategy}/fase/nu", {**mine, "text-scope": "Van de ander."})).status == 303
        seen = (await colleague.get(f"{strategy}/fase/nu")).body
        assert "Van de een." in seen
        assert "Van de ander." in seen
        # Both wrote in one row, and one of them elsewhere too: what comes back is that row alone as it was typed.
        mine = await asked(manager, "nu")
        theirs = await asked(colleague, "nu")
        assert (
            await colleague.post(f"{strategy}/fase/nu", {**theirs, "text-problems": "Nieuw.", "text-scope": "Ook nieuw."})
        ).status == 303
        answer = await manager.post(f"{strategy}/fase/nu", {**mine, "text-problems": "Anders."})
        assert answer.status == 409
        assert (drawn(answer.body)["text-problems"], drawn(answer.body)["text-scope"]) == ("Anders.", "Ook nieuw.")
        # Also when another row is too long: what somebody else wrote stands beside all the same.
        mine = await asked(manager, "nu")
        assert (
            await colleague.post(f"{strategy}/fase/nu", {**await asked(colleague, "nu"), "text-scope": "Hun regel."})
        ).status == 303
        long = {"text-problems": "x" * 4_001, "text-scope": "Mijn regel."}
        answer = await manager.post(f"{strategy}/fase/nu", {**mine, **long})
        assert answer.status in (409, 422)
        assert (drawn(answer.body)["text-scope"], "<p>Hun regel.</p>" in answer.body) == ("Mijn regel.", True)
        # So are the instruments, and what is chosen.
        mine, theirs = await asked(manager, "actieplan"), await asked(colleague, "actieplan")
        assert {"note-iama", "note-dpia"} <= set(mine)
        theirs |= {"use-iama": "always", "note-iama": "bij elk algoritme"}
        assert (await colleague.post(f"{strategy}/fase/actieplan", theirs)).status == 303
        assert (await manager.post(f"{strategy}/fase/actieplan", {**mine, "note-dpia": "bij persoonsgegevens"})).status == 303
        seen = (await manager.get(f"{strategy}/fase/actieplan")).body
        assert "bij elk algoritme</textarea>" in seen
        assert "bij persoonsgegevens</textarea>" in seen
        assert 'name="use-iama" value="always" checked' in seen
        mine, theirs = await asked(manager, "uitvoering"), await asked(colleague, "uitvoering")
        assert (await colleague.post(f"{strategy}/fase/uitvoering", {**theirs, "governance": "adapt"})).status == 303
        answer = await manager.post(f"{strategy}/fase/uitvoering", {**mine, "governance": "fit_in"})
        assert answer.status == 409
        assert re.search(r'value="fit_in" checked', answer.body)
        assert "Aanpassen" in answer.body.partition("codio-strategy__theirs")[2].partition("</p>")[0]


async def test_all_that_was_ticked_stands_there_again_on_a_form_that_was_not_kept(here: Settings) -> None:
    """[STR-02]"""
    async with open_house(here) as house:
        manager, _, strategy = await begun(house)
        page = (await manager.get(f"{strategy}/waarden")).body
        form = [("value", ""), ("reason", "society"), ("reason", "other"), ("mark", field(page, "mark"))]
        async with httpx.AsyncClient(base_url=house.base_url, headers={"cookie": manager.cookie_header}, verify=NO_TLS) as client:
            body = "&".join(f"{name}={value}" for name, value in form)
            headers = {"content-type": "application/x-www-form-urlencoded", "origin": house.base_url}
            answer = await client.post(f"{strategy}/waarden", content=body, headers=headers)
        assert answer.status_code == 422
        assert re.findall(r'name="reason" value="(\w+)" checked', answer.text) == ["society", "other"]


async def test_what_no_page_offers_is_refused_in_words_and_changes_nothing(here: Settings) -> None:
    """[BND-10] [STR-05]"""
    async with open_house(here) as house:
        manager, page, strategy = await begun(house)
        assert (await manager.post(f"{strategy}/mensen", {"base_rev": "0", "administrator": "wethouder"})).status == 303
        phase = drawn((await manager.get(f"{strategy}/fase/straks")).body)
        before = [(await manager.get(f"{strategy}{each}")).body.partition("<main")[2] for each in ("/lees", "/waarden")]
        mark = "M" * 24
        forms: tuple[tuple[str, dict[str, str]], ...] = (
            (f"{strategy}/waarden", {"value": "privacy", "reason": "zomaar", "mark": mark}),
            (f"{strategy}/fase/straks", {**phase, "approach": "anders", "was-approach": "x"}),
            (f"{strategy}/stand", {"step": "zomaar"}),
            (f"{page}/leden", {"label": "Griffier", "role": "koning", "mark": mark}),
        )
        for path, form in forms:
            answer = await manager.post(path, form)
            assert (answer.status, "Die keuze is er niet" in answer.body) == (422, True), path
            assert 'id="refused"' in answer.body, path
            back = await manager.get(path)
            assert back.status == 200 or back.location.startswith(strategy), path
        # A day that was left open is no day, least of all today.
        sha256 = field((await manager.get(strategy)).body, "sha256")
        answer = await manager.post(f"{strategy}/stand", {"step": "establish", "sha256": sha256, "day": ""})
        assert (answer.status, "Versie 1 geldt" in answer.body) == (422, False)
        after = [(await manager.get(f"{strategy}{each}")).body.partition("<main")[2] for each in ("/lees", "/waarden")]
        assert [re.sub(r'value="[^"]*"', "", each) for each in after] == [re.sub(r'value="[^"]*"', "", each) for each in before]
        assert "Griffier" not in (await manager.get(f"{page}/leden")).body
        # An address under a page that is there leads to that page.
        lost = await manager.get(f"{strategy}/fase/zomaar")
        assert (lost.status, f'href="{strategy}">Ga daar verder' in lost.body) == (404, True)


async def test_what_was_taken_off_a_list_while_a_form_lay_open_costs_nobody_what_he_typed(here: Settings) -> None:
    """[STR-02] [BND-10]"""
    async with open_house(here) as house:
        manager, _, strategy = await begun(house)
        for value in ("privacy", "+human_rights"):
            mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
            new = {"value": value, "name": "Menselijkheid", "reason": "society", "mark": mark}
            assert (await manager.post(f"{strategy}/waarden", new)).status == 303
        mark = field((await manager.get(f"{strategy}/acties")).body, "mark")
        action = (await manager.post(f"{strategy}/acties", {"action": "Richtlijnen", "mark": mark})).location
        page = (await manager.get(action)).body
        revs = {name: field(page, name) for name in ("base_rev", "about_rev", "mark")}
        # Somebody else takes one of them off the list.
        listed = re.findall(rf'{strategy}/waarden/(l-\w+)"', (await manager.get(f"{strategy}/waarden")).body)
        names = {each: (await manager.get(f"{strategy}/waarden/{each}")).body for each in dict.fromkeys(listed)}
        ((gone, one),) = [(each, body) for each, body in names.items() if "<h1>Privacy" in body or ">Privacy</h1>" in body]
        assert (await manager.post(f"{strategy}/waarden/{gone}/weg", {"base_rev": field(one, "base_rev")})).status == 303
        form = [*revs.items(), ("action", "Richtlijnen voor iedereen"), ("needs", "Een middag per team"), ("term", "dit jaar")]
        form += [("value", "Privacy"), ("value", "Menselijkheid")]
        async with httpx.AsyncClient(base_url=house.base_url, headers={"cookie": manager.cookie_header}, verify=NO_TLS) as client:
            headers = {"content-type": "application/x-www-form-urlencoded", "origin": house.base_url}
            answer = await client.post(action, content=urlencode(form), headers=headers)
            assert answer.status_code == 422
            assert "Niet meer op de lijst: Privacy." in unescape(answer.text)
            for words in ("Richtlijnen voor iedereen</textarea>", "Een middag per team</textarea>", 'value="dit jaar"'):
                assert words in answer.text, words
            assert 'value="Menselijkheid" checked' in answer.text
            # Without what stood there when it was drawn it is as one that is stale.
            unknown = await client.post(action, content=urlencode([("base_rev", ""), *form[len(revs) :]]), headers=headers)
            assert (unknown.status_code, "Richtlijnen voor iedereen</textarea>" in unknown.text) == (409, True)
            # Sent as it stands there now, it is stored.
            again = {name: field(answer.text, name) for name in ("base_rev", "about_rev", "mark")}
            form = [*again.items(), *form[len(revs) : -2], ("value", "Menselijkheid")]
            answer = await client.post(action, content=urlencode(form), headers=headers)
            assert answer.status_code == 303
        seen = (await manager.get(action)).body
        assert ("Een middag per team" in seen, 'value="Menselijkheid" checked' in seen) == (True, True)
        # So it is with a value that can be put on the list no more.
        form_of_list = {"value": "@weg/privacy", "reason": "society", "note": "Inwoners vragen erom", "name": "Rust"}
        back = await manager.post(f"{strategy}/waarden", form_of_list)
        assert (back.status, "staat niet meer op de lijst" in back.body) == (422, True)
        assert "Inwoners vragen erom</textarea>" in back.body
        assert 'name="reason" value="society" checked' in back.body


async def test_it_is_written_established_and_read_by_members_who_see_no_draft(here: Settings) -> None:
    """[STR-05] [STR-07]"""
    async with open_house(here) as house:
        manager, page, strategy = await begun(house)
        reader, _ = await invited(manager, page, "Raadsgriffier", "reader")
        assert "De strategie wordt geschreven" in (await reader.get(strategy)).body
        for phase, name in (("nu", "problems"), ("actieplan", "measures.research"), ("uitvoering", "steering")):
            form = drawn((await manager.get(f"{strategy}/fase/{phase}")).body)
            assert (await manager.post(f"{strategy}/fase/{phase}", {**form, f"text-{name}": f"over {name}"})).status == 303
        form = drawn((await manager.get(f"{strategy}/fase/uitvoering")).body)
        assert (await manager.post(f"{strategy}/fase/uitvoering", {**form, "governance": "adapt"})).status == 303
        for value, name in (("privacy", ""), ("+human_rights", "Menselijkheid")):
            mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
            form = {"value": value, "name": name, "reason": "society", "note": "inwoners vragen erom", "mark": mark}
            assert (await manager.post(f"{strategy}/waarden", form)).status == 303
        listed = re.findall(rf'{strategy}/waarden/(l-\w+)"', (await manager.get(f"{strategy}/waarden")).body)
        for each in dict.fromkeys(listed):
            one = (await manager.get(f"{strategy}/waarden/{each}")).body
            form = {
                "base_rev": field(one, "base_rev"),
                "mark": field(one, "mark"),
                "chosen": "yes",
                "why": "waarom",
                "meaning": "lading",
                "orientation": "vulnerable",
            }
            assert (await manager.post(f"{strategy}/waarden/{each}", form)).status == 303
        cards = (await manager.get(f"{strategy}/waarden")).body
        assert cards.count('<span class="codio-tag codio-tag--dashed">kwetsbaar</span>') == 2
        people = {"base_rev": "0", "owner": "CIO", "administrator": "wethouder digitalisering", "contact": "ethicus"}
        answer = await manager.post(f"{strategy}/stand", {"step": "establish", "day": "2026-02-01", "sha256": "0" * 64})
        assert (answer.status, "welke bestuurder" in answer.body) == (422, True)
        assert (await manager.post(f"{strategy}/mensen", people)).status == 303
        # Somebody looked at an older one: it is not established.
        stale = await manager.post(f"{strategy}/stand", {"step": "establish", "day": "2026-02-01", "sha256": "0" * 64})
        assert (stale.status, "Er is net iets veranderd" in stale.body) == (409, True)
        to_come = await manager.post(f"{strategy}/stand", {"step": "establish", "day": "2099-01-01", "sha256": "0" * 64})
        assert (to_come.status, "Die dag moet nog komen" in to_come.body) == (422, True)
        await established(manager, strategy)
        for browser in (reader, manager):
            read = (await browser.get(f"{strategy}/lees")).body
            for words in (
                "over problems",
                "over steering",
                "Privacy",
                "Menselijkheid",
                "lading",
                "Aanpassen",
                "wethouder digitalisering",
            ):
                assert words in read, words
        # What holds stands, and the next version is nobody's business until it is established.
        blocked = await manager.post(f"{strategy}/fase/nu", {"text-scope": "te laat", "rev-scope": "0", "mark": "x"})
        assert (blocked.status, "te laat" in blocked.body) == (422, True)
        assert (await manager.post(f"{strategy}/stand", {"step": "version"})).status == 303
        form = drawn((await manager.get(f"{strategy}/fase/nu")).body)
        assert (await manager.post(f"{strategy}/fase/nu", {**form, "text-problems": "nog een concept"})).status == 303
        for path in ("", "/lees", "/lees/1"):
            assert "nog een concept" not in (await reader.get(strategy + path)).body
        assert "nog een concept" in (await manager.get(f"{strategy}/lees/concept")).body


async def test_actions_of_the_organisation_are_agreed_and_told_of(here: Settings) -> None:
    """[STR-06]"""
    async with open_house(here) as house:
        manager, _, strategy = await begun(house)
        mark = field((await manager.get(f"{strategy}/acties")).body, "mark")
        answer = await manager.post(f"{strategy}/acties", {"action": "Richtlijnen over participatie", "mark": mark})
        action = answer.location
        # The same form once more makes no second one.
        assert (
            await manager.post(f"{strategy}/acties", {"action": "Richtlijnen over participatie", "mark": mark})
        ).location == action
        page = (await manager.get(action)).body
        form = {
            "action": "Richtlijnen over participatie",
            "holder": "team participatie",
            "category": "stakeholders",
            "due_day": "2027-09-01",
        }
        form |= {"base_rev": field(page, "base_rev"), "about_rev": field(page, "about_rev"), "mark": field(page, "mark")}
        assert (await manager.post(action, form)).status == 303
        page = (await manager.get(action)).body
        told = {"status": "stuck", "reason": "geen tijd", "base_rev": field(page, "base_rev"), "mark": field(page, "mark")}
        assert (await manager.post(f"{action}/stand", told)).status == 303
        listed = (await manager.get(f"{strategy}/acties")).body
        for words in ("Interactie met burgers en stakeholders", "team participatie", "vastgelopen", "1 september 2027"):
            assert words in listed, words
        assert listed.count("Richtlijnen over participatie</a>") == 1


async def test_who_is_no_member_or_no_longer_one_gets_nothing_and_changes_nothing(here: Settings) -> None:
    """[STR-07]"""
    async with open_house(here) as house:
        manager, page, strategy = await begun(house)
        _, other = await opened(house, "Gemeente Elders")
        strangers = [
            Browser(house.base_url),
            (await opened(house, "Gemeente Derde"))[0],
            (await invited(manager, page, "Lezer", "reader"))[0],
        ]
        gets = ("/fase/nu", "/waarden", "/waarden/l-x", "/acties", "/acties/n-x", "/lees/concept")
        posts = (
            "/begin",
            "/mensen",
            "/stand",
            "/fase/nu",
            "/waarden",
            "/waarden/l-x",
            "/waarden/l-x/weg",
            "/acties",
            "/acties/n-x/stand",
        )
        for stranger in strangers:
            answers = await asyncio.gather(*(stranger.get(strategy + path) for path in gets))
            assert {answer.status for answer in answers} <= {403, 404}
            answers = await asyncio.gather(*(stranger.post(strategy + path, {"text-scope": "x"}) for path in posts))
            assert {answer.status for answer in answers} == {403}
        # An organisation that does not exist, or has no strategy, looks the same to a stranger.
        same = [
            (await strangers[0].get(path)).body.replace(path, "")
            for path in (strategy, other.replace("organisatie", "strategie"))
        ]
        assert len({re.sub(r"o-\w+", "", body) for body in same}) == 1


async def test_nothing_that_people_typed_is_carried_out_by_a_page(here: Settings) -> None:
    """[STR-07]"""
    hostile = "<script>alert(1)</script><b onclick='x'>vet</b> {{ 7 * 7 }} \u202e"
    async with open_house(here) as house:
        manager, _ = await opened(house, hostile[:100], hostile[:100])
        (page,) = re.findall(r'href="(/organisatie/[\w-]+)"', (await manager.get("/organisatie")).body)[:1]
        strategy = page.replace("/organisatie/", "/strategie/")
        await manager.post(f"{strategy}/begin", {})
        for phase in ("nu", "straks", "actieplan", "uitvoering"):
            form = drawn((await manager.get(f"{strategy}/fase/{phase}")).body)
            form |= {name: hostile for name in form if name.startswith("text-")}
            assert (await manager.post(f"{strategy}/fase/{phase}", {**form, "note-iama": hostile, "rev-iama": "0"})).status == 303
        mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
        form = {"value": "+human_rights", "name": hostile[:110], "reason": "other", "note": hostile, "mark": mark}
        assert (await manager.post(f"{strategy}/waarden", form)).status == 303
        (listed,) = re.findall(rf'{strategy}/waarden/(l-\w+)"', (await manager.get(f"{strategy}/waarden")).body)[:1]
        one = (await manager.get(f"{strategy}/waarden/{listed}")).body
        said = {"chosen": "yes", "why": hostile, "meaning": hostile, "base_rev": field(one, "base_rev")}
        assert (await manager.post(f"{strategy}/waarden/{listed}", said)).status == 303
        action = (await manager.post(f"{strategy}/acties", {"action": hostile, "mark": field(one, "mark")})).location
        people = {"base_rev": "0", "owner": hostile, "administrator": hostile, "contact": hostile, "mandate": hostile}
        assert (await manager.post(f"{strategy}/mensen", people)).status == 303
        await established(manager, strategy)
        paths = [
            strategy,
            action,
            *(f"{strategy}/{path}" for path in ("lees", "waarden", f"waarden/{listed}", "acties", "fase/nu", "fase/actieplan")),
        ]
        for path in paths:
            async with httpx.AsyncClient(
                base_url=house.base_url, headers={"cookie": manager.cookie_header}, verify=NO_TLS
            ) as client:
                response = await client.get(path)
            assert response.status_code == 200, path
            assert look_at(response) == [], path


async def test_an_analysis_counts_the_cases_of_the_organisation_alone_and_keeps_what_people_conclude(here: Settings) -> None:
    """[STR-08] [STR-09] [STR-12] [DOM-14]"""
    async with serving(here, with_archive=True) as house:
        manager, page, strategy = await begun(house)
        reader, _ = await invited(manager, page, "Raadsgriffier", "reader")
        workshop, _ = await taken_in(house, page, manager)
        other, elsewhere = await opened(house, "Gemeente Elders")
        await taken_in(house, elsewhere, other)
        mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
        answer = await manager.post(f"{strategy}/analyse", {"from_day": "2020-01-01", "to_day": until_now(), "mark": mark})
        assert answer.status == 303
        path = answer.location

        async def is_counted() -> bool:
            return "1 zaak van 1 januari 2020" in (await manager.get(path)).body

        await until(is_counted)
        seen = (await manager.get(path)).body
        assert "Dit zijn weinig zaken" in seen
        # Of a case whose report was not shared no words stand in what all members may come to read.
        assert "zaak zonder gedeeld verslag" in seen
        assert "Maak een register" not in seen
        strategist, _ = await invited(manager, page, "Adviseur ethiek", "strategist")
        titled = f'value="{workshop.id}" checked><span class="codio-choice__text"><span class="codio-strong" dir="auto">'
        assert f"{titled}zaak zonder gedeeld verslag" in (await strategist.get(path)).body
        assert f"{titled}zaak zonder gedeeld verslag" not in seen
        assert [(await step(manager, workshop, named)).status for named in ("establish", "share")] == [303, 303]

        async def is_told() -> bool:
            return "Maak een register" in (await strategist.get(path)).body

        await until(is_told)
        seen = (await manager.get(path)).body
        form = {f"text-{question}": f"over {question}" for question in QUESTION_IDS} | {"mark": field(seen, "mark")}
        assert (await manager.post(path, form)).status == 303
        stale = await manager.post(path, {"text-deviation": "anders", "rev-deviation": "0", "mark": field(seen, "mark")})
        assert (stale.status, "over deviation" in stale.body, "anders" in stale.body) == (409, True, True)
        # A case that is left out is named, and counted nowhere.
        left = {"from_day": "2020-01-01", "to_day": until_now(), "offered": workshop.id, "base_rev": field(seen, "base_rev")}
        assert (await manager.post(f"{path}/zaken", left)).status == 303
        seen = (await manager.get(path)).body
        assert "Bewust weggelaten" in seen
        assert "Maak een register" not in seen
        back = {"from_day": "2020-01-01", "to_day": until_now(), "offered": workshop.id, "case": workshop.id}
        assert (await manager.post(f"{path}/zaken", back | {"base_rev": field(seen, "base_rev")})).status == 303
        # What changed since it was looked at is not established unseen.
        stale = await manager.post(f"{path}/stand", {"step": "establish", "sha256": field(seen, "sha256")})
        assert (stale.status, "Er is net iets veranderd" in stale.body) == (409, True)
        now = field(stale.body, "sha256")
        assert (await manager.post(f"{path}/stand", {"step": "establish", "sha256": now})).status == 303
        assert (await reader.get(f"{path}/lees")).status == 404
        assert (await manager.post(f"{path}/stand", {"step": "share"})).status == 303
        for browser in (reader, manager):
            read = (await browser.get(f"{path}/lees")).body
            assert "over recommendations" in read
            assert "Maak een register" in read
        assert (await reader.get(f"{path}/analyse.json")).status == 200
        assert (await other.get(f"{path}/lees")).status == 403
        for kind in ("json", "csv"):
            assert "over recommendations" in (await manager.get(f"{path}/analyse.{kind}")).body
            assert (await manager.get(f"{strategy}/lees/concept/strategie.{kind}")).status == 200
            assert (await reader.get(f"{strategy}/lees/concept/strategie.{kind}")).status == 404
        # A case in the bin counts, and none of its words are told: not on a page, not in a file, to nobody. It may come back.
        case = f"/zaak/{workshop.id}"
        assert (await manager.post(f"{case}/wissen", {"title": "Camera's", "what": "case"})).status == 200
        for browser, below in (
            (reader, "lees"),
            (manager, "lees"),
            (reader, "analyse.json"),
            (manager, "analyse.csv"),
            (manager, ""),
        ):
            seen = (await browser.get(f"{path}/{below}".rstrip("/"))).body
            assert ("Maak een register" in seen, "over recommendations" in seen) == (False, True), below
        assert "gewiste zaak" in (await reader.get(f"{path}/lees")).body
        assert (await manager.post(f"{case}/terugzetten", {})).status == 303
        assert "Maak een register" in (await reader.get(f"{path}/lees")).body
        # It can be taken away, with a reason that is told in its place.
        assert (await manager.post(f"{path}/stand", {"step": "remove"})).status == 422
        answer = await manager.post(f"{path}/stand", {"step": "remove", "reason": "Er stonden namen in."})
        assert (answer.status, answer.location) == (303, f"{strategy}/analyse?bewaard=weg")
        assert (await reader.get(f"{path}/lees")).status == (await manager.get(path)).status == 410
        for told in (await reader.get(strategy), await manager.get(f"{strategy}/analyse")):
            assert "Er stonden namen in." in told.body
        whole = await house.rooms.store.of(STRATEGY).copies.take(strategy.rpartition("/")[2])
        assert whole is not None
        assert all(b"over recommendations" not in entry.payload for entry in whole.entries)


async def test_a_case_counts_by_the_day_of_its_poster_and_not_by_when_it_was_handed_over(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[STR-08]"""
    async with serving(here, with_archive=True) as house:
        manager, page, strategy = await begun(house)
        workshop, _ = await taken_in(house, page, manager)
        # Its report says that it was established long before the case began.
        base = f"/zaak/{workshop.id}/verslag"
        shown = field((await manager.get(base)).body, "sha256")
        monkeypatch.setattr("server.web.reports.today", lambda _: "2026-06-30")
        answer = await manager.post(f"{base}/stand", {"step": "establish", "sha256": shown, "day": "2026-06-30"})
        assert answer.status == 303

        async def counted(from_day: str, to_day: str) -> bool:
            mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
            answer = await manager.post(f"{strategy}/analyse", {"from_day": from_day, "to_day": to_day, "mark": mark})
            return "1 zaak van" in (await manager.get(answer.location)).body

        async def is_in_the_first_half() -> bool:
            return await counted("2026-01-01", "2026-06-30")

        await until(is_in_the_first_half)
        assert not await counted("2026-07-01", until_now())


async def test_a_period_with_more_cases_than_one_analysis_is_made_of_asks_for_a_shorter_one(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[STR-08]"""
    async with serving(here, with_archive=True) as house:
        manager, page, strategy = await begun(house)
        await taken_in(house, page, manager)
        mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
        period = {"from_day": "2020-01-01", "to_day": until_now(), "mark": mark}
        path = (await manager.post(f"{strategy}/analyse", period)).location

        async def is_counted() -> bool:
            return "1 zaak van" in (await manager.get(path)).body

        await until(is_counted)
        monkeypatch.setattr("server.web.strategy_cases.MAX_CASES", 0)
        shorter = "Kies een kortere periode"
        for answer in (
            await manager.post(f"{strategy}/analyse", period),
            await manager.post(f"{path}/zaken", period | {"base_rev": "1"}),
        ):
            assert (answer.status, shorter in answer.body) == (422, True)
        # Also when they came afterwards: the page is there, and another period can be chosen on it.
        seen = await manager.get(path)
        assert (seen.status, shorter in seen.body) == (200, True)
        for what in ("lees", "analyse.pdf", "analyse.csv", "analyse.json"):
            answer = await manager.get(f"{path}/{what}")
            # A program reads a code.
            said = '"too_many_cases"' if what.endswith(".json") else "Te veel zaken voor één analyse"
            assert (answer.status, said in answer.body) == (422, True), what
        answer = await manager.post(f"{path}/zaken", {"from_day": "2020-01-01", "to_day": "2020-02-01", "base_rev": "1"})
        assert answer.status == 303
        assert shorter not in (await manager.get(path)).body


async def test_an_analysis_that_is_looked_at_again_reads_no_log_until_one_of_its_cases_changes(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[STR-13]"""
    async with serving(here, with_archive=True) as house:
        manager, page, strategy = await begun(house)
        workshop, _ = await taken_in(house, page, manager)
        mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
        period = {"from_day": "2020-01-01", "to_day": until_now(), "mark": mark}
        path = (await manager.post(f"{strategy}/analyse", period)).location
        read = list[str]()
        look_at = Dossiers.look_at

        async def counted(dossiers: Dossiers, case_id: str) -> Dossier | None:
            read.append(case_id)
            return await look_at(dossiers, case_id)

        monkeypatch.setattr(Dossiers, "look_at", counted)

        async def tells(words: str) -> bool:
            return words in (await manager.get(path)).body

        await until(partial(tells, "1 zaak van"))
        read.clear()
        pages = [await manager.get(f"{path}{below}") for below in ("", "/lees", "/analyse.csv", "/analyse.json")]
        assert ([page.status for page in pages], read) == ([200] * 4, [])
        # Several at once after a change read it once, and tell of the change.
        assert [(await step(manager, workshop, named)).status for named in ("establish", "share")] == [303, 303]
        await until(partial(tells, "Maak een register"))
        read.clear()
        case = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
        told = {"base_rev": "1", "status": "busy", "check_day": ""}
        assert (await manager.post(f"{case}/stand", told)).status == 303
        await asyncio.gather(*(manager.get(path) for _ in range(4)))
        assert read == [workshop.id]
        # Whoever has it counted again and again waits, and what was counted already stands there all the same.
        monkeypatch.setattr("server.web.strategy_cases.COUNTS", Quota("count-cases", burst=1, each_s=3600))
        seen = (await manager.get(path)).body
        left = {"from_day": "2020-01-01", "to_day": until_now(), "offered": workshop.id, "base_rev": field(seen, "base_rev")}
        assert (await manager.post(f"{path}/zaken", left)).status == 303
        assert (await manager.get(path)).status in (200, 429)
        assert (await manager.post(f"{strategy}/analyse", period | {"from_day": "2021-01-01", "mark": "A" * 24})).status == 303
        other = f"{strategy}/analyse/" + re.findall(r"/analyse/(h-\w+)", (await manager.get(f"{strategy}/analyse")).body)[0]
        assert (await manager.get(other)).status == 429


async def test_a_strategy_is_called_as_its_organisation_is_now(here: Settings) -> None:
    """[STR-07]"""
    async with open_house(here) as house:
        manager, page, strategy = await begun(house)
        rev = field((await manager.get(page)).body, "base_rev")
        answer = await manager.post(f"{page}/naam", {"base_rev": rev, "name": "Gemeente Nieuwstad"})
        assert answer.status == 303
        assert "Gemeente Nieuwstad" in (await manager.get(strategy)).body
        assert "Gemeente Nieuwstad" in (await manager.get(f"{strategy}/lees/concept/strategie.json")).body


async def test_a_workshop_of_the_organisation_begins_with_the_accent_values_that_hold(here: Settings) -> None:
    """[STR-11] [DOM-09]"""
    async with open_house(here) as house:
        manager, page, strategy = await begun(house)
        form = {"title": "Camera's", "organisation": "Gemeente", "organisation_id": page.rpartition("/")[2]}
        form |= {"language": "nl", "script_id": "codio-project-2025"}

        async def begins_with() -> list[Accent]:
            answer = await manager.post("/nieuw", form)
            assert answer.status == 303, answer.body
            room = await house.rooms.get(answer.location.split("/")[2])
            assert room is not None
            return [item.content for item in room.session.items.values() if isinstance(item.content, Accent)]

        mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
        assert (await manager.post(f"{strategy}/waarden", {"value": "privacy", "mark": mark})).status == 303
        (listed,) = set(re.findall(rf'{strategy}/waarden/(l-\w+)"', (await manager.get(f"{strategy}/waarden")).body))
        one = (await manager.get(f"{strategy}/waarden/{listed}")).body
        said = {"chosen": "yes", "why": "raadsvraag", "meaning": "niemand kijkt mee", "base_rev": field(one, "base_rev")}
        assert (await manager.post(f"{strategy}/waarden/{listed}", said)).status == 303
        people = {"base_rev": "0", "administrator": "wethouder"}
        assert (await manager.post(f"{strategy}/mensen", people)).status == 303
        # What is being written holds for nobody yet.
        assert await begins_with() == []
        await established(manager, strategy)
        assert await begins_with() == [Accent(ValueRef("privacy"), "raadsvraag", "niemand kijkt mee", 1)]


async def test_an_action_of_a_project_is_taken_up_by_the_organisation_and_leads_back(here: Settings) -> None:
    """[STR-06] [DOM-21]"""
    async with serving(here, with_archive=True) as house:
        manager, page, strategy = await begun(house)
        workshop, _ = await taken_in(house, page, manager)
        case = f"/zaak/{workshop.id}"
        action = re.search(rf"{case}/actie/([\w.-]+)", (await manager.get(case)).body)
        assert action is not None
        raised = await manager.post(f"{case}/actie/{action[1]}/organisatie", {"base_rev": "1"})
        assert raised.status == 303
        offers = f"{strategy}/acties/uit-projecten"

        async def is_offered() -> bool:
            answer = await manager.get(offers)
            return answer.status == 200 and 'name="case_id"' in answer.body

        await until(is_offered)
        offered = (await manager.get(offers)).body
        # Who may not read the case is offered none of its words, and takes none of them up.
        strategist, _ = await invited(manager, page, "Adviseur ethiek", "strategist")
        assert 'name="case_id"' not in (await strategist.get(offers)).body
        form = {name: field(offered, name) for name in ("mark", "case_id", "project_action_id")}
        assert (await manager.post(offers, form | {"into": "nowhere"})).status == 422
        assert (await strategist.post(offers, form)).status == 422
        # The forms of one page have one mark, and each action that is taken up becomes one of its own.
        other_action = f"{action[1]}.org" if form["project_action_id"] == action[1] else action[1]
        second = await manager.post(offers, form | {"project_action_id": other_action})
        taken = await manager.post(offers, form)
        assert (taken.status, second.status) == (303, 303)
        assert taken.location != second.location
        assert (await manager.post(offers, form)).location == taken.location
        assert f'href="{case}/actie/{form["project_action_id"]}"' in (await manager.get(taken.location)).body
        assert 'name="case_id"' not in (await manager.get(offers)).body
        # The case leads there too: for who writes the strategy with words and state, for others that it was taken up.
        own = f"{case}/actie/{form['project_action_id']}"
        became = f'href="{taken.location.partition("?")[0]}"'
        assert became in (await manager.get(own)).body
        assert "in de strategie</span>" in (await manager.get(case)).body
        organiser, _ = await invited(manager, page, "Secretaris", "organiser")
        seen = (await organiser.get(own)).body
        assert (became in seen, "heeft dit overgenomen in de strategie" in seen) == (False, True)
        # While the case lies in the bin the action came from nowhere, and a version has no words of it.
        title = {"title": "Camera's", "what": "case"}
        assert (await manager.post(f"{case}/wissen", title)).status == 200
        for below in (taken.location, f"{strategy}/acties", f"{strategy}/lees/concept"):
            assert "Camera&#39;s" not in (await manager.get(below)).body, below
        people = {"base_rev": "0", "administrator": "wethouder"}
        assert (await manager.post(f"{strategy}/mensen", people)).status == 303
        await established(manager, strategy)
        assert (await manager.post(f"{case}/terugzetten", {})).status == 303
        assert f'href="{case}/actie/{form["project_action_id"]}"' in (await manager.get(taken.location)).body
        # A case of nobody's, or of another organisation, is none of its business.
        other, elsewhere = await opened(house, "Gemeente Elders")
        theirs = elsewhere.replace("/organisatie/", "/strategie/")
        assert (await other.post(f"{theirs}/begin", {})).status == 303
        assert (await other.post(f"{theirs}/acties/uit-projecten", form)).status == 422
