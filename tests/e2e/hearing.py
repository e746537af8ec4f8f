# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a page tells people who listen: its two live regions are recorded from its start on, and never read at a moment, at which
the next words may stand there already."""

from __future__ import annotations

import re

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NothingTold

RECORD = """addEventListener('DOMContentLoaded', () => {
  globalThis.told = [];
  globalThis.heardTo = { status: 0, alert: 0 };
  for (const id of ['status', 'alert']) {
    const region = document.getElementById(id);
    const tell = () => region.textContent && told.push({ id, at_ms: performance.now(), words: region.textContent });
    if (region) new MutationObserver(tell).observe(region, { childList: true, characterData: true, subtree: true });
  }
});"""
"""For a page that has not gone anywhere yet; every page of a stage has it."""

_HEAR = """([id, source, flags]) => {
  const after = told.filter((one) => one.id === id).map((one) => one.words);
  const from = after.join('\\n').slice(heardTo[id]);
  const found = new RegExp(source, flags).exec(from);
  if (!found) return false;
  heardTo[id] += found.index + found[0].length;
  return true;
}"""


def hear(page: Page, words: str | re.Pattern[str], *, by: str = "status") -> None:
    """Wait until these words were told, after those that were waited for before; `by` is the id of the region. In a pattern ^ and
    $ are where words begin and end that were told at once. Raises AssertionError that says what was told instead."""
    pattern = words if isinstance(words, re.Pattern) else re.compile(re.escape(words))
    flags = "mi" if pattern.flags & re.IGNORECASE else "m"
    try:
        page.wait_for_function(_HEAR, arg=[by, pattern.pattern, flags])
    except NothingTold:
        raise AssertionError(f"not told: {pattern.pattern!r}; told: {[each for _, each in told(page, by=by)]}") from None


def told(page: Page, *, by: str = "status") -> list[tuple[float, str]]:
    """All that was told since the page came, or since `forget`, with when, in ms of the page."""
    return [(one["at_ms"], one["words"]) for one in page.evaluate("told") if one["id"] == by]


def forget(page: Page) -> None:
    """What was told until now was not heard."""
    page.evaluate("told.length = heardTo.status = heardTo.alert = 0")
