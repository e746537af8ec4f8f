# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m benchmarks.page`: what a participant's page costs a phone, in a real Chromium on the real server.

Measured are: the JavaScript that comes, zipped, with its headers, until the first view and in all; the first useful view of
the page to join and of the board, at 400 kbit/s and 400 ms; how much jumps while it comes; script a second while nothing
happens; and with 500 notes, on a processor slowed six times, from a press until the screen shows it (`benchmarks/presses.py`)
and the work for one note of somebody else.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any

from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, CDPSession, Page, ViewportSize, async_playwright

from benchmarks.presses import DRAWN, WATCH, Presses, at_table, in_plenary
from benchmarks.rooms import PLENARY_STEP, WHY
from benchmarks.servers import board
from scripts.browser import LAUNCH_ARGS, find_or_install
from server import content
from server.player.browser import Browser, Opened, join_workshop, open_workshop
from server.player.device import Device
from sessions.material.framework import ValueRef
from sessions.model.state import ValueContent
from sessions.wire.commands import AddNote, GoToStep

PHONE: ViewportSize = {"width": 360, "height": 740}
SLOW_NET = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
"""400 kbit/s and 400 ms, in bytes a second and milliseconds."""
SLOWED = 6
"""So many times slower is the processor: a cheap phone beside a laptop."""
IDLE_S = 10.0
PATCHES = 20
TIMES = 5
"""So often each kind of press."""
TABLE_STEP = "A2c1"
"""A step at the tables in which notes are chosen."""
LEAST_NOTES = 20
"""So many notes stand on a page that has begun to show them."""
GOALS = {
    "JavaScript until the first view": (60.0, "kB"),
    "first useful view, joining": (2.0, "s"),
    "first useful view, board": (2.0, "s"),
    "layout shift": (0.001, ""),
    "script while nothing happens": (1.0, "ms/s"),
    "press, slowest": (100.0, "ms"),
}
"""Of issue 12. What is not here is told without a goal."""

_WATCH = """
globalThis.shifts = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) globalThis.shifts += each.value;
}).observe({type: 'layout-shift', buffered: true});
"""
_BOARD = "#board main:not(.codio-live__wait) h1"


class Hall:
    """A workshop in a plenary step, and the people who write in it."""

    def __init__(self, opened: Opened, stack: AsyncExitStack) -> None:
        self.opened = opened
        self._stack = stack
        self._run = ""
        self._people: list[Device] = []
        framework = content.framework(content.scripts()[0].framework)
        foundations = {principle.id: principle.foundation for principle in framework.principles}
        self._values = [(value.id, foundations[value.principle]) for value in framework.values]
        self.count = 0

    async def begin(self, people: int) -> None:
        """People come in, and the facilitator goes to the step."""
        base, session_id = self.opened.facilitator.base_url, self.opened.session_id
        self._desk = desk = await self._stack.enter_async_context(Device(self.opened.facilitator, session_id, "facilitator"))
        for _ in range(people):
            browser = await join_workshop(base, self.opened.code)
            self._people.append(await self._stack.enter_async_context(Device(browser, session_id, "participant")))
        await desk.until(lambda: "workshop" in desk.records)
        await self.go(PLENARY_STEP)

    async def go(self, step: str) -> None:
        """The facilitator goes to a step."""
        desk, before = self._desk, self._run
        await desk.must(GoToStep(step, before))
        await desk.until(lambda: desk.run is not None and desk.workshop.current != before)
        self._run = desk.workshop.current

    async def write(self, notes: int) -> None:
        """So many notes more, the authors in turn."""
        for _ in range(notes):
            value, column = self._values[self.count % len(self._values)]
            self.count += 1
            author = self._people[self.count % len(self._people)]
            await author.must(AddNote(f"page-{self.count}", self._run, ValueContent(ValueRef(value), WHY), column))


class Phone:
    """A page of a participant on a phone, with what Chromium counts of it."""

    def __init__(self, page: Page, line: CDPSession) -> None:
        self.page = page
        self.line = line
        self.script_bytes = 0.0
        self._scripts: set[str] = set()
        line.on("Network.responseReceived", self._received)
        line.on("Network.loadingFinished", self._finished)

    def _received(self, told: dict[str, Any]) -> None:
        if told["type"] == "Script" or told["response"]["mimeType"].endswith("javascript"):
            self._scripts.add(told["requestId"])

    def _finished(self, told: dict[str, Any]) -> None:
        if told["requestId"] in self._scripts:
            self.script_bytes += told["encodedDataLength"]

    async def metric(self, name: str) -> float:
        """What Chromium counted until now, in seconds."""
        told = await self.line.send("Performance.getMetrics")
        return next(float(each["value"]) for each in told["metrics"] if each["name"] == name)

    async def work(self) -> float:
        """All work of the page's main thread until now, in milliseconds."""
        return 1000 * await self.metric("TaskDuration")


async def phone_in(context: BrowserContext) -> Phone:
    """A new page."""
    page = await context.new_page()
    line = await context.new_cdp_session(page)
    for domain in ("Network", "Performance"):
        await line.send(f"{domain}.enable")
    return Phone(page, line)


