# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The project leader fills the case in beforehand: a link, pieces, several visits, and nothing but the case."""

from __future__ import annotations

import re
import threading

import httpx
import pytest

from server import access
from server.store import Quota
from server.web import case_filling
from sessions.material.limits import MAX_CASE_FIELD_CHARACTERS
from sessions.material.typed import clean
from sessions.model.items import CaseForm
from sessions.wire import commands as c
from sessions.wire.records import CaseOriginRecord
from tests.server.house import House, Workshop, visitor
from tests.server.web.test_scripts import Fields

pytestmark = pytest.mark.asyncio(loop_scope="module")

LINK = re.compile(r'value="[^"]*/casus/([0-9a-f]+)#([\w-]{24})"')


async def link_of(workshop: Workshop) -> str:
    """The key of a new link."""
    browser = workshop.opened.facilitator
    answer = await browser.post(f"/regie/{workshop.id}/projectleider/link", {})
    assert answer.status == 303
    page = await browser.get(f"/regie/{workshop.id}/projectleider")
    found = LINK.search(page.body)
    assert found is not None
    assert found[1] == workshop.id
    return found[2]


async def entered(client: httpx.AsyncClient, workshop: Workshop, key: str) -> dict[str, str]:
    """The fields of the form, for whoever opens it with a key."""
    answer = await client.post(f"/casus/{workshop.id}", data={"key": key})
    assert answer.status_code == 303
    return shown(await client.get(f"/casus/{workshop.id}"))


def shown(page: httpx.Response) -> dict[str, str]:
    return {name: value.removeprefix("\n") for name, value in Fields(page.text).sent}


async def stored(client: httpx.AsyncClient, workshop: Workshop, fields: dict[str, str], part: str = "1") -> httpx.Response:
    return await client.post(f"/casus/{workshop.id}/bewaar", data={**fields, "part": part})


async def case_of(workshop: Workshop) -> CaseForm:
    room = await workshop.house.rooms.get(workshop.id)
    assert room is not None
    form = room.session.items["case"].content
    assert isinstance(form, CaseForm)
    return form


async def test_the_case_is_stored_in_pieces_over_several_visits_and_shows_at_the_desk_as_his(house: House) -> None:
    """[ITM-18]"""
    workshop = await house.workshop(case_text="Camera's op het plein.")
    key = await link_of(workshop)
    async with visitor(house) as client:
        fields = await entered(client, workshop, key)
        assert fields["description"] == "Camera's op het plein."
        answer = await stored(client, workshop, fields | {"goal": "Minder  fietsen kwijt.\r\nEn rust."})
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/casus/{workshop.id}?bewaard=1#bewaard"
    async with visitor(house) as client:
        fields = await entered(client, workshop, key)
        assert fields["goal"] == "Minder  fietsen kwijt.\nEn rust."
        assert (await stored(client, workshop, fields | {"stakeholders": "Bewoners", "dpia": "planned"}, "3")).status_code == 303
        page = await client.get(f"/casus/{workshop.id}?bewaard=3")
        assert "Bewaard. Je kunt verder" in page.text
        # The same once more changes nothing.
        assert (await stored(client, workshop, shown(page))).status_code == 303
    form = await case_of(workshop)
    assert (form.goal, form.stakeholders, form.dpia) == ("Minder  fietsen kwijt.\nEn rust.", "Bewoners", "planned")
    async with workshop.facilitator() as desk:
        origin = desk.records["case_origin"]
        assert isinstance(origin, CaseOriginRecord)
        assert set(origin.rows) == {"goal", "stakeholders", "dpia"}
    told = await workshop.opened.facilitator.get(f"/regie/{workshop.id}/projectleider")
    assert "Doel van het project" in told.body


async def test_what_somebody_else_changed_meanwhile_stays_and_both_are_shown(house: House) -> None:
    """[ITM-18]"""
    workshop = await house.workshop(case_text="Camera's.")
    key = await link_of(workshop)
    async with visitor(house) as client:
        fields = await entered(client, workshop, key)
        async with workshop.facilitator() as desk:
            await desk.must(c.PutItem("case", 1, CaseForm(description="Camera's.", goal="Van de regie", stage="Nieuw")))
        answer = await stored(client, workshop, fields | {"goal": "Van mij", "issues": "Kansen", "phase": "execution"})
        assert answer.status_code == 422
        assert "Van de regie" in answer.text
        back = shown(answer)
        assert back["goal"] == "Van mij"
        form = await case_of(workshop)
        assert (form.goal, form.issues, form.stage, form.phase) == ("Van de regie", "Kansen", "Nieuw", "execution")
        # He has seen it now, and stores his own all the same.
        assert (await stored(client, workshop, back)).status_code == 303
        assert (await case_of(workshop)).goal == "Van mij"


