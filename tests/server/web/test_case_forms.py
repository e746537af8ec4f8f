# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of a case: what the bounds of their fields allow is taken, and a refused one says which field it is."""

from __future__ import annotations

import re

import pytest

from organisation.dossier.questions import FOLLOW_UP
from sessions.material.limits import MAX_LONG_CHARACTERS
from tests.server.house import House
from tests.server.web.test_cases import begun, dossier_of, entered, holder_link, rev_on

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("letter", ["п", "𝕏"])
async def test_every_answer_may_be_as_long_as_its_field_in_any_script(house: House, letter: str) -> None:
    """[BND-01]"""
    workshop, browser = await begun(house)
    numbers = range(1, len(FOLLOW_UP) + 1)
    fields = {f"text-{number}": letter * MAX_LONG_CHARACTERS for number in numbers}
    answer = await browser.post(f"/zaak/{workshop.id}/vragen", fields | {f"base_rev-{number}": "0" for number in numbers})
    assert answer.status == 303
    assert {each.text for each in (await dossier_of(house, workshop)).answers} == {letter * MAX_LONG_CHARACTERS}


async def test_an_address_that_forms_go_to_leads_back_to_their_page_when_it_is_loaded(house: House) -> None:
    """[CAS-13]"""
    workshop, browser = await begun(house)
    case = f"/zaak/{workshop.id}"
    action = f"{case}/actie/{workshop.id}.a1"
    for path, page in (
        (f"{case}/regievoerder", case),
        (f"{case}/acties", case),
        (f"{action}/stand", action),
        (f"{action}/link/intrekken", action),
    ):
        answer = await browser.get(path)
        assert (answer.status, answer.location) == (303, page)
    async with entered(house, await holder_link(house, workshop, browser)) as phone:
        held = f"/actie/{workshop.id}/{workshop.id}.a1"
        assert (await phone.get(f"{held}/stand")).headers["location"] == held


async def test_a_refused_form_says_in_its_title_that_something_is_wrong_and_marks_the_field(house: House) -> None:
    """[CAS-13]"""
    workshop, browser = await begun(house)
    path = f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
    rev = rev_on((await browser.get(path)).body)
    wrong = await browser.post(path, {"base_rev": rev, "action": "Maak een register", "due_day": "straks"})
    assert wrong.status == 422
    assert "<title>Fout: " in wrong.body
    assert re.search(r'id="due_day"[^>]*aria-describedby="[^"]*refused"[^>]*aria-invalid="true"', wrong.body)
    assert wrong.body.count('aria-invalid="true"') == 1
    dropped = await browser.post(f"{path}/stand", {"base_rev": rev, "status": "dropped"})
    assert re.search(r'id="reason"[^>]*aria-invalid="true"', dropped.body)
    # A stale one is not at fault.
    stale = await browser.post(path, {"base_rev": "99", "action": "Iets anders"})
    assert stale.status == 409
    assert 'aria-invalid="true"' not in stale.body
    assert "Fout" not in (await browser.get(path)).body
