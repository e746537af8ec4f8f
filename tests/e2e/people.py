# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do on their pages, as they see them: by role and by the Dutch words, never by a class."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.patience import patient

KEPT = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("waardenbord");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const store = opening.result.transaction("kept").objectStore("kept");
    const keys = store.getAllKeys();
    const values = store.getAll();
    values.onsuccess = () => resolve(JSON.stringify([keys.result, values.result, { ...localStorage }]));
  };
})"""
"""All that a device keeps, as text."""
LOOK_AGAIN_MS = 50
KEPT_WITHIN_S = 20.0


@dataclass
class Links:
    """What the links page gives."""

    facilitator: str
    join: str
    screen: str
    words: str


def open_by_form(page: Page, base_url: str, title: str) -> Links:
    """Fill in the form on the start page's link; the links that come of it."""
    page.goto(base_url)
    page.get_by_role("link", name="Open een nieuwe workshop").click()
    page.get_by_label("Titel", exact=True).fill(title)
    page.get_by_label("Organisatie", exact=True).fill("Gemeente Meerdorp")
    page.get_by_label("Het project in het kort").fill("De gemeente wil camera's die ruzie zien op het Stationsplein.")
    page.get_by_role("button", name="Open workshop").click()
    page.wait_for_url("**/links")
    join = page.get_by_label("Link voor deelnemers").input_value()
    return Links(
        facilitator=page.get_by_label("Link voor de gespreksleider").input_value(),
        join=join,
        screen=page.get_by_label("Link voor het scherm").input_value(),
        words=join.rsplit("/", 1)[-1].replace("-", " "),
    )


class Phone:
    """A participant."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str) -> None:
        """A button, by its whole name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def join(self, name: str = "", perspective: str = "") -> None:
        """Fill in the joining page."""
        self.page.get_by_label("Hoe mogen we je noemen?").fill(name)
        if perspective:
            self.page.get_by_label(perspective, exact=True).check()
        self.page.get_by_role("button", name="Doe mee").click()
        expect(self.page.get_by_role("heading", name="Wie is er")).to_be_visible()

    def pick_value(self, search: str) -> None:
        """Search a value and take the first that is found."""
        field = self.page.get_by_role("combobox", name="Welke waarde is hier belangrijk?")
        field.fill(search)
        field.press("Enter")
        expect(self.why).to_be_focused()

    @property
    def why(self) -> Locator:
        """The field for the reason."""
        return self.page.get_by_label("Waarom?", exact=True)

    def write_value(self, search: str, why: str) -> None:
        """Store a value note, from the composer that is in view."""
        self.pick_value(search)
        self.why.fill(why)
        self.press("Bewaar briefje")
        expect(self.note(why)).to_be_visible()

    def write_action(self, action: str, actor: str) -> None:
        """Store an action note, from the composer that is in view."""
        self.page.get_by_label("Wat moet er gebeuren?").fill(action)
        self.page.get_by_label("Wie moet dit doen?").fill(actor)
        self.press("Bewaar actie")
        expect(self.note(action)).to_be_visible()

    def keeps(self, words: str) -> None:
        """Wait until this device itself holds these words. What is typed is stored beside the typing, and a page that is loaded
        anew in that very moment may come first."""
        give_up_at = time.monotonic() + patient(KEPT_WITHIN_S)
        while words not in self.page.evaluate(KEPT):
            assert time.monotonic() < give_up_at, f"“{words}” is not stored"
            self.page.wait_for_timeout(LOOK_AGAIN_MS)

    def note(self, words: str) -> Locator:
        """The note with these words."""
        return self.page.get_by_role("article").filter(has_text=words)

    def choose(self, title: str, reason: str = "") -> None:
        """Choose a note for the table's sheet."""
        self.press(f"Kies {title}")
        self.page.get_by_label("Waarom kiezen jullie dit?").fill(reason)
        self.press("Kies")
        expect(self.page.get_by_role("button", name=f"Terug op tafel: {title}")).to_be_visible()

    def tab(self, name: str) -> None:
        """Open a tab of the board."""
        self.page.get_by_role("tab", name=name).click()


class Facilitator:
    """The facilitator's console."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.script = page.get_by_role("navigation", name="Draaiboek")
        self.room = page.get_by_role("complementary", name="De zaal")

    def press(self, name: str) -> None:
        """A button, by its whole name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def press_in_time(self, name: str) -> None:
        """As `press`, for a button that is there for seconds: a busy machine takes longer to find that it stands still."""
        self.page.get_by_role("button", name=name, exact=True).dispatch_event("click")

    def next(self, name: str, title: str) -> None:
        """Press what brings the next step, and wait for it."""
        self.script.get_by_role("button", name=name, exact=True).click()
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()

    def tab(self, name: str) -> None:
        """Open a tab of the desk."""
        self.page.get_by_role("tab", name=name).click()

    def seat(self, who: str, table: str) -> None:
        """Move somebody to another table, when he does not sit there yet. `who` is the beginning of the row."""
        row = self.page.get_by_role("listitem").filter(has_text=re.compile(f"^{who}"))
        there = self.page.get_by_role("region", name=table).get_by_role("listitem").filter(has_text=re.compile(f"^{who}"))
        if there.count() == 0:
            row.get_by_role("button", name="Meer voor").click()
            row.get_by_role("menuitem", name=table, exact=True).click()
        expect(there).to_have_count(1)

    def end_silence(self, opened: str) -> None:
        """Shorten the silence, and wait until the script can go on; `opened` is the button that then stands there."""
        self.room.get_by_role("button", name="Nog 20 seconden", exact=True).click()
        expect(self.script.get_by_role("button", name=opened, exact=True)).to_be_visible()
