# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation with everything that one can have on a board, each with a word in it by which it is known again."""

from __future__ import annotations

import re
from urllib.parse import unquote

from msgspec import Struct

from benchmarks.archive_cases import cases
from organisation.archive.exchange import ArchiveFile, given
from organisation.dossier import report_commands as rc
from organisation.dossier.reported import report_content
from organisation.members.viewer import MEMBER_ROLES, MemberRole
from organisation.report.content import report_hash
from server.archive.taking_over import take_over
from server.player.browser import Browser
from tests.faults.deeds import hashed
from tests.server.archive.test_archive import about
from tests.server.house import House, Workshop, until
from tests.server.web.test_belonging import led
from tests.server.web.test_cases import dossier_of, fixed
from tests.server.web.test_dashboard import in_case
from tests.server.web.test_organisations import field, invited, member_id_of, opened
from tests.server.web.test_own_content import kept, shown
from tests.server.web.test_strategy import drawn, established, until_now


class World(Struct, frozen=True):
    """An organisation with a member in every role, a workshop, and all that its members can make. Whatever has a name in it, or a
    text, holds `word`; `parts` are the ids in its addresses.
    """

    word: str
    page: str
    members: dict[MemberRole, Browser]
    workshop: Workshop
    leader: Browser
    parts: dict[str, str]

    @property
    def id(self) -> str:
        return self.page.rpartition("/")[2]

    def address(self, path: str, **given: str) -> str:
        """A path of a route with the ids of this world."""
        own = {"organisation": self.id, "session": self.workshop.id, "case": self.workshop.id, "code": self.workshop.code}
        own |= {"action": f"{self.workshop.id}.a1", "row": "goal", "what": "definities", "foundation": "democratie"}
        own |= {"key": "A" * 24, "secret": "A" * 24, "hash": "0" * 16, "version": "1", "number": "1", "file": "svg"}
        own |= {"role": "facilitator", "phase": "nu", "value": "privacy"} | self.parts
        if path.startswith(("/strategie", "/organisatieactie")):
            own["action"] = self.parts["task"]
        if path.startswith("/draaiboeken/"):
            own["script"] = "codio-project-2025"
        return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: {**own, **given}.get(found[1], "x"), path)


async def made(house: House, word: str) -> World:
    """Such an organisation; its house has an archive."""
    manager, page = await opened(house, f"Gemeente {word}", f"Beheer {word}")
    members: dict[MemberRole, Browser] = {"manager": manager}
    for role in MEMBER_ROLES[1:]:
        members[role] = (await invited(manager, page, f"{role} {word}", role))[0]
    parts = {"member": member_id_of((await manager.get(f"{page}/leden")).body, f"Beheer {word}")}
    workshop = await fixed(house, title=f"Camera's {word}", organisation=f"Gemeente {word}", case_text=f"Over {word}.")
    leader = Browser(house.base_url)
    leader.cookies = {**led(workshop).cookies, **manager.cookies}
    assert (await leader.post(f"/regie/{workshop.id}/links/bij", {"organisation": page.rpartition("/")[2]})).status == 303
    assert (await leader.post(f"/regie/{workshop.id}/zaak", {})).status == 303
    parts |= await _own_content(manager, page, word)
    parts |= await _strategy(manager, page, word)
    parts |= await _archive(house, workshop, manager, page, word)
    return World(word, page, members, workshop, leader, parts)


async def _own_content(manager: Browser, page: str, word: str) -> dict[str, str]:
    """A set of values and a script of its own."""
    of = page.rpartition("/")[2]
    assert (await kept(manager, page, ["Samen"], own__owner=f"Team {word}")).status == 303
    form = shown((await manager.get("/draaiboeken/eigen?van=codio-pad")).body)
    form |= {"id": "van-ons", "owner": f"Team {word}", "do": f"keep:{of}"}
    assert (await manager.post("/draaiboeken/eigen", form)).status == 303
    (values,) = set(re.findall(rf"{page}/waarden/([\w-]+)", (await manager.get(f"{page}/eigen")).body))
    return {"values": values, "script": "van-ons"}


async def _strategy(manager: Browser, page: str, word: str) -> dict[str, str]:
    """A strategy with a version, an own value, an action with a link, and an analysis."""
    strategy = page.replace("organisatie", "strategie")
    assert (await manager.post(f"{strategy}/begin", {})).status == 303
    phase = drawn((await manager.get(f"{strategy}/fase/nu")).body)
    assert (await manager.post(f"{strategy}/fase/nu", {**phase, "text-problems": f"Zorgen van {word}."})).status == 303
    mark = field((await manager.get(f"{strategy}/waarden")).body, "mark")
    value = {"value": "+human_rights", "name": f"Waarde {word}", "reason": "society", "mark": mark}
    assert (await manager.post(f"{strategy}/waarden", value)).status == 303
    listed = re.findall(rf'{strategy}/waarden/(l-\w+)"', (await manager.get(f"{strategy}/waarden")).body)[0]
    people = {"base_rev": "0", "administrator": f"Wethouder {word}"}
    assert (await manager.post(f"{strategy}/mensen", people)).status == 303
    await established(manager, strategy)
    task = (await manager.post(f"{strategy}/acties", {"action": f"Leg uit wat {word} doet", "mark": "A" * 24})).location
    assert (await manager.post(f"{task}/link", {"mark": "B" * 24})).status == 200
    mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
    period = {"from_day": "2020-01-01", "to_day": until_now(), "mark": mark}
    analysis = (await manager.post(f"{strategy}/analyse", period)).location
    mark = field((await manager.get(analysis)).body, "mark")
    assert (await manager.post(analysis, {"text-conclusions": f"Besluit over {word}.", "mark": mark})).status == 303
    return {"listed": listed, "task": task.rpartition("/")[2], "analysis": analysis.rpartition("/")[2]}


async def _archive(house: House, workshop: Workshop, manager: Browser, page: str, word: str) -> dict[str, str]:
    """A report that members read, and one from elsewhere with a tension; both are found in their archive."""
    await in_case(house, workshop.id, rc.WriteRow("goal", 0, f"Doel van {word}.", ""))
    sha256 = report_hash(report_content(await dossier_of(house, workshop)))
    await in_case(house, workshop.id, rc.Establish(sha256, "2027-01-01"), rc.Share())
    report = hashed(about(next(each for each in cases(20) if each.content.tensions), f"Elders over {word}"))
    elsewhere = given(f"elders-{word}", report, "https://elders.test", is_public=True)
    await take_over(house.rooms.store, ArchiveFile(given_by=f"Gemeente {word}", cases=(elsewhere,)), page.rpartition("/")[2])

    async def both_are_found() -> bool:
        return (await manager.get(f"{page}/archief?q={word}")).body.count('href="/lezen/') > 1

    await until(both_are_found)
    found = (await manager.get(f"{page}/archief")).body
    tension = re.search(rf"{page}/archief\?spanning=([^&\"]+)", found)
    assert tension is not None
    return {"tension": unquote(tension[1])}
