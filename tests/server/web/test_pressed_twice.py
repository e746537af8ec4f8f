# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever presses a button twice that takes something away reads what became of it, and no page that sends him away: at once,
as impatient people do, or once more from a page that lay open.
"""

from __future__ import annotations

import asyncio
import re
from html import unescape
from typing import Literal

import pytest
from starlette.routing import Route

from organisation.dossier.contacts import Contact
from server.mailing.stopping import stop_path
from server.player.browser import Answer, Browser
from server.settings import Settings
from sessions.wire import commands as c
from tests.server.house import House, serving, until
from tests.server.web.test_belonging import led, taken_in
from tests.server.web.test_bodies import application
from tests.server.web.test_cases import begun as begun_case
from tests.server.web.test_cases import dossier_of
from tests.server.web.test_every_route import Forms
from tests.server.web.test_organisations import field, invited, link_on, member_id_of, opened
from tests.server.web.test_own_values import EIGHT, typed
from tests.server.web.test_publishing import published
from tests.server.web.test_strategy import begun, until_now
from tests.server.web.test_strategy_held import agreed, entered, link_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

How = Literal["at once", "again"]
TAKES_AWAY = frozenset(
    {"weg", "los", "intrekken", "vergeten", "wissen", "prullenbak", "terugzetten", "overdragen", "terug", "mijn"}
)
"""How the addresses end at which something is taken away."""
ELSEWHERE = {
    # The test of the archive, which has cases that were taken over.
    "/organisatie/{organisation}/archief/weg",
    # The other kind of what an organisation keeps, by the same code.
    "/organisatie/{organisation}/draaiboeken/{script}/weg",
}


class Pressing:
    """Presses each form twice, and keeps what was answered that nobody should read."""

    def __init__(self, how: How) -> None:
        self.how = how
        self.wrong: list[str] = []
        self.pressed: set[str] = set()

    async def press(self, browser: Browser, page: str, action: str, **given: str) -> None:
        """The form of a page that goes to an address (to the one that begins so, where it is not known whole)."""
        shown = (await browser.get(page)).body
        found = [(to or page, fields) for to, fields in Forms(shown).forms if (to or page).startswith(action)]
        assert found, (page, action, re.findall(r'action="([^"]*)"', shown))
        # Where a page has several that go to one address, the one with most of what is given.
        to, fields = max(found, key=lambda each: len(each[1].keys() & given.keys()))
        await self.send(browser, to, {name: unescape(value) for name, value in fields.items()} | given)

    async def send(self, browser: Browser, to: str, fields: dict[str, str]) -> None:
        twin = Browser(browser.base_url)
        twin.cookies = dict(browser.cookies)
        if self.how == "at once":
            answers = await asyncio.gather(browser.post(to, fields), twin.post(to, fields))
            pairs = list(zip((browser, twin), answers, strict=True))
        else:
            # With what the browser kept of the first answer, and as if that never came.
            pairs = [(browser, await browser.post(to, fields))]
            pairs += [(browser, await browser.post(to, fields)), (twin, await twin.post(to, fields))]
        self.pressed.add(to)
        for who, answer in pairs:
            last = await self._followed(who, answer)
            if last.status != 200:
                heading = re.search(r"<h1[^>]*>(.*?)</h1>", last.body, re.DOTALL)
                self.wrong.append(f"{to}: {answer.status} {answer.location} {last.status} {heading and heading[1].strip()}")

    async def _followed(self, who: Browser, answer: Answer) -> Answer:
        for _ in range(3):
            if answer.status != 303:
                break
            answer = await who.get(answer.location.partition("#")[0])
        return answer


@pytest.mark.parametrize("how", ["at once", "again"])
async def test_pressed_twice_what_takes_something_away_tells_what_became_of_it(here: Settings, how: How) -> None:
    """[CON-06]"""
    pressing = Pressing(how)
    async with serving(here, with_archive=True) as house:
        await _strategy_and_members(house, pressing)
        await _case(house, pressing)
        await _workshop(house, pressing)
        assert pressing.wrong == []
        posts = [each for each in application(house).routes if isinstance(each, Route) and "POST" in (each.methods or ())]
    ending = {each.path: each for each in posts if each.path.rpartition("/")[2] in TAKES_AWAY}
    missed = {path for path, each in ending.items() if not any(each.path_regex.match(to) for to in pressing.pressed)}
    assert missed <= ELSEWHERE


async def _strategy_and_members(house: House, pressing: Pressing) -> None:
    press = pressing.press
    manager, page, strategy = await begun(house)
    mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
    assert (await manager.post(f"{strategy}/waarden", {"value": "privacy", "reason": "society", "mark": mark})).status == 303
    (listed,) = set(re.findall(rf'{strategy}/waarden/(l-\w+)"', (await manager.get(f"{strategy}/waarden")).body))
    await press(manager, f"{strategy}/waarden/{listed}", f"{strategy}/waarden/{listed}/weg")
    path = await agreed(manager, strategy)
    phone, held = await entered(house, await link_of(manager, path))
    seen = (await phone.get(held)).body
    told = {"status": "done", "base_rev": field(seen, "base_rev"), "mark": field(seen, "mark")}
    assert (await phone.post(f"{held}/stand", told)).status == 303
    await press(phone, f"{held}?bewaard=1", f"{held}/terug")
    await press(manager, path, f"{path}/link/intrekken")
    workshop, leader = await taken_in(house, page, manager)
    taken = {"case_id": workshop.id, "project_action_id": f"{workshop.id}.a1", "into": path.rpartition("/")[2]}
    assert (await manager.post(f"{strategy}/acties/uit-projecten", taken)).status == 303
    await press(manager, path, f"{path}/los")

    async def is_counted() -> bool:
        return (await manager.get(f"{strategy}/acties/uit-projecten")).status == 200

    await until(is_counted)
    period = {"from_day": "2020-01-01", "to_day": until_now()}
    for is_established in (False, True):
        mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
        analysis = (await manager.post(f"{strategy}/analyse", {**period, "mark": mark})).location
        assert analysis
        if is_established:
            sha256 = field((await manager.get(analysis)).body, "sha256")
            assert (await manager.post(f"{analysis}/stand", {"step": "establish", "sha256": sha256})).status == 303
        await pressing.send(
            manager,
            f"{analysis}/stand",
            {"step": "remove", "reason": "Fout", "mark": field((await manager.get(analysis)).body, "mark")},
        )
    # What the organisation keeps, and whom.
    kept = await manager.post("/draaiboeken/waarden", typed(list(EIGHT)) | {"do": f"keep:{page.rpartition('/')[2]}"})
    at = kept.location.partition("?")[0]
    assert at, kept.body
    await press(manager, at, f"{at}/weg")
    await press(manager, page, f"{page}/workshops/{workshop.id}/los")
    await press(leader, f"/zaak/{workshop.id}", f"/zaak/{workshop.id}/bij", organisation="")
    await invited(manager, page, "Griffier", "reader")
    members = (await manager.get(f"{page}/leden")).body
    await press(manager, f"{page}/leden", f"{page}/leden/{member_id_of(members, 'Griffier')}/weg")
    colleague, _ = await invited(manager, page, "Adviseur", "organiser")
    own = f"{page}/leden/{member_id_of((await manager.get(f'{page}/leden')).body, 'Adviseur')}"
    await press(colleague, page, f"{own}/link")
    again, _ = await invited(manager, page, "Vergeet", "organiser")
    await press(again, page, f"{page}/vergeten")
    await press(colleague, page, f"{own}/weg")
    # Of a case that is the organisation's he sees no more once that let it go.
    case, _ = await taken_in(house, page, manager)
    member = Browser(house.base_url)
    member.cookies = {name: value for name, value in manager.cookies.items() if "member" in name}
    await press(member, f"/zaak/{case.id}", f"/zaak/{case.id}/bij", organisation="")


async def _case(house: House, pressing: Pressing) -> None:
    press = pressing.press
    workshop, browser = await published(house)
    case, action = f"/zaak/{workshop.id}", f"/zaak/{workshop.id}/actie/{workshop.id}.a1"
    await press(browser, f"{case}/verslag/openbaar", f"{case}/verslag/openbaar/meekijker/intrekken")
    await press(browser, f"{case}/verslag/openbaar", f"{case}/verslag/openbaar/intrekken")
    assert (await browser.post(f"{case}/verslag/lezers", {})).status == 200
    await press(browser, f"{case}/verslag", f"{case}/verslag/lezers/intrekken")
    assert (await browser.post(f"{case}/verslag/rij/goal/opmerking", {"comment": "Klopt dit?"})).status == 303
    await press(browser, f"{case}/verslag/rij/goal", f"{case}/verslag/rij/goal/opmerking/weg")
    seen = field((await browser.get(f"{case}/berichten")).body, "seen")
    assert (await browser.post(f"{case}/berichten", {"text": "Wij zijn begonnen.", "seen": seen})).status == 303
    (message,) = (await dossier_of(house, workshop)).messages
    await press(browser, f"{case}/berichten", f"{case}/berichten/{message.id}/intrekken")
    link = link_on(await browser.post(f"{action}/link", {}), "holder-link")
    phone, held = Browser(house.base_url), f"/actie/{workshop.id}/{workshop.id}.a1"
    assert (await phone.post(held, {"key": link})).status == 303
    told = {"status": "done", "base_rev": field((await phone.get(held)).body, "base_rev")}
    assert (await phone.post(f"{held}/stand", told)).status == 303
    await press(phone, f"{held}?bewaard=1", f"{held}/terug")
    await press(browser, action, f"{action}/link/intrekken")
    rev = field((await browser.get(action)).body, "base_rev")
    assert (await browser.post(f"{action}/adres", {"address": "houder@example.nl", "base_rev": "0"})).status == 303, rev
    dossier = await dossier_of(house, workshop)
    (whom,) = [key for key, each in dossier.contacts.items() if each != Contact()]
    await pressing.send(phone, stop_path(house.rooms, workshop.id, whom, "houder@example.nl"), {})
    # A manager says that it may go again; who erases it presses each button twice.
    for path, form in ((f"{case}/wissen", {"title": "Camera's", "what": "case"}), (f"{case}/terugzetten", {})):
        await pressing.send(browser, path, form)
    assert (await browser.post(f"{case}/wissen", {"title": "Camera's", "what": "case"})).status == 200
    await press(browser, f"{case}/prullenbak", f"{case}/prullenbak")
    manager, page = await opened(house, "Gemeente Elders")
    kept, _ = await taken_in(house, page, manager)
    assert (await manager.post(f"/zaak/{kept.id}/bewaren", {"reason": "Wob-verzoek"})).status == 303
    await press(manager, f"/zaak/{kept.id}", f"/zaak/{kept.id}/bewaren", step="release")
    # A case with all its workshops.
    whole, browser = await begun_case(house)
    async with whole.facilitator() as facilitator:
        await facilitator.must(c.CloseWorkshop())
    await pressing.send(browser, f"/zaak/{whole.id}/wissen", {"title": "Camera's", "what": "all"})


async def _workshop(house: House, pressing: Pressing) -> None:
    press = pressing.press
    workshop = await house.workshop(people=1)
    leader, base = workshop.opened.facilitator, f"/regie/{workshop.id}"
    async with workshop.device(workshop.people[0]) as phone, workshop.facilitator() as facilitator:
        await facilitator.go("A3")
        await phone.settle()
        await phone.add("n1")
    await press(workshop.people[0], f"/w/{workshop.code}/mijn", f"/w/{workshop.code}/mijn")
    assert (await leader.post(f"{base}/projectleider/link", {})).status == 303
    await press(leader, f"{base}/projectleider", f"{base}/projectleider/intrekken")
    assert (await leader.post(f"{base}/links/tweede", {})).status == 303
    await press(leader, f"{base}/links", f"{base}/links/tweede/intrekken")
    manager, page = await opened(house, "Gemeente Derde")
    leader = led(workshop, manager)
    assert (await leader.post(f"{base}/links/bij", {"organisation": page.rpartition("/")[2]})).status == 303
    await press(leader, f"{base}/links", f"{base}/links/bij", organisation="")
    await press(leader, f"{base}/links", f"{base}/links/overdragen", sure="yes")
    async with workshop.device(leader, "facilitator") as facilitator:
        await facilitator.must(c.CloseWorkshop())
    forgets = workshop.at(leader)
    await press(forgets, f"{base}/links", f"{base}/links/vergeten")
    await press(leader, f"{base}/wissen", f"{base}/wissen", title="Camera's")
