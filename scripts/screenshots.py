# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Takes the pictures in docs/images: a server of its own, the camera case played on it, and a browser that looks.

`make screenshots` runs it, in about two minutes: the silences last as long as they must. Names of pictures to take only those,
like `python -m scripts.screenshots screen-lobby`; the whole case is played all the same.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from scripts.browser import LAUNCH_ARGS, find_or_install
from scripts.demo import PROJECT
from scripts.rehearsal import Rehearsal
from server.player import browser as simulated
from tests.running import running_server

IMAGES = PROJECT / "docs" / "images"
MAX_BYTES = 250_000
"""A picture in a README is loaded by everybody who opens it."""
PATIENCE_MS = 30_000

PUBLIC_URL = "http://waardenbord.example"
"""What stands on the screen as the address to go to."""

PHONE = (360, 780)
CONSOLE = (1440, 900)
PROJECTOR = (1920, 1080)


class Studio:
    """The browser with its three devices; `take` makes a picture of one of them."""

    def __init__(self, chromium: Browser, base_url: str, wanted: set[str]) -> None:
        self._chromium = chromium
        self.base_url = base_url
        self._wanted = wanted
        self._settled = False

    async def device(self, size: tuple[int, int], holder: simulated.Browser | None = None, *, sharp: float = 1) -> Page:
        """A page of this size; with `holder` it has the cookies of a simulated browser. `sharp` is pixels per CSS pixel."""
        width, height = size
        context = await self._chromium.new_context(
            locale="nl-NL",
            timezone_id=_morning(),
            viewport={"width": width, "height": height},
            device_scale_factor=sharp,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        if holder is not None:
            await _carry(holder, context)
        return await context.new_page()

    async def take(self, page: Page, name: str) -> None:
        """Write `name`.png of what the page shows now."""
        if self._wanted and name not in self._wanted:
            return
        # Letters in another font and pictures that are still to come would make another picture each time.
        await page.evaluate("document.fonts.ready.then(() => true)")
        path = IMAGES / f"{name}.png"
        await page.screenshot(path=path, animations="disabled", caret="hide")
        size = path.stat().st_size
        print(f"{path.relative_to(PROJECT)}  {size // 1000} kB")
        if size > MAX_BYTES:
            raise SystemExit(f"{path.name} is larger than {MAX_BYTES // 1000} kB")


def _morning() -> str:
    """A time zone in which it is between ten and eleven now: a workshop at night would look odd."""
    ahead = (10 - datetime.now(UTC).hour + 12) % 24 - 12
    # In these names the sign is that of UTC seen from there.
    return f"Etc/GMT{-ahead:+d}"


async def _carry(holder: simulated.Browser, context: BrowserContext) -> None:
    host = urlsplit(holder.base_url).hostname or ""
    await context.add_cookies(
        [{"name": name, "value": value, "domain": host, "path": "/"} for name, value in holder.cookies.items()]
    )


async def take_all(base_url: str, wanted: set[str]) -> None:
    """Play the case from moment to moment, and take the pictures."""
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        chromium = await playwright.chromium.launch(executable_path=str(find_or_install()), args=list(LAUNCH_ARGS))
        stack.push_async_callback(chromium.close)
        studio = Studio(chromium, base_url, wanted)
        visitor = await studio.device(CONSOLE)
        await visitor.goto(base_url)
        await studio.take(visitor, "start")

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
        await part_b(studio, play, phone, desk, screen)

        poster = await studio.device(CONSOLE, opened.facilitator)
        await poster.goto(f"{base_url}/w/{opened.code}/poster?versie=1")
        await studio.take(poster, "poster-page")


async def part_a(studio: Studio, play: Rehearsal, phone: Page, desk: Page, screen: Page) -> None:
    """From the lobby to the plenary on values."""
    await phone.get_by_role("heading", name="Wie is er").wait_for()
    await screen.get_by_text("Vul deze 3 woorden in").wait_for()
    await desk.get_by_text("15 mensen zijn binnen").wait_for()
    await studio.take(phone, "phone-lobby")
    await studio.take(screen, "screen-lobby")
    await studio.take(desk, "facilitator-lobby")

    await play.go("A1")
    await _at(screen, "32 waarden")
    await studio.take(screen, "screen-framework")
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
    await studio.take(desk, "facilitator-silence")
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
    await studio.take(screen, "screen-table")
    await play.talk(slice(2, 3))

    await play.go("A2c2")
    await play.begin_pitch(1)
    await screen.get_by_role("heading", name="Rechtsstaat vertelt").wait_for()
    await studio.take(screen, "screen-pitch")
    await play.hear_all()

    await play.go("A3")
    await play.discuss()
    for page in (desk, screen):
        await _at(page, "Plenaire bespreking waarden")
    await screen.get_by_text("Wel beelden, geen herkenning van gezichten.").wait_for()
    await studio.take(desk, "facilitator-poster")
    await studio.take(screen, "screen-values")


async def part_b(studio: Studio, play: Rehearsal, phone: Page, desk: Page, screen: Page) -> None:
    """From the actions to the end."""
    await play.be_silent("B4a", ready=len(play.people))
    await play.open_notes()
    await play.go("B4b1")
    await play.talk(slice(0, 3))
    await play.go("B4b2")
    await play.hear_all()
    await play.go("B5")
    await play.discuss()
    await _at(desk, "Plenaire bespreking acties")
    await screen.get_by_text("juni 2027").wait_for()
    await studio.take(screen, "screen-actions")
    await play.go("B6")
    await play.make_final()
    await desk.get_by_text("versie 1, ").first.wait_for()
    await studio.take(desk, "facilitator-final")
    await play.close()
    await _at(phone, "Bedankt voor het meedoen")
    await screen.get_by_text("versie 1, ").wait_for()
    await studio.take(phone, "phone-closed")
    await studio.take(screen, "screen-poster")


async def _at(page: Page, heading: str) -> None:
    await page.get_by_role("heading", level=1, name=heading).wait_for()


def main(wanted: list[str]) -> int:
    """Take these pictures, or all."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with running_server(WAARDENBORD_PUBLIC_URL=PUBLIC_URL) as base_url:
        asyncio.run(take_all(base_url, set(wanted)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
