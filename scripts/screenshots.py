# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Takes the pictures of the docs: a server of its own, the worked cases laid on it, and a browser that looks.

`make screenshots` runs it, in about five minutes: the silences last as long as they must. Two kinds come of it: the eight that
README and docs show (docs/images, committed when they have changed to the eye), and those of every step with a page for each
script (docs/steps, which git ignores; `scripts/step_pictures.py`).

Names of pictures take only those, like `python -m scripts.screenshots screen-lobby`; the name of a script (`codio-pad`) takes
those of its steps.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack

from playwright.async_api import Page, async_playwright

from scripts.browser import LAUNCH_ARGS, find_or_install
from scripts.rehearsal import Rehearsal
from scripts.step_pictures import CASES, take_steps
from scripts.studio import IMAGES, PHONE, PROJECTOR, Studio
from server.player import browser as simulated
from tests.running import running_server

PUBLIC_URL = "http://waardenbord.example"
"""What stands on the screen as the address to go to."""

CONSOLE = (1440, 900)
POSTER = (1280, 900)


async def take_all(base_url: str, wanted: set[str]) -> None:
    """Play the case from moment to moment, and take the pictures."""
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        chromium = await playwright.chromium.launch(executable_path=str(find_or_install()), args=list(LAUNCH_ARGS))
        stack.push_async_callback(chromium.close)
        studio = Studio(chromium, base_url, wanted)
        play = await Rehearsal.open(base_url, stack)
        opened = play.opened
        key = await simulated.unlock(base_url, "scherm", opened.session_id, opened.screen_key)
        phone = await studio.device(PHONE, play.person("rechtsstaat").browser, sharp=2)
        await phone.goto(f"{base_url}/w/{opened.code}")
        desk = await studio.device(CONSOLE, opened.facilitator)
        await desk.goto(f"{base_url}/regie/{opened.session_id}")
        screen = await studio.device(PROJECTOR, key, sharp=0.75)
        await screen.goto(f"{base_url}/scherm/{opened.session_id}")
        await part_a(studio, play, phone, desk, screen)
        await part_b(studio, play, screen)


async def part_a(studio: Studio, play: Rehearsal, phone: Page, desk: Page, screen: Page) -> None:
    """From the lobby to the plenary on values."""
    await phone.get_by_role("heading", name="Wie is er").wait_for()
    await screen.get_by_text("Vul deze 3 woorden in").wait_for()
    await desk.get_by_text("15 mensen zijn binnen").wait_for()
    await studio.take(screen, "screen-lobby")

    await play.go("A1")
    await play.be_silent("A2a", ready=len(play.people))
    await play.open_notes()

    await play.be_silent("A2b", ready=9)
    await screen.get_by_text("9 van 15 klaar").wait_for()
    await _at(phone, "Waarden identificeren")
    await phone.get_by_role("combobox", name="Welke waarde is hier belangrijk?").fill("aanvecht")
    await phone.keyboard.press("Enter")
    await phone.get_by_label("Waarom?", exact=True).fill("Wie onterecht is gefilmd, moet ergens terechtkunnen.")
    await studio.take(phone, "phone-silence")
    await studio.take(screen, "screen-silence")
    await phone.get_by_label("Waarom?", exact=True).fill("")
    await phone.get_by_role("button", name="Andere waarde").click()
    await play.open_notes()

    await play.go("A2c1")
    await play.talk(slice(0, 2))
    await _at(phone, "Bespreken")
    await phone.get_by_role("tab", name="Onze tafel").click()
    await studio.take(phone, "phone-table")
    await desk.get_by_text("2 van 3").wait_for()
    await studio.take(desk, "facilitator-table")
    await play.talk(slice(2, 3))

    await play.go("A2c2")
    await play.begin_pitch(1)
    await screen.get_by_role("heading", name="Rechtsstaat vertelt").wait_for()
    await studio.take(screen, "screen-pitch")
    await play.hear_all()

    await play.go("A3")
    await play.discuss()
    await _at(desk, "Plenaire bespreking waarden")
    await desk.get_by_text("We volgen niemand die niets deed.").first.wait_for()
    await studio.take(desk, "facilitator-poster")


async def part_b(studio: Studio, play: Rehearsal, screen: Page) -> None:
    """From the actions to the end."""
    await play.be_silent("B4a", ready=len(play.people))
    await play.open_notes()
    await play.go("B4b1")
    await play.talk(slice(0, 3))
    await play.go("B4b2")
    await play.hear_all()
    await play.go("B5")
    await play.discuss()
    await play.go("B6")
    await play.make_final()
    await play.close()
    await screen.get_by_text("versie 1, ").wait_for()
    # On the screen it turns its pages; here it is whole.
    poster = await studio.device(POSTER, play.opened.facilitator)
    await poster.goto(f"{studio.base_url}/w/{play.opened.code}/poster")
    await studio.take(poster, "screen-poster", of=".codio-poster-page__paper")


async def _at(page: Page, heading: str) -> None:
    await page.get_by_role("heading", level=1, name=heading).wait_for()


def main(wanted: list[str]) -> int:
    """Take these pictures, or all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    scripts = [script for script in CASES if not wanted or script in wanted]
    names = set(wanted) - set(CASES)
    with running_server(WAARDENBORD_PUBLIC_URL=PUBLIC_URL) as base_url:
        for script in scripts:
            asyncio.run(take_steps(base_url, script))
        if names or not wanted:
            asyncio.run(take_all(base_url, names))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
