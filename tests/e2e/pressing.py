# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pressing buttons by keyboard, one or all that a page has, and looking after each press whether the page holds together."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import ElementHandle, JSHandle, Locator, Page, expect

from tests.e2e.conftest import PATIENCE_MS, Stage
from tests.patience import patient

HELD = "() => document.activeElement !== null && document.activeElement !== document.body"
"""Something on the page has the focus (WCAG 2.4.3)."""
LOOK_AGAIN_MS = 10
MOST_PRESSES = 400
"""In one step of one page. More means that pressing makes new buttons without end."""

_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done))))"
"""What follows from an answer is drawn, and whatever had the focus has it again (views/parts/stay.ts)."""

_NEXT = """(seen) => {
  const within = document.querySelector('dialog:modal') ?? document;
  const name = (one) => {
    const words = one.getAttribute('aria-label') ?? (one.closest('label') ?? one).textContent;
    return `${one.localName} ${words.replace(/\\s+/g, ' ').replace(/\\d+/g, '#').trim()}`;
  };
  const all = within.querySelectorAll('button, summary, input[type=checkbox], input[type=radio]');
  const open = (each) => each.checkVisibility({visibilityProperty: true}) && !each.disabled;
  const one = [...all].find((each) => open(each) && !seen.includes(name(each)));
  return one ? [one, name(one)] : null;
}"""
"""The first thing to press that was not pressed yet, and its name to the ear. Numbers in it do not matter."""


class Hand:
    """Presses on one page. `back` brings the page back to where it was when a press led elsewhere."""

    def __init__(self, stage: Stage, page: Page, back: Callable[[], None] = lambda: None) -> None:
        self.page = page
        self.pressed: list[str] = []
        self._watch = stage.watch(page)
        self._back = back

    def press(self, button: Locator, *, goes: bool = True) -> None:
        """A button that is there, by Enter. With `goes` it is not there any more afterwards, or does something else by then."""
        found = self._focused(button)
        words = found.inner_text()
        self._press(found, re.sub(r"\s+", " ", words))
        if goes:
            self.page.wait_for_function(
                "([button, words]) => !button.isConnected || button.innerText !== words", arg=[found, words]
            )
            self._check()

    def _focused(self, button: Locator) -> ElementHandle:
        """The button with the focus; what somebody else did may draw it anew between finding it and pressing."""
        give_up_at = time.monotonic() + patient(PATIENCE_MS) / 1000
        while True:
            found = button.first.element_handle()
            assert found is not None
            if found.evaluate("(one) => { one.focus(); return one.isConnected; }"):
                return found
            assert time.monotonic() < give_up_at, f"{button} is drawn anew again and again"

    def press_all(self, spared: str = "$^") -> None:
        """Everything that can be pressed, and what comes of it, each once; without what has a name like `spared`, a pattern."""
        seen: list[str] = []
        while found := self._next(seen):
            button, name = found
            seen.append(name)
            assert len(seen) < MOST_PRESSES, f"new buttons without end: {seen[-10:]}"
            if re.search(spared, name):
                continue
            if not button.evaluate("(one) => { one.focus(); return one.isConnected; }"):
                # What somebody else did has just drawn the page anew; it may be there again.
                seen.pop()
                continue
            self._press(button, name)
            self._back()
        self.pressed += seen

    def _next(self, seen: list[str]) -> tuple[ElementHandle, str] | None:
        """What is not pressed yet; when an open dialog or menu has nothing more, what is behind it."""
        for closing in (False, True):
            if closing:
                self.page.keyboard.press("Escape")
                self._settle()
            found: JSHandle = self.page.evaluate_handle(_NEXT, seen)
            button = found.get_property("0").as_element() if found.json_value() else None
            if button is not None:
                return button, found.get_property("1").json_value()
        return None

    def _press(self, button: ElementHandle, name: str) -> None:
        self.last = name
        button.focus()
        self.page.keyboard.press("Space" if name.startswith("input ") else "Enter")
        self._settle()
        self._check()

    def _settle(self) -> None:
        """Wait until everything that was sent is answered, and what came of it is drawn."""
        self.page.evaluate(_FRAMES)
        give_up_at = time.monotonic() + patient(PATIENCE_MS) / 1000
        while self._watch.unanswered:
            assert time.monotonic() < give_up_at, f"no answer to what “{self.last}” sent"
            self.page.wait_for_timeout(LOOK_AGAIN_MS)
        self.page.evaluate(_FRAMES)

    def _check(self) -> None:
        assert not self._watch.complaints, f"after “{self.last}”: {self._watch.complaints}"
        try:
            self.page.wait_for_function(HELD)
        except Exception as fell:
            raise AssertionError(f"after “{self.last}” nothing has the focus") from fell
        # It still draws what it is, and no page of an error.
        expect(self.page.locator("main")).to_have_count(1)
