# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form that was stored although the answer said otherwise: it comes back, and a second press does nothing twice."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from server.settings import Settings
from server.store import StoreUnavailable
from server.store.log import RedisLog
from server.web.bodies import MAX_CASE_BYTES, TO_GIVE_BACK
from tests.server.house import House, serving, until
from tests.server.web.test_belonging import taken_in
from tests.server.web.test_cases import begun as begun_case
from tests.server.web.test_cases import dossier_of
from tests.server.web.test_organisations import field
from tests.server.web.test_strategy import begun

pytestmark = pytest.mark.asyncio(loop_scope="module")


def lose_the_answer(monkeypatch: pytest.MonkeyPatch, at: int = 1) -> None:
    """The append with this number is stored, and its answer is lost."""
    appended, count = RedisLog.append, 0

    async def append(self: RedisLog, *args: Any, **kwargs: Any) -> object:
        nonlocal count
        done = await appended(self, *args, **kwargs)
        count += 1
        if count == at:
            raise StoreUnavailable("lost", "The connection to Redis was lost.")
        return done

    monkeypatch.setattr(RedisLog, "append", append)


def hidden_in_form(page: str, action: str, near: str = "") -> dict[str, str]:
    """The fields that say themselves what they are, of the form that goes to an address and holds some words."""
    forms = re.findall(rf'<form[^>]*action="{re.escape(action)}"[^>]*>(.*?)</form>', page, re.DOTALL)
    (form,) = [each for each in forms if near in each]
    return {name: unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)}


