# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be read from the last row: sizes and places of all words on the projector, measured in the page."""

from __future__ import annotations

from playwright.sync_api import Page

LAST_ROW = 45
"""Text is at least this part of the height: 24 px of 1080."""
MATTERS = 28
"""What matters is at least this part: 38.6 px of 1080."""

_MEASURE = """async ([lastRow, matters, weighty]) => {
  // What has just come has its room, and the rest is laid anew, once it was drawn.
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const wrong = [];
  const lines = [];
  const walker = document.createTreeWalker(document.querySelector('.codio-screen-frame'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement: of } = walker.currentNode;
    if (!data.trim() || !of.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    if (of.closest('.codio-visually-hidden, svg')) continue;
    const px = parseFloat(getComputedStyle(of).fontSize);
    const least = innerHeight / (of.closest(weighty) && !of.closest('small') ? matters : lastRow);
    const words = data.trim().slice(0, 30);
    if (px < least - 0.1) wrong.push(`${words}: ${px} px, needs ${least.toFixed(1)}`);
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) {
      // What is inked: a line's box is higher than its letters.
      const top = box.top + box.height * 0.24, bottom = box.bottom - box.height * 0.24;
      const off = box.left < -1 || box.right > innerWidth + 1 || top < -1 || bottom > innerHeight + 1;
      if (off) wrong.push(`${words}: off the screen`);
      lines.push({ left: box.left + 1, right: box.right - 1, top, bottom, words });
    }
  }
  lines.forEach((one, at) => {
    for (const other of lines.slice(at + 1)) {
      if (one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
        wrong.push(`${one.words} lies over ${other.words}`);
    }
  });
  const stage = document.querySelector('main');
  if (stage.scrollHeight > stage.clientHeight + 1) wrong.push('the stage scrolls');
  if (document.scrollingElement.scrollHeight > innerHeight + 1) wrong.push('the page scrolls');
  return wrong;
}"""

WEIGHTY = (
    "h1, [data-whole]:not(.codio-screen-framework__principle), [role=timer], .codio-poster__action > span,"
    ".codio-screen-asks__large, .codio-screen-checklist .codio-check__question"
)
"""What matters: headings, names of values, actions, the time, and what is asked where nothing else stands."""


def hard_to_read(page: Page) -> list[str]:
    """What on this page of the screen is too small, off it, or over something else; at most ten."""
    found: list[str] = page.evaluate(_MEASURE, [LAST_ROW, MATTERS, WEIGHTY])
    return found[:10]


def pages(page: Page) -> int:
    """How many pages the screen needs for what it shows."""
    return max(1, page.locator(".codio-screen-foot__dot").count())
