# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A house style in a browser: its values reach what people see, in the light, in the dark and on the projector."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.e2e.crowd import Crowd, Room, carry
from tests.running import running_server

ZILTE = Path(__file__).resolve().parents[2] / "themes" / "zilte-gronden"
TABLE = {"light": "rgb(227, 237, 238)", "dark": "rgb(12, 25, 29)"}
NIGHT = {"light": "rgb(6, 50, 59)", "dark": "rgb(4, 31, 38)"}
ACTION = {"light": "rgb(0, 99, 107)", "dark": "rgb(95, 208, 212)"}

FACES = "all => all.map(one => getComputedStyle(one).fontFamily)"
PRIVATE = "in-incognito"
"""Every window of a test is a private one, which installs nothing."""


def test_what_a_theme_sets_is_what_people_see(browser: Browser) -> None:
    """[THM-01] [THM-03] [THM-09]"""
    with running_server(WAARDENBORD_THEME=str(ZILTE)) as base_url:
        for light in ("light", "dark"):
            page = browser.new_page(color_scheme=light, viewport={"width": 360, "height": 780})
            refused = refusals(page)
            page.goto(f"{base_url}/thema")
            expect(page.get_by_role("img", name="Hoogheemraadschap Zilte Gronden").first).to_be_visible()
            assert seen(page, "body", "backgroundColor") == TABLE[light]
            assert seen(page, ".codio-button--main", "backgroundColor") == ACTION[light]
            # The poster is light whatever the system says, and nothing of a rule is lost for what the theme sets.
            assert seen(page, ".codio-poster-page__paper", "color") == "rgb(11, 43, 51)"
            assert seen(page, ".codio-poster__sheet .codio-stamp", "color") == "rgb(106, 40, 91)"
            assert seen(page, ".codio-button--main", "borderRadius") == "999px"
            assert seen(page, "h1", "fontFamily").startswith("Georgia")
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            assert refused == []
            assert set(hindrances(page)) <= {PRIVATE}
            page.close()
        page = browser.new_page(color_scheme="dark", locale="nl-NL")
        page.goto(base_url)
        page.get_by_role("button", name="Probeer het uit").click()
        page.wait_for_url("**/w/*/bord")
        expect(page.get_by_text("Stil. Anderen zien je briefje nog niet.")).to_be_visible()
        assert seen(page, ".codio-night", "backgroundColor") == NIGHT["dark"]
        session = page.locator("#board").get_attribute("data-session")
        page.goto(f"{base_url}/regie/{session}")
        expect(page.get_by_role("img", name="Hoogheemraadschap Zilte Gronden")).to_be_visible()
        page.goto(f"{base_url}/regie/{session}/scherm")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert seen(page, ".codio-night", "backgroundColor") == NIGHT["light"]
        # What stands in a heading and is none has the letters of the text.
        with Crowd(base_url) as crowd:
            room = Room(crowd)
            room.go("A3")
            carry(room.opened.facilitator, page.context)
            page.goto(f"{base_url}/regie/{room.opened.session_id}")
            buttons = page.get_by_role("heading").get_by_role("button")
            expect(buttons.first).to_be_visible()
            assert not any("Georgia" in face for face in buttons.evaluate_all(FACES))
        page.close()


def hindrances(page: Page) -> list[str]:
    """Why this browser would not put the board among somebody's programs."""
    line = page.context.new_cdp_session(page)
    wrong = line.send("Page.getAppManifest")["errors"]
    found = line.send("Page.getInstallabilityErrors")["installabilityErrors"]
    return [*(each["message"] for each in wrong), *(each["errorId"] for each in found)]


def refusals(page: Page) -> list[str]:
    """What the browser complains of from now on, for instance of our policy."""
    found: list[str] = []

    def keep(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.append(message.text)

    page.on("console", keep)
    return found


def seen(page: Page, selector: str, name: str) -> str:
    told = page.locator(selector).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)
    return str(told)