async def test_a_form_whose_answer_was_lost_is_sent_again_and_done_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[CAS-02] [BND-10]"""
    workshop, browser = await begun_case(house)
    for path, typed, said in (
        (f"/zaak/{workshop.id}/berichten", {"text": "Wij zijn begonnen."}, "messages"),
        (f"/zaak/{workshop.id}/acties", {"action": "Maak een register."}, "actions"),
    ):
        page = path if said == "messages" else f"/zaak/{workshop.id}"
        before = len(getattr(await dossier_of(house, workshop), said))
        form = hidden_in_form((await browser.get(page)).body, path)
        with monkeypatch.context() as patched:
            lose_the_answer(patched)
            lost = await browser.post(path, form | typed)
        assert (lost.status, "Het is niet zeker of dit bewaard is." in lost.body) == (503, True)
        again = hidden_in_form(lost.body, path)
        assert again == form
        assert (await browser.post(path, again | typed)).status == 303
        assert len(getattr(await dossier_of(house, workshop), said)) == before + 1


@pytest.mark.parametrize("lost_at", [1, 2])
async def test_an_action_that_is_taken_up_in_two_steps_is_taken_up_once_when_one_is_in_doubt(
    here: Settings, monkeypatch: pytest.MonkeyPatch, lost_at: int
) -> None:
    """[CAS-02]"""
    async with serving(here, with_archive=True) as house:
        manager, page, strategy = await begun(house)
        workshop, _ = await taken_in(house, page, manager)
        case = f"/zaak/{workshop.id}"
        action = re.search(rf"{case}/actie/([\w.-]+)", (await manager.get(case)).body)
        assert action is not None
        assert (await manager.post(f"{case}/actie/{action[1]}/organisatie", {"base_rev": "1"})).status == 303
        offers = f"{strategy}/acties/uit-projecten"

        async def is_offered() -> bool:
            return 'name="case_id"' in (await manager.get(offers)).body

        await until(is_offered)
        offered = (await manager.get(offers)).body
        form = {name: field(offered, name) for name in ("mark", "case_id", "project_action_id")}
        with monkeypatch.context() as patched:
            lose_the_answer(patched, lost_at)
            lost = await manager.post(offers, form)
        assert (lost.status, "Het is niet zeker of dit bewaard is." in lost.body) == (503, True)
        # What is linked is offered no more: then nothing is left to be sent again.
        if lost_at == 1:
            assert hidden_in_form(lost.body, offers, form["project_action_id"] + '"')["mark"] == form["mark"]
        taken = await manager.post(offers, form)
        assert taken.status == 303
        assert len(set(re.findall(rf'href="{strategy}/acties/(n-\w+)', (await manager.get(f"{strategy}/acties")).body))) == 1


async def test_what_was_chosen_for_a_case_that_somebody_else_holds_already_stands_there_to_be_copied(here: Settings) -> None:
    """[BND-10] The form on the page is another one by now, without the field that was filled in."""
    async with serving(here) as house:
        manager, page, _ = await begun(house)
        workshop, _ = await taken_in(house, page, manager)
        case = f"/zaak/{workshop.id}"
        form = hidden_in_form((await manager.get(case)).body, f"{case}/bewaren")
        assert (await manager.post(f"{case}/bewaren", form | {"reason": "Woo-verzoek 2026-16"})).status == 303
        late = await manager.post(f"{case}/bewaren", {"mark": "x" * 24, "reason": "Woo-verzoek 2026-17"})
        assert (late.status, late.body.count("Woo-verzoek 2026-17")) == (409, 1)


async def test_a_form_that_is_larger_than_it_may_be_comes_back_up_to_some_times_as_large(house: House) -> None:
    """[BND-10] [BND-01] It says of which field how much is too much; nothing of it is stored."""
    workshop, browser = await begun_case(house)
    path = f"/zaak/{workshop.id}/berichten"
    form = hidden_in_form((await browser.get(path)).body, path)
    far = await browser.post(path, form | {"text": "Zilver " + "é" * 20_000})
    assert (far.status, far.body.count("Zilver " + "é" * 20_000)) == (413, 1)
    assert re.search(r'<a href="#text">[^<]+</a>: hoogstens \d+ tekens, \d+ te veel\.', far.body)
    assert hidden_in_form(far.body, path) == form
    # No form of ours has so many fields: it is taken apart no further.
    many = await browser.post(path, form | {f"f{number}": "x" * 3_000 for number in range(30)})
    assert (many.status, "x" * 3_000 in many.body) == (400, False)
    beyond = await browser.post(path, form | {"text": "é" * (MAX_CASE_BYTES * TO_GIVE_BACK // 6)})
    assert (beyond.status, "Maak je tekst korter" in beyond.body) == (413, True)
    assert (await dossier_of(house, workshop)).messages == ()


async def test_a_form_that_took_away_its_own_page_is_not_said_to_be_of_none_while_nobody_knows_whether_it_did(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[BND-10] Sent again, it says what became of it."""
    manager, _, strategy = await begun(house)
    mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
    assert (await manager.post(f"{strategy}/waarden", {"value": "privacy", "reason": "society", "mark": mark})).status == 303
    (listed,) = set(re.findall(rf'{strategy}/waarden/(l-\w+)"', (await manager.get(f"{strategy}/waarden")).body))
    form = {"base_rev": field((await manager.get(f"{strategy}/waarden/{listed}")).body, "base_rev")}
    with monkeypatch.context() as patched:
        lose_the_answer(patched)
        lost = await manager.post(f"{strategy}/waarden/{listed}/weg", form)
    assert (lost.status, "Even niet bereikbaar" in lost.body) == (503, True)
    assert (await manager.get(f"{strategy}/waarden/{listed}")).status == 404


async def test_what_is_told_of_a_doubt_is_true_of_the_form(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[BND-10] A form without a mark is not said to be done once; and of a button alone nothing was typed."""
    workshop, browser = await begun_case(house)
    path = f"/zaak/{workshop.id}/regievoerder"
    for once in (False, True):
        given = hidden_in_form((await browser.get(f"/zaak/{workshop.id}")).body, path) if once else {}
        with monkeypatch.context() as patched:
            lose_the_answer(patched)
            lost = await browser.post(path, given | {"coordinator": f"Een ander {once}"})
        told = ("het gebeurt geen tweede keer" in lost.body, "kijk of het gebeurd is" in lost.body)
        assert (lost.status, *told, "Wat je invulde, staat er nog" in lost.body) == (503, once, not once, True)
    step = f"/zaak/{workshop.id}/stap"
    pressed = await browser.post(step, {"step": "verzonnen"})
    assert (pressed.status, "Kies uit wat hier staat." in pressed.body, "Wat je invulde" in pressed.body) == (422, True, False)
