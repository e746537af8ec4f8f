# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people see, in figures: each is taken from a page in a browser, on a workshop that simulated people fill.

Sizes are CSS pixels of the window that is named.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from contextlib import AsyncExitStack, asynccontextmanager

from playwright.async_api import Page
from playwright.async_api import expect as expects

from scripts.step_pictures import CASES
from scripts.studio import PATIENCE_MS, PROJECTOR, Studio
from scripts.tableau import Tableau
from scripts.tableau_poster import must
from server.player.browser import unlock
from sessions.material.framework import FOUNDATION_IDS, ValueRef
from sessions.material.script import Leaf
from sessions.model.poster_entries import PosterActionContent, PosterValueContent
from sessions.wire import commands as c
from sessions.wire import records as r

DESK = (1440, 900)
SMALL_PHONE = (360, 740)
VALUES = 18
"""As many as the framework has."""
ACTIONS = 12
NAME = "Noor"
DECIDE_AND_TAP_S = 1.35 + 1.10
"""What somebody needs to think of a tap and to make it: operators M and P of the keystroke-level model (Card, Moran and Newell,
"The keystroke-level model for user performance time with interactive systems", 1980)."""
KEY_S = 0.28
"""A letter, by who does not type much: operator K of the same model."""

_SMALLEST = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  let smallest = null;
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const block = text.parentElement;
    if (!text.data.trim() || block.closest('script, style, noscript')) continue;
    if (!block.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    range.selectNodeContents(text);
    const seen = [...range.getClientRects()].some((box) =>
      box.width > 2 && box.height > 2 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight);
    // For screen readers only: a box of one pixel with its text cut off.
    let cut = block;
    while (cut && cut.getBoundingClientRect().width > 2) cut = cut.parentElement;
    if (!seen || cut) continue;
    const matrix = block instanceof SVGGraphicsElement ? block.getScreenCTM() : null;
    const drawn = block.offsetHeight ? block.getBoundingClientRect().height / block.offsetHeight : 1;
    // `offsetHeight` is in whole pixels: what differs by less is not scaled.
    const scaled = Math.abs(drawn - 1) < 0.05 ? 1 : drawn;
    const scale = matrix ? Math.hypot(matrix.a, matrix.b) : scaled;
    const size = parseFloat(getComputedStyle(block).fontSize) * scale;
    if (smallest === null || size < smallest.px) smallest = { px: size, words: text.data.trim().slice(0, 40) };
  }
  return smallest;
}"""
"""The smallest letters that can be read in the window now, with what stands in them; scaled blocks as large as they are drawn."""

_SHARE = """(parts) => {
  const found = parts.map((part) => document.querySelector(part)).find((one) => one);
  if (!found) return null;
  const box = found.getBoundingClientRect();
  const wide = Math.max(0, Math.min(box.right, innerWidth) - Math.max(box.left, 0));
  const high = Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0));
  return (wide * high) / (innerWidth * innerHeight);
}"""
WORK_AREA = ("[data-work-area]", ".codio-console .codio-columns", ".codio-console__scroll")
"""Where the facilitator works: what says so itself, or else the first of these."""


@asynccontextmanager
async def filled(base_url: str, script_id: str) -> AsyncIterator[Tableau]:
    """A workshop of a script with everybody of its case in it."""
    async with AsyncExitStack() as stack:
        yield await Tableau.open(base_url, CASES[script_id], stack)


async def smallest_on_screen(studio: Studio, tableau: Tableau, wanted: Collection[str]) -> dict[str, tuple[float, str]]:
    """The smallest letters on the projector in each step, and which words they are; with `wanted` ids only those steps.

    From the first step on the poster holds 18 values and 12 actions.
    """
    opened = tableau.opened
    page = await studio.device(PROJECTOR, await unlock(studio.base_url, "scherm", opened.session_id, opened.screen_key))
    await page.goto(f"{studio.base_url}/scherm/{opened.session_id}")
    found: dict[str, tuple[float, str]] = {}
    for leaf in tableau.leaves:
        if wanted and leaf.id not in wanted:
            continue
        await tableau.begin(leaf)
        await tableau.fill(leaf)
        await fill_poster(tableau)
        await _at(page, leaf)
        seen = await page.evaluate(_SMALLEST)
        if seen is not None:
            found[leaf.id] = (round(seen["px"], 1), seen["words"])
        await tableau.finish(leaf)
    await page.context.close()
    return found


async def at_the_table(studio: Studio, tableau: Tableau) -> tuple[float, float]:
    """While the tables talk about their values: the share of the window in which the facilitator works, and how far down a small
    phone shows the first note.
    """
    opened, base = tableau.opened, studio.base_url
    for leaf in tableau.leaves:
        writes = leaf.silent and "value" in leaf.kinds
        talks = leaf.mode == "group" and not leaf.silent and leaf.sheet == "value"
        if writes or talks:
            await tableau.begin(leaf)
            await tableau.fill(leaf)
        if talks:
            break
        if writes:
            await tableau.finish(leaf)
    desk = await studio.device(DESK, opened.facilitator)
    await desk.goto(f"{base}/regie/{opened.session_id}")
    await _at(desk, leaf)
    share = await desk.evaluate(_SHARE, list(WORK_AREA))
    who = next(key for key, part in tableau.parts.items() if len(part.contents("value")) > 1)
    phone = await studio.device(SMALL_PHONE, tableau.browsers[who])
    await phone.goto(f"{base}/w/{opened.code}")
    await _at(phone, leaf)
    box = await phone.get_by_role("article").first.bounding_box()
    for page in (desk, phone):
        await page.context.close()
    return round(share, 2), round(box["y"] if box else float("inf"))


async def joining(studio: Studio, code: str) -> tuple[int, float]:
    """How many taps, and how many seconds, somebody needs from the QR code to a place at a table, with a name: by the clock, with
    a person's time for each tap and letter.
    """
    person = _Person(await studio.device(SMALL_PHONE))
    begun_s = time.monotonic()
    # The camera found the code and shows its link.
    await person.tap_link(f"{studio.base_url}/w/{code}")
    await person.fill("Hoe mogen we je noemen?", NAME)
    await person.tap("Doe mee")
    await expects(person.page.get_by_text("Jij zit aan tafel")).to_be_visible(timeout=PATIENCE_MS)
    took_s = time.monotonic() - begun_s
    await person.page.context.close()
    return person.taps, round(took_s, 1)


async def fill_poster(tableau: Tableau) -> None:
    """Lay what is still missing on the poster: every value of the framework, then actions with all fields."""
    desk = tableau.desk
    laid = {record.content.value.value_id for record in desk.all(r.PosterValueRecord)}
    for value in tableau.framework.values:
        if len(desk.all(r.PosterValueRecord)) < VALUES and value.id not in laid:
            meaning = "Iedereen die hier komt, weet wat er gebeurt en kan er iets van zeggen."
            foundation = tableau.framework.foundation_of_value(value.id) or FOUNDATION_IDS[0]
            said = PosterValueContent(meaning=meaning, foundation=foundation, value=ValueRef(value.id))
            await must(desk, c.PutPosterEntry(f"m-{value.id}", 0, said))
            await desk.until(lambda key=value.id: f"m-{key}" in desk.records)  # type: ignore[misc]  # the id is bound
    for number in range(len(desk.all(r.PosterActionRecord)), ACTIONS):
        action = PosterActionContent(
            foundation=FOUNDATION_IDS[number % len(FOUNDATION_IDS)],
            action=f"Bij elke camera een bord ophangen dat zegt wat er gebeurt ({number + 1})",
            holder="Projectleider",
            term="Voor de start",
            monitor="De opdrachtgever",
            values=(ValueRef("transparency"), ValueRef("privacy")),
        )
        await must(desk, c.PutPosterEntry(f"m-{number}", 0, action))
        await desk.until(lambda key=f"m-{number}": key in desk.records)  # type: ignore[misc]  # the id is bound


class _Person:
    """Somebody who taps and types on a phone, as fast as people do."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    async def tap_link(self, address: str) -> None:
        await self._tap()
        await self.page.goto(address)

    async def tap(self, button: str) -> None:
        await self._tap()
        await self.page.get_by_role("button", name=button, exact=True).click()

    async def fill(self, label: str, text: str) -> None:
        await self._tap()
        field = self.page.get_by_label(label)
        await field.click()
        await field.press_sequentially(text, delay=KEY_S * 1000)

    async def _tap(self) -> None:
        self.taps += 1
        await asyncio.sleep(DECIDE_AND_TAP_S)


async def _at(page: Page, leaf: Leaf) -> None:
    """Wait until a page shows a step and stands still."""
    await page.wait_for_function("(title) => document.body.innerText.includes(title)", arg=leaf.title.nl)
    await page.evaluate("document.fonts.ready.then(() => true)")
    await page.wait_for_timeout(_STILL_MS)


_STILL_MS = 400
"""What comes with a step, and text that is fitted to its place, stands by then."""
