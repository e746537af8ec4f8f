# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What programs can find wrong with a page as it is drawn now: axe, scrolling sideways, targets that are too small."""

from __future__ import annotations

from typing import Any, Protocol

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

NARROW = (320, 780)
"""A window of 1280 pixels at 400 % (WCAG 1.4.10)."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SMALLEST_TARGET_PX = 24
"""WCAG 2.5.8."""
OWN_NORM_PX = 44
"""Of buttons, as in NL Design System (A11Y-06)."""
LONGEST_WORD = 60
"""Characters of a word that is looked at: a longer one is none, and breaks where it must."""

_SIDEWAYS = """() => {
  const page = document.scrollingElement;
  const over = page.scrollWidth - page.clientWidth;
  if (over <= 0) return [];
  const wide = [...document.body.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > page.clientWidth + 1);
  return [`${over} px too wide`, ...wide.slice(0, 5).map((one) => `${one.tagName}.${one.className}`)];
}"""

_SMALL = """([smallest, norm]) => {
  const found = [];
  const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=tab], [role=menuitem]';
  for (const one of document.querySelectorAll(targets)) {
    if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    const own = one.getBoundingClientRect();
    // Drawn by its label, as chips are.
    const label = one.matches('input[type=radio], input[type=checkbox]') && one.closest('label');
    const box = label ? label.getBoundingClientRect() : own;
    if (own.width <= 1 || own.height <= 1 && !label) continue;
    // A link in a sentence is as high as its line.
    const alone = one.parentElement.textContent.trim() === one.textContent.trim();
    if (one.tagName === 'A' && getComputedStyle(one).display === 'inline' && !alone) continue;
    const least = one.tagName === 'BUTTON' ? norm : smallest;
    if (box.width + 0.5 < least || box.height + 0.5 < least) {
      const name = (one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40);
      found.push(`${one.tagName} “${name}” ${Math.round(box.width)}×${Math.round(box.height)}`);
    }
  }
  return [...new Set(found)];
}"""


_BROKEN_WORDS = """(longest) => {
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const block = text.parentElement;
    if (!block.checkVisibility({visibilityProperty: true, opacityProperty: true})) continue;
    if (block.closest('script, style, textarea, select, svg')) continue;
    // Sheets to fill in and cards to stand on a table have the sizes of their paper, whatever shows them.
    if (block.closest('.codio-paper-sheet__rows, .codio-table-card, .codio-name-card')) continue;
    // Out of sight, for screen readers: it has no width at all.
    let box = block;
    while (box && box.getBoundingClientRect().width > 2) box = box.parentElement;
    if (box) continue;
    for (const word of text.data.matchAll(/[\\p{L}\\u00ad]{2,}/gu)) {
      // One that says itself where it may break, does so there.
      if (word[0].length > longest || word[0].includes('\\u00ad')) continue;
      // A piece of an address: that breaks where it must.
      if (/[/@]/.test(text.data.slice(0, word.index).split(/\\s/).at(-1))) continue;
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].filter((box) => box.width > 0).map((box) => Math.round(box.top)));
      const where = () => `${block.tagName} in ${block.closest("[class]").className}`;
      if (lines.size > 1) found.add(`${where()} breaks “${word[0]}” over ${lines.size} lines`);
    }
  }
  return [...found].slice(0, 12);
}"""


class Evaluates(Protocol):
    """A page in some browser, as far as it is asked what is on it."""

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """What an expression gives in the page, or a function with this argument."""


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG A and AA: rule, how often, and the first place."""
    # Half a megabyte of script: into each page once.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "(options) => axe.run(options)", {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    )
    return [_in_words(rule) for rule in found["violations"]]


def _settled(page: Page, found: list[str]) -> list[str]:
    """Without targets that are small only because a bar that stays in view covers half of them: they are whole once the page is
    scrolled, as they are in a window as high as the page.
    """
    if not any(what.startswith("target-size") for what in found):
        return found
    height = int(page.evaluate("document.scrollingElement.scrollHeight"))
    page.set_viewport_size({"width": NARROW[0], "height": max(height, NARROW[1])})
    whole = violations(page)
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    return [what for what in found if not what.startswith("target-size")] + [w for w in whole if w.startswith("target-size")]


def _in_words(rule: dict[str, Any]) -> str:
    first = rule["nodes"][0]
    why = first["any"][0]["message"] if first["any"] else rule["help"]
    return f"{rule['id']} ×{len(rule['nodes'])}: {first['target']} {why}"


_ARRIVED = """() => Promise.allSettled(
  document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished)
)"""
"""Waits for what was on its way already, such as the room that goes dark in silence: reduced motion does not stop it."""


_HYPHENATED = """() => new Promise((done) => {
  const look = () => document.documentElement.hasAttribute('data-hyphenating') ? requestAnimationFrame(look) : done();
  requestAnimationFrame(() => requestAnimationFrame(look));
})"""
"""Waits until words that do not fit have got their hyphens."""


def broken_words(page: Evaluates) -> list[str]:
    """Words that are broken without a hyphen, as the page is drawn now."""
    page.evaluate(_HYPHENATED)
    found: list[str] = page.evaluate(_BROKEN_WORDS, LONGEST_WORD)
    return found


def too_wide(page: Page) -> list[str]:
    """What does not fit in a narrow window: a page that scrolls sideways, and words that are broken without a hyphen."""
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    # What is half under a bar that stays in view is whole once the page is scrolled.
    page.evaluate("scrollTo(0, 0)")
    return [f"320 px: {what}" for what in (*page.evaluate(_SIDEWAYS), *broken_words(page))]


def problems(page: Page) -> list[str]:
    """Everything that is wrong with a page in a narrow window with light colours, and in its own window with dark ones."""
    own = page.viewport_size
    assert own is not None
    found: list[str] = []
    # Colours that are still on their way to another scheme would be judged as they pass.
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.evaluate(_ARRIVED)
    found += too_wide(page)
    found += [f"320 px, light: {what}" for what in _settled(page, violations(page))]
    found += [f"320 px, target: {what}" for what in page.evaluate(_SMALL, [SMALLEST_TARGET_PX, OWN_NORM_PX])]
    page.set_viewport_size(own)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found += [f"own width: {what}" for what in broken_words(page)]
    found += [f"dark: {what}" for what in violations(page)]
    found += [f"target: {what}" for what in page.evaluate(_SMALL, [SMALLEST_TARGET_PX, OWN_NORM_PX])]
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    return found