async def test_what_is_far_too_long_is_given_back_as_it_is_and_cleaned_neither_whole_nor_on_the_boards_own_thread(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[BND-03]"""
    cleaned: list[tuple[int, bool]] = []

    def watched(text: str) -> str:
        cleaned.append((len(text), threading.current_thread() is threading.main_thread()))
        return clean(text)

    monkeypatch.setattr(case_filling, "clean", watched)
    workshop = await house.workshop(case_text="Camera's.")
    key = await link_of(workshop)
    # Composed it would be half as long, and other bytes.
    long = "e\u0301" * 20_000
    async with visitor(house) as client:
        fields = await entered(client, workshop, key)
        answer = await stored(client, workshop, fields | {"goal": long, "aim": "Weten"})
        assert answer.status_code == 422
        assert shown(answer)["goal"] == long
        assert (await case_of(workshop)).aim == "Weten"
        # Nor is it for somebody whose link opens nothing.
        async with visitor(house) as stranger:
            refused = await stored(stranger, workshop, {"goal": long})
        assert (refused.status_code, shown(refused)["goal"]) == (403, long)
    assert cleaned
    assert max(length for length, _ in cleaned) <= case_filling.CLEANED_CHARACTERS
    assert not any(on_the_boards_thread for _, on_the_boards_thread in cleaned)


async def test_a_row_that_is_too_long_is_named_while_the_others_are_stored(house: House) -> None:
    workshop = await house.workshop(case_text="Camera's.")
    key = await link_of(workshop)
    long = "ä" * (MAX_CASE_FIELD_CHARACTERS + 1)
    async with visitor(house) as client:
        fields = await entered(client, workshop, key)
        answer = await stored(client, workshop, fields | {"goal": long, "aim": "Weten", "dpia": "misschien"})
        assert answer.status_code == 422
        assert 'href="#goal"' in answer.text
        assert shown(answer)["goal"] == long
        full = dict.fromkeys(
            ("description", "goal", "stage", "documents", "technology", "issues"), "😀" * MAX_CASE_FIELD_CHARACTERS
        )
        assert (await stored(client, workshop, shown(answer) | full | {"dpia": "done"})).status_code == 303
        # A choice that no page offers changes nothing of what was chosen.
        now = shown(await client.get(f"/casus/{workshop.id}"))
        assert (await stored(client, workshop, now | {"dpia": "misschien"})).status_code == 303
    form = await case_of(workshop)
    assert (form.aim, form.dpia, len(form.issues)) == ("Weten", "done", MAX_CASE_FIELD_CHARACTERS)


async def test_the_link_stops_when_it_is_taken_away_replaced_or_handed_over_and_never_comes_back(
    house: House,
) -> None:
    """[ITM-18] [SEC-07]"""
    workshop = await house.workshop(case_text="Camera's.")
    keys = [await link_of(workshop)]
    browser = workshop.opened.facilitator
    for path, form in (("projectleider/intrekken", {}), ("projectleider/link", {}), ("links/overdragen", {"sure": "yes"})):
        async with visitor(house) as client:
            fields = await entered(client, workshop, keys[-1])
            assert (await browser.post(f"/regie/{workshop.id}/{path}", form)).status == 303
            assert "Camera" not in (await client.get(f"/casus/{workshop.id}")).text.partition("<main")[2]
            assert (await stored(client, workshop, fields | {"goal": "Toch"})).status_code == 403
            assert (await client.post(f"/casus/{workshop.id}", data={"key": keys[-1]})).status_code == 403
        keys.append(await link_of(workshop))
    assert len(set(keys)) == 4
    assert (await case_of(workshop)).goal == ""
    room = await house.rooms.get(workshop.id)
    assert room is not None
    assert room.session.keys.project_leader == access.hash_secret(keys[-1])


async def test_once_the_workshop_has_begun_the_case_can_be_read_and_nothing_is_stored_until_the_link_is_taken_away(
    house: House,
) -> None:
    """[ITM-18]"""
    workshop = await house.workshop(3, case_text="Camera's op het plein.")
    key = await link_of(workshop)
    async with visitor(house) as client:
        fields = await entered(client, workshop, key)
        async with workshop.facilitator() as desk:
            await desk.go("A1")
        answer = await stored(client, workshop, fields | {"goal": "Net te laat"})
        assert answer.status_code == 409
        assert shown(answer)["goal"] == "Net te laat"
        page = await client.get(f"/casus/{workshop.id}")
        assert "De workshop is begonnen" in page.text
        assert "op het plein" in page.text
        assert shown(page) == {}
        async with workshop.facilitator() as desk:
            await desk.must(c.PutItem("case", 1, CaseForm(description="Camera's, zoals besproken.", proactivity="high")))
            await desk.must(c.CloseWorkshop())
        page = await client.get(f"/casus/{workshop.id}")
        assert "De workshop is geweest" in page.text
        assert "De workshop is begonnen" not in page.text
        assert "zoals besproken" in page.text
        assert "Mate van proactiviteit</dt><dd>hoog" in page.text
        answer = await stored(client, workshop, fields | {"goal": "Veel te laat"})
        assert (answer.status_code, "De workshop is geweest" in answer.text) == (409, True)
        browser = workshop.opened.facilitator
        assert "De workshop is geweest" in (await browser.get(f"/regie/{workshop.id}/projectleider")).body
        assert (await browser.post(f"/regie/{workshop.id}/projectleider/intrekken", {})).status == 303
        assert "zoals besproken" not in (await client.get(f"/casus/{workshop.id}")).text
        # Another one is for a workshop that is still to come.
        assert (await browser.post(f"/regie/{workshop.id}/projectleider/link", {})).status == 409
    assert (await case_of(workshop)).goal == ""


async def test_nobody_else_gets_in_and_it_opens_nothing_else(house: House) -> None:
    """[SEC-05]"""
    workshop = await house.workshop(1, case_text="Camera's op het plein.")
    key = await link_of(workshop)
    for browser in (workshop.opened.facilitator, workshop.people[0]):
        page = (await browser.get(f"/casus/{workshop.id}")).body
        assert "op het plein" not in page.partition("<main")[2]
    async with visitor(house) as client:
        for wrong in ("", "x" * 24, key[:-1]):
            assert (await client.post(f"/casus/{workshop.id}", data={"key": wrong})).status_code == 403
        await entered(client, workshop, f"http://waar.dan.ook/casus/{workshop.id}#{key}")
        page = (await client.get(f"/casus/{workshop.id}")).text
        assert workshop.code not in page
        for path in ("", "/links", "/projectleider", "/uitnodiging", "/drukwerk", "/draaiboek.toml"):
            answer = await client.get(f"/regie/{workshop.id}{path}", follow_redirects=True)
            assert "op het plein" not in answer.text
            assert workshop.code not in answer.text
        assert (await client.post(f"/regie/{workshop.id}/projectleider/link")).status_code == 403


@pytest.mark.parametrize("script", ["codio-project-2025", "codio-pad"])
async def test_a_mail_text_is_ready_to_send_with_the_link_in_it_and_says_how_much_is_asked(house: House, script: str) -> None:
    workshop = await house.workshop(title="Camera's & co", organisation="Meerdorp", script=script)
    key = await link_of(workshop)
    page = (await workshop.opened.facilitator.get(f"/regie/{workshop.id}/projectleider")).body
    assert 'href="mailto:?subject=Vul%20jij%20de%20casus%20vooraf%20in%3F%20Camera%27s%20%26%20co' in page
    assert f"%23{key}" in page
    assert "Of laat deze server mailen" not in page
    async with visitor(house) as client:
        asked = [name for name in await entered(client, workshop, key) if not name.startswith("was.")]
    assert f"Het zijn {len(asked)} vragen." in page


async def test_what_he_left_alone_follows_the_desk_also_after_a_form_that_was_refused(house: House) -> None:
    """[ITM-18]"""
    workshop = await house.workshop(case_text="Camera's.")
    key = await link_of(workshop)
    long = "x" * (MAX_CASE_FIELD_CHARACTERS + 1)
    async with visitor(house) as client:
        fields = await entered(client, workshop, key)
        async with workshop.facilitator() as desk:
            await desk.must(c.PutItem("case", 1, CaseForm(description="Camera's.", goal="Van de regie", stage="Nieuw")))
        refused = await stored(client, workshop, fields | {"aim": long, "stage": "Van mij"})
        back = shown(refused)
        assert (back["goal"], back["stage"], back["aim"]) == ("Van de regie", "Van mij", long)
        assert (await stored(client, workshop, back | {"aim": "Kort"})).status_code == 303
    form = await case_of(workshop)
    assert (form.goal, form.stage, form.aim) == ("Van de regie", "Van mij", "Kort")


async def test_what_could_not_be_stored_at_all_comes_back_as_it_was_sent_and_hides_no_conflict(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[ITM-18]"""
    workshop = await house.workshop(case_text="Camera's.")
    key = await link_of(workshop)
    async with visitor(house) as client:
        fields = await entered(client, workshop, key)
        async with workshop.facilitator() as desk:
            await desk.must(c.PutItem("case", 1, CaseForm(description="Camera's.", goal="Van de regie")))
        with monkeypatch.context() as little:
            little.setattr(case_filling, "STORED", Quota("little", burst=1, each_s=3600))
            assert (await stored(client, workshop, fields)).status_code == 303
            refused = await stored(client, workshop, fields | {"goal": "Van mij"})
            assert refused.status_code == 429
        assert (await stored(client, workshop, shown(refused))).status_code == 422
    assert (await case_of(workshop)).goal == "Van de regie"


async def test_who_types_while_the_link_is_taken_away_gets_his_words_back_and_nothing_else(house: House) -> None:
    workshop = await house.workshop(title="Camera's op het plein", case_text="Een geheim.")
    key = await link_of(workshop)
    async with visitor(house) as client:
        fields = await entered(client, workshop, key)
        await workshop.opened.facilitator.post(f"/regie/{workshop.id}/projectleider/intrekken", {})
        answer = await stored(client, workshop, {"was.goal": fields["was.goal"], "goal": "Mijn lange verhaal"})
        assert answer.status_code == 403
        assert "Mijn lange verhaal" in answer.text
        assert "Een geheim" not in answer.text
        assert "op het plein" not in answer.text
    assert (await case_of(workshop)).goal == ""
