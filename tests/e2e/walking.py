# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Walks over a page with Tab, as people do who use no mouse: what has the focus is in sight, and goes as the eye goes."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

SIZES = ((320, 256), (360, 740), (1280, 800))
"""A laptop at 400 %, a phone, and a laptop (WCAG 1.4.10, 2.4.11)."""
DESK_PX = 960
"""Above this width the parts of the desk stand beside each other."""
MOST_STOPS = 400
LEAST_SEEN = 0.5
"""So much of what has the focus is in sight; WCAG 2.4.11 asks for any of it."""

_STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one.localName === 'iframe') return null;
  // Drawn by its label, as chips are.
  const own = one.getBoundingClientRect();
  const drawn = own.width > 2 && getComputedStyle(one).opacity !== '0';
  const shape = drawn ? one : one.closest('label') ?? one;
  const box = shape.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  // What is longer than the window is in sight when the window is full of it.
  const high = Math.min(box.height, innerHeight), wide = Math.min(box.width, innerWidth);
  let seen = 0;
  const across = 6, down = 4;
  if (right > left && bottom > top) {
    for (let i = 0; i < across; i++) for (let j = 0; j < down; j++) {
      const hit = document.elementFromPoint(left + (right - left) * (i + 0.5) / across, top + (bottom - top) * (j + 0.5) / down);
      if (hit && (hit === shape || shape.contains(hit) || (hit.localName === 'label' && hit.contains(one)))) seen++;
    }
    seen *= ((right - left) * (bottom - top)) / (wide * high) / (across * down);
  }
  let moves = false;
  for (let at = one; at; at = at.parentElement) if (['fixed', 'sticky'].includes(getComputedStyle(at).position)) moves = true;
  const told = one.getAttribute('aria-label') ?? one.labels?.[0]?.textContent ?? one.textContent;
  const name = told.trim().replace(/\\s+/g, ' ').slice(0, 50);
  const key = one.walkedBy ??= ++globalThis.walked;
  const over = seen < 0.5 && document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  // Where it stands in what it scrolls with, however far that was scrolled; and what of it is in sight there.
  let [x, y] = [scrollX, scrollY], scroller = 0;
  const clip = [own.left, own.top, own.right, own.bottom];
  for (let at = one.parentElement; at && at !== document.scrollingElement && at !== document.body; at = at.parentElement) {
    x += at.scrollLeft;
    y += at.scrollTop;
    if (at.scrollHeight <= at.clientHeight || !['auto', 'scroll'].includes(getComputedStyle(at).overflowY)) continue;
    scroller ||= at.walkedBy ??= ++globalThis.walked;
    const edge = at.getBoundingClientRect();
    clip[1] = Math.max(clip[1], edge.top);
    clip[3] = Math.min(clip[3], edge.bottom);
  }
  const around = over && (over.closest('[class]')?.getAttribute('class') ?? over.localName);
  return {key, name: `${one.localName} “${name}”`, seen, moves, over: around ? `.${around}` : '',
          scroller, box: [own.left + x, own.top + y, own.right + x, own.bottom + y],
          drawn: [clip[0] + scrollX, clip[1] + scrollY, clip[2] + scrollX, clip[3] + scrollY]};
}"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Everything that Tab comes by on a page as it is now, from its beginning, each with how much of it is in sight."""
    page.evaluate(
        "() => { globalThis.walked = 0; for (const one of document.querySelectorAll('*')) delete one.walkedBy;"
        " document.activeElement?.blur(); getSelection().removeAllRanges(); scrollTo(0, 0); }"
    )
    # The next Tab begins where the page does.
    page.evaluate("() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); }")
    found: list[dict[str, Any]] = []
    known: set[int] = set()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(_STOP)
        if stop is None:
            if found:
                break
            continue
        if stop["key"] in known:
            break
        known.add(stop["key"])
        found.append(stop)
    assert len(found) < MOST_STOPS, "Tab never comes to an end"
    return found


def covered(found: list[dict[str, Any]]) -> list[str]:
    """What has the focus and is not in sight, for the most part (WCAG 2.4.11)."""
    return [
        f"{stop['name']} is hidden{' under ' + stop['over'] if stop['over'] else ''} ({stop['seen']:.0%} in sight)"
        for stop in found
        if stop["seen"] < LEAST_SEEN
    ]


def against_the_eye(found: list[dict[str, Any]]) -> list[str]:
    """Where Tab goes up again in what stands under each other (WCAG 2.4.3): no next column, and nothing that stays in sight.

    What scrolls by itself is followed to its end; from there on to what stands outside of it, it counts where they are drawn.
    """
    still = [stop for stop in found if not stop["moves"]]
    wrong = []
    for before, after in pairwise(still):
        way = "box" if before["scroller"] == after["scroller"] else "drawn"
        left, top, right, _ = before[way]
        next_left, _, next_right, next_bottom = after[way]
        common = min(right, next_right) - max(left, next_left)
        if next_bottom <= top + 1 and common > 0.5 * min(right - left, next_right - next_left):
            wrong.append(f"from {before['name']} up to {after['name']}")
    return wrong


def walk(page: Page) -> list[str]:
    """What is wrong when a page is walked by Tab in windows of three sizes."""
    own = page.viewport_size
    assert own is not None
    wrong = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        found = stops(page)
        wrong += [f"{width}×{height}: {what}" for what in covered(found)]
        # The parts of the desk stand in the order of the window in which it was opened.
        if (width > DESK_PX) == (own["width"] > DESK_PX):
            wrong += [f"{width}×{height}: {what}" for what in against_the_eye(found)]
    page.set_viewport_size(own)
    return wrong
