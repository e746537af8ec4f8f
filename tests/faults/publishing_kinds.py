# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults while a report becomes public, or is withdrawn: everybody presses at once, and the worker that does it dies."""

from __future__ import annotations

import asyncio
import json
import secrets
from functools import partial

from organisation.dossier import publishing
from organisation.dossier import report_commands as rc
from organisation.dossier.reported import report_content
from organisation.dossier.viewer import CHECKER, COORDINATOR
from organisation.report.content import report_hash
from server.dossiers.dossiers import Dossiers
from server.player.browser import Browser
from server.store import open_store
from tests.faults.case_kinds import PEOPLE, CaseWorld, Inject, run_cases, strike
from tests.faults.kinds import POINTS, Kind, Point, first, set_trap
from tests.faults.result import Result
from tests.server.house import until

DAY = "2027-01-01"


async def may_be_public(world: CaseWorld) -> str:
    """Take every step but the last; the hash of what may be public now."""
    async with open_store(world.settings) as store:
        dossiers = Dossiers(store)

        async def done(command: rc.Establish | rc.Share | rc.ReviewNames | rc.SetInformed | rc.MakeCheckersLink) -> None:
            refusal = await dossiers.ask(world.id, command, COORDINATOR)
            assert refusal is None, refusal

        await done(rc.Establish(report_hash(report_content(await world.dossier())), DAY))
        await done(rc.Share())
        content = publishing.candidate((await world.dossier()).report)
        assert content is not None
        sha256 = report_hash(content)
        await done(rc.ReviewNames(sha256))
        await done(rc.SetInformed(DAY))
        await done(rc.MakeCheckersLink("c" * 64))
        assert await dossiers.ask(world.id, rc.Approve(sha256, DAY), CHECKER) is None
    return sha256


async def press(world: CaseWorld, path: str, form: dict[str, str], point: Point | None, number: int, result: Result) -> bool:
    """Everybody sends one form at once; with a point, a worker dies there. Whether that struck."""
    assert world.opened is not None
    worker = world.workers[number // 2 % 2]
    trap = set_trap(worker, point) if point else None
    tasks = [asyncio.create_task(world.send(world.opened.facilitator, path, form, "")) for _ in range(PEOPLE)]
    if trap is None:
        await asyncio.gather(*tasks)
        return True
    struck = await first([trap]) is not None
    strike(result, tasks)
    if struck:
        worker.kill()
        trap.drop()
    worker.to_store.heal()
    if struck:
        await worker.start()
    await asyncio.gather(*tasks)
    return struck


async def kill_at_publishing(point: Point, world: CaseWorld, number: int, result: Result) -> bool:
    """SIGKILL of the worker that makes a report public (or, every second time, withdraws it): it is public once, or withdrawn, on
    every worker, in its page, its data and the index, which whoever is left goes on keeping up.
    """
    await world.begin()
    sha256 = await may_be_public(world)
    base, withdraws = f"/zaak/{world.id}/verslag/openbaar", bool(number % 2)
    form = {"sha256": sha256, "mark": secrets.token_urlsafe(18)}
    struck = await press(world, base, form, None if withdraws else point, number, result)
    await shown(world, public=True)
    if withdraws:
        form = {"mark": secrets.token_urlsafe(18)}
        struck = await press(world, f"{base}/intrekken", form, point, number, result)
        await shown(world, public=False)
    report = (await world.dossier()).report
    result.lost += int((report.public is None) != withdraws)
    result.duplicated += max(0, report.published - 1)
    return struck


async def shown(world: CaseWorld, *, public: bool) -> None:
    """Wait until every worker tells the same of the report, and the archive too."""
    assert world.opened is not None
    browsers = [world.at(world.opened.facilitator, number) for number in range(len(world.workers))]
    for number, browser in enumerate(browsers):
        for file in ("", "/verslag.json"):
            answer = await browser.get(f"/verslag/{world.id}{file}")
            if answer.status != (200 if public else 410):
                world.problems.append(f"worker {number} answers {answer.status} for the report{file}")

        async def is_in_archive(browser: Browser = browser) -> bool:
            told = json.loads((await browser.get("/archief.json?q=camera")).body)
            return any(each["url"].endswith(f"/{world.id}") for each in told["cases"]) == public

        await until(is_in_archive, within_s=30)


INJECTIONS: dict[str, Inject] = {
    "case: worker killed before a report is made public or withdrawn": partial(kill_at_publishing, POINTS[0]),
    "case: worker killed after a report was made public or withdrawn, before its reply": partial(kill_at_publishing, POINTS[1]),
}


KINDS: list[Kind] = [Kind(name, long=True, run=partial(run_cases, inject)) for name, inject in INJECTIONS.items()]
