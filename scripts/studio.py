# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A browser with people's devices, for taking pictures of them."""

from __future__ import annotations

import asyncio
import base64
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page

from scripts.demo import PROJECT
from server.player import browser as simulated

IMAGES = PROJECT / "docs" / "images"
"""The few that README and docs show. Git keeps every version of each for ever, so there are few."""
STEPS = PROJECT / "docs" / "steps"
"""The many of every step, with a page for each script. Built, and never committed."""
MAX_BYTES = 340_000
"""A picture in a README is loaded by everybody who opens it."""
COLOURS = 192
"""So many are left of those in a picture; the eye sees no difference on a board."""
MAX_STEP_BYTES = 120_000
"""A page shows four of each step, all at once."""
WEBP_QUALITY = 62
PATIENCE_MS = 30_000

PHONE = (360, 780)
PROJECTOR = (1920, 1080)

_QUIET_MS = 500
_QUIET = """quiet_ms => new Promise((resolve) => {
  let timer = setTimeout(resolve, quiet_ms);
  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(resolve, quiet_ms); })
    .observe(document.body, { childList: true, subtree: true });
})"""


# The board has the workshop's zone whatever the device says, so the page is told another one where it asks for it.
_MORNING = """
const Real = Intl.DateTimeFormat;
Intl.DateTimeFormat = class extends Real {
  constructor(language, how) { super(language, { ...how, timeZone: "ZONE" }); }
};
"""


class Studio:
    """The browser with its devices. `take` makes a picture for a page of text, `keep` a small one of a step."""

    def __init__(self, chromium: Browser, base_url: str, wanted: set[str]) -> None:
        self._chromium = chromium
        self.base_url = base_url
        self._wanted = wanted

    async def device(self, size: tuple[int, int], holder: simulated.Browser | None = None, *, sharp: float = 1) -> Page:
        """A page of this size; with `holder` it has the cookies of a simulated browser. `sharp` is pixels per CSS pixel."""
        width, height = size
        context = await self._chromium.new_context(
            locale="nl-NL",
            viewport={"width": width, "height": height},
            device_scale_factor=sharp,
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE_MS)
        await context.add_init_script(_MORNING.replace("ZONE", _morning()))
        if holder is not None:
            await carry(holder, context)
        return await context.new_page()

    async def take(self, page: Page, name: str, *, of: str = "") -> None:
        """Write `name`.png of what the page shows now, or of all of one thing on it: `of` is its selector."""
        if self._wanted and name not in self._wanted:
            return
        await _settle(page)
        path = IMAGES / f"{name}.png"
        await (page.locator(of) if of else page).screenshot(path=path, animations="disabled", caret="hide")
        await asyncio.to_thread(_in_few_colours, path)
        _tell(path, MAX_BYTES)

    async def keep(self, page: Page, path: Path, *, scale: float = 1) -> None:
        """Write a WebP picture of what the page shows, once nothing changes any more."""
        await page.evaluate(_QUIET, _QUIET_MS)
        await _settle(page)
        session = await page.context.new_cdp_session(page)
        size = page.viewport_size or {"width": 0, "height": 0}
        clip = {"x": 0, "y": 0, "scale": scale, **size}
        how = {"format": "webp", "quality": WEBP_QUALITY, "clip": clip}
        taken = await session.send("Page.captureScreenshot", how)
        await session.detach()
        _write(path, base64.b64decode(taken["data"]))


async def _settle(page: Page) -> None:
    # Letters in another font and pictures that are still to come would make another picture each time.
    await page.evaluate("document.fonts.ready.then(() => true)")


def _in_few_colours(path: Path) -> None:
    # A board has few; what git keeps is a third as large.
    picture = Image.open(path).convert("RGB")
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(path, optimize=True)


def _write(path: Path, picture: bytes) -> None:
    path.write_bytes(picture)
    _tell(path, MAX_STEP_BYTES)


def _tell(path: Path, most: int) -> None:
    size = path.stat().st_size
    print(f"{path.relative_to(PROJECT)}  {size // 1000} kB", flush=True)
    if size > most:
        raise SystemExit(f"{path.name} is larger than {most // 1000} kB")


def _morning() -> str:
    """A time zone in which it is between ten and eleven now: a workshop at night would look odd."""
    ahead = (10 - datetime.now(UTC).hour + 12) % 24 - 12
    # In these names the sign is that of UTC seen from there.
    return f"Etc/GMT{-ahead:+d}"


async def carry(holder: simulated.Browser, context: BrowserContext) -> None:
    """Give a real browser the cookies of a simulated one."""
    host = urlsplit(holder.base_url).hostname or ""
    await context.add_cookies(
        [{"name": name, "value": value, "domain": host, "path": "/"} for name, value in holder.cookies.items()]
    )
