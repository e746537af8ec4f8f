# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long a phone takes from a press until its screen shows what came of it, by kind of press, on a board that is full.

A press is everything that belongs together of a tap or a key: the slowest of its events, as Event Timing tells them, in steps of
8 ms. What takes less than `LEAST_MS` is not told by the browser and counts as that.
"""

from __future__ import annotations

import asyncio
import statistics
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from playwright.async_api import Page

LEAST_MS = 16.0
"""The browser tells of no event that took less."""
LETTERS = 5
"""So many are typed while others write."""
SETTLE_MS = 150
"""After a press, so that the next one waits for nothing of it, and the browser has told of it."""
WATCH = f"""
globalThis.presses = new Map();
new PerformanceObserver((list) => {{
  for (const each of list.getEntries()) if (each.interactionId) {{
    globalThis.presses.set(each.interactionId, Math.max(each.duration, globalThis.presses.get(each.interactionId) ?? 0));
  }}
}}).observe({{type: 'event', durationThreshold: {LEAST_MS:g}, buffered: true}});
"""
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
_TAKE = "() => { const all = [...globalThis.presses.values()]; globalThis.presses.clear(); return all; }"
_MENU = ".codio-columns .codio-note button[aria-haspopup=menu]"


class Presses:
    """What was pressed on a page, by kind; times in milliseconds."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.took: dict[str, list[float]] = defaultdict(list)

    async def press(self, kind: str, act: Callable[[], Awaitable[None]]) -> None:
        """Do it once, and see how long it took until it showed."""
        await self.page.wait_for_timeout(SETTLE_MS)
        await self.page.evaluate(_TAKE)
        await act()
        await self.page.evaluate(DRAWN)
        await self.page.wait_for_timeout(SETTLE_MS)
        self.took[kind].append(max(await self.page.evaluate(_TAKE), default=LEAST_MS))

    def figures(self) -> dict[str, float]:
        """Median and slowest of each kind, and of all."""
        found: dict[str, float] = {}
        for kind, all_of_it in self.took.items():
            found |= {f"{kind}, median": statistics.median(all_of_it), f"{kind}, slowest": max(all_of_it)}
        every = [one for all_of_it in self.took.values() for one in all_of_it]
        found |= {"presses": float(len(every)), "press, median": statistics.median(every), "press, slowest": max(every)}
        return found


async def in_plenary(presses: Presses, times: int, others_write: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Menus, moves, and writing, with the notes of the whole room on the page."""
    page = presses.page
    for turn in range(times):
        more = page.locator(_MENU).nth(turn)
        await more.scroll_into_view_if_needed()
        await presses.press("open a menu", more.tap)
        await presses.press("close a menu", lambda: page.keyboard.press("Escape"))
    for turn in range(times):
        await page.locator(_MENU).nth(turn).tap()
        await presses.press("move a note", page.get_by_role("menuitem").first.tap)
    for _ in range(times):
        await presses.press("open the form", page.locator("#new-note").tap)
        field = page.locator(".codio-composer [role=combobox]")
        await field.fill("Privacy")
        await presses.press("pick a value", lambda: page.keyboard.press("Enter"))
        beside = asyncio.create_task(others_write())
        for _ in range(LETTERS):
            await presses.press("type while others write", lambda: page.keyboard.press("a"))
        await beside
        await presses.press("store a note", page.locator(".codio-composer [type=submit]").tap)


async def at_table(presses: Presses, times: int) -> None:
    """Tabs and choosing, with the notes of one table on the page."""
    page = presses.page
    tabs = page.get_by_role("tab")
    for _ in range(times):
        for at in (1, 0):
            await presses.press("another tab", tabs.nth(at).tap)
    for turn in range(times):
        choose = page.locator(".codio-columns .codio-move--choose:not([disabled])").nth(turn)
        await choose.scroll_into_view_if_needed()
        await presses.press("ask why it is chosen", choose.tap)
        await presses.press("choose", page.locator(".codio-note__question [type=submit]").tap)
