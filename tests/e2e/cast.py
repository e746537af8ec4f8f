# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who takes part in the acted workshop, with which devices, and what reached each of them."""

from __future__ import annotations

import time

from playwright.sync_api import Page, expect

from server.player.browser import join_workshop
from tests.e2e.conftest import CONSOLE, PATIENCE_MS, PHONE, PROJECTOR, Stage
from tests.e2e.crowd import Crowd
from tests.e2e.people import Facilitator, Phone, open_by_form
from tests.patience import patient

TITLE = "Slimme camera's op het Stationsplein"
LOOK_AGAIN_MS = 20
NAMES = ("fatma", "joris", "nameless", "sanne")


class Cast:
    """Everybody who takes part, and the pages they look at."""

    def __init__(self, stage: Stage, crowd: Crowd) -> None:
        self.stage = stage
        desk = stage.device("facilitator", CONSOLE)
        links = open_by_form(desk, stage.base_url, TITLE)
        self.links = links
        desk.get_by_role("link", name="Naar je regiepagina").click()
        self.desk = Facilitator(desk)
        expect(desk.get_by_text("Er is nog niemand binnen. Deel de code.")).to_be_visible()
        self.screen = stage.device("screen", PROJECTOR)
        self.screen.goto(links.screen)
        expect(self.screen.get_by_text("Vul deze 3 woorden in")).to_be_visible()
        self.phones = {name: Phone(stage.device(name, PHONE, has_touch=True)) for name in NAMES}
        for name, phone in self.phones.items():
            self._come_in(name, phone)
        # Five more without a browser, so that there are three tables.
        for _ in range(5):
            crowd.run(join_workshop(stage.base_url, links.join.rsplit("/", 1)[-1]))
        self.pages: dict[str, Page] = {"facilitator": desk, "screen": self.screen} | {n: p.page for n, p in self.phones.items()}

    def _come_in(self, name: str, phone: Phone) -> None:
        if name == "joris":
            # The QR code holds this link.
            phone.page.goto(self.links.join)
        else:
            phone.page.goto(self.stage.base_url)
            words = self.links.words
            phone.page.get_by_label("Doe mee met een workshop").fill(f" {words.title()} " if name == "fatma" else words)
            phone.page.get_by_role("button", name="Doe mee").click()
        phone.join("" if name == "nameless" else name.title(), "privacy" if name == "nameless" else "")

    def check_received(self, words: str, by: set[str]) -> None:
        """Wait until these words reached everybody named, in the bytes of a frame; nobody else ever received them."""
        give_up_at = time.monotonic() + patient(PATIENCE_MS) / 1000
        while not by <= (holders := self._holders(words)):
            assert time.monotonic() < give_up_at, f"“{words}” reached only {holders}"
            self.screen.wait_for_timeout(LOOK_AGAIN_MS)
        assert holders == by, f"“{words}” reached {holders}"

    def _holders(self, words: str) -> set[str]:
        return {name for name, page in self.pages.items() if self.stage.watch(page).holds(words)}

    def sees(self, words: str) -> set[str]:
        """Who has these words on the page now."""
        return {name for name, page in self.pages.items() if page.get_by_text(words).count() > 0}