async def context_of(chromium: Chromium, browser: Browser | None = None) -> BrowserContext:
    """A phone that was never here; with `browser` it is that person's."""
    context = await chromium.new_context(viewport=PHONE, locale="nl-NL", device_scale_factor=2, has_touch=True, is_mobile=True)
    await context.add_init_script(_WATCH + WATCH)
    if browser:
        cookies = [{"name": name, "value": value, "url": browser.base_url} for name, value in browser.cookies.items()]
        await context.add_cookies(cookies)  # type: ignore[arg-type]  # each has the three that it needs
    return context


async def first_views(chromium: Chromium, opened: Opened) -> dict[str, float]:
    """On a slow network, with nothing kept: the page to join, and a board that is there with its step; and what came for it."""
    base = opened.facilitator.base_url
    found: dict[str, float] = {}
    context = await context_of(chromium)
    phone = await phone_in(context)
    await phone.line.send("Network.emulateNetworkConditions", SLOW_NET)
    await phone.page.goto(f"{base}/w/{opened.code}", wait_until="commit")
    await phone.page.get_by_role("button", name="Doe mee").wait_for()
    found["first useful view, joining"] = await phone.page.evaluate(DRAWN) / 1000
    # While somebody types a name the board comes already.
    await phone.page.wait_for_load_state("networkidle")
    await phone.page.get_by_role("button", name="Doe mee").click(no_wait_after=True)
    await phone.page.wait_for_url("**/bord", wait_until="commit")
    await phone.page.locator(_BOARD).first.wait_for()
    found["first useful view, board"] = await phone.page.evaluate(DRAWN) / 1000
    await context.close()
    context = await context_of(chromium, await join_workshop(base, opened.code))
    phone = await phone_in(context)
    await phone.line.send("Network.emulateNetworkConditions", SLOW_NET)
    await phone.page.goto(f"{base}/w/{opened.code}/bord", wait_until="commit")
    await phone.page.locator(_BOARD).first.wait_for()
    found["board by a link, nothing kept"] = await phone.page.evaluate(DRAWN) / 1000
    found["JavaScript until the first view"] = phone.script_bytes / 1000
    await phone.page.wait_for_load_state("networkidle")
    found["JavaScript with all steps"] = phone.script_bytes / 1000
    found["layout shift"] = await phone.page.evaluate("globalThis.shifts")
    await phone.line.send(
        "Network.emulateNetworkConditions", {**SLOW_NET, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    )
    await asyncio.sleep(2)
    before = await phone.metric("ScriptDuration")
    await asyncio.sleep(IDLE_S)
    found["script while nothing happens"] = 1000 * (await phone.metric("ScriptDuration") - before) / IDLE_S
    await context.close()
    return found


async def with_notes(chromium: Chromium, hall: Hall) -> dict[str, float]:
    """Presses, and what others do, with all notes on a slowed processor."""
    opened = hall.opened
    base = opened.facilitator.base_url
    context = await context_of(chromium, await join_workshop(base, opened.code))
    phone = await phone_in(context)
    page = phone.page
    await page.goto(f"{base}/w/{opened.code}/bord")
    await page.locator(".codio-note").nth(LEAST_NOTES).wait_for()
    found = {"notes on the page": float(await page.locator(".codio-note").count())}
    await phone.line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    presses = Presses(page)
    await in_plenary(presses, TIMES, lambda: hall.write(PATCHES))
    await page.wait_for_timeout(1000)
    before, shifts = await phone.work(), await page.evaluate("globalThis.shifts")
    await hall.write(PATCHES)
    await page.wait_for_timeout(1500)
    found["work for a note of somebody else"] = (await phone.work() - before) / PATCHES
    found["layout shift while others write"] = await page.evaluate("globalThis.shifts") - shifts
    await hall.go(TABLE_STEP)
    await page.get_by_role("tab").first.wait_for()
    await page.locator(".codio-note").nth(LEAST_NOTES).wait_for()
    found["notes at the table"] = float(await page.locator(".codio-note").count())
    await at_table(presses, TIMES)
    await context.close()
    return found | presses.figures()


async def measure(notes: int, people: int) -> dict[str, float]:
    """All figures, by name."""
    with board() as running:
        async with AsyncExitStack() as stack, async_playwright() as playwright:
            chromium = await playwright.chromium.launch(executable_path=str(find_or_install()), args=list(LAUNCH_ARGS))
            fields = {"title": "Een volle zaal", "organisation": "Gemeente", "case_text": "Cameratoezicht", "language": "nl"}
            hall = Hall(await open_workshop(running.url, fields), stack)
            found = await first_views(chromium, hall.opened)
            await hall.begin(people)
            await hall.write(notes)
            found |= await with_notes(chromium, hall)
            await chromium.close()
            return found


def main() -> None:
    """Measure once, and say what falls short of its goal."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    parser.add_argument("--notes", type=int, default=500)
    parser.add_argument("--people", type=int, default=25, help="who wrote them")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = asyncio.run(measure(options.notes, options.people))
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        goal, unit = GOALS.get(name, (None, ""))
        told = "" if goal is None else f"  goal {goal:g} {unit}{'' if value <= goal else '  FALLS SHORT'}"
        print(f"{name:<36} {value:>9.3f}{told}")


if __name__ == "__main__":
    main()
