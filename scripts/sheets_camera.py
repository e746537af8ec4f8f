# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Takes a picture of a page in each of its sizes and looks, and lays the pictures out on sheets."""

from __future__ import annotations

import io
from collections import defaultdict
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image, ImageDraw
from playwright.async_api import Browser, Page

from scripts.studio import carry
from server.player import browser as simulated

Look = Literal["light", "dark", "forced"]
QUIET_MS = 250
_QUIET = """quiet_ms => new Promise((resolve) => {
  let timer = setTimeout(resolve, quiet_ms);
  setTimeout(resolve, 8 * quiet_ms);
  new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(resolve, quiet_ms); })
    .observe(document.body, { childList: true, subtree: true });
}).then(() => document.fonts.ready).then(() => true)"""
SHEET_PX = (1900, 1500)
WIDE_PX = 1400
"""Wider pictures stand three abreast: a projector is legible when it is small."""
LABEL_PX = 16
GAP_PX = 8
GROUND = "#888888"
PATIENCE_MS = 30_000


class Shape(NamedTuple):
    """A window, what it wants of colours, and whether all of the page is drawn, as far down as `most_px`; 0 is the window."""

    width: int
    height: int
    look: Look = "light"
    most_px: int = 0

    @property
    def name(self) -> str:
        """As in the names of files."""
        return f"{self.width}x{self.height}-{self.look}"


class Camera:
    """Pictures by the sheet on which they belong. `wanted` are words one of which stands in the name of each that is taken."""

    def __init__(self, chromium: Browser, folder: Path, wanted: tuple[str, ...], language: str) -> None:
        self._chromium = chromium
        self._folder = folder
        self._wanted = wanted
        self.language = language
        self._sheets: dict[str, list[tuple[str, Path]]] = defaultdict(list)
        (folder / "each").mkdir(parents=True, exist_ok=True)

    async def device(self, holder: simulated.Browser | None = None) -> Page:
        """A page, with the cookies of a simulated browser."""
        context = await self._chromium.new_context(locale=f"{self.language}-NL", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        if holder is not None:
            await carry(holder, context)
        return await context.new_page()

    async def take(self, page: Page, sheet: str, name: str, shapes: tuple[Shape, ...]) -> None:
        """What a page shows now, in each of these shapes."""
        for shape in shapes:
            if not self.wants(f"{sheet}-{shape.name}-{name}"):
                continue
            await page.set_viewport_size({"width": shape.width, "height": shape.height})
            await page.emulate_media(
                color_scheme="dark" if shape.look == "dark" else "light",
                forced_colors="active" if shape.look == "forced" else "none",
                reduced_motion="reduce",
            )
            await page.evaluate(_QUIET, QUIET_MS)
            taken = await page.screenshot(
                full_page=bool(shape.most_px), animations="disabled", caret="hide", type="jpeg", quality=88
            )
            picture: Image.Image = Image.open(io.BytesIO(taken))
            if shape.most_px and picture.height > shape.most_px:
                picture = picture.crop((0, 0, picture.width, shape.most_px))
            path = self._folder / "each" / f"{sheet}-{shape.name}-{name}.jpg"
            picture.save(path, quality=88)
            self._sheets[f"{sheet}-{shape.name}"].append((name, path))

    def wants(self, name: str) -> bool:
        """Whether a picture of this name is taken."""
        return not self._wanted or any(words in name for words in self._wanted)

    def lay_out(self) -> None:
        """Write the sheets."""
        for sheet, pictures in self._sheets.items():
            for number, one in enumerate(laid_out([(name, Image.open(path)) for name, path in pictures]), 1):
                path = self._folder / f"{sheet}-{number}.png"
                one.quantize(255, dither=Image.Dither.NONE).save(path)
                print(path, flush=True)


def laid_out(pictures: list[tuple[str, Image.Image]]) -> list[Image.Image]:
    """Sheets of these pictures with their names, in rows, all in one width: a phone in its own, others two or three abreast. None
    is left out and none is cut; a row that is higher than a sheet has one of its own.
    """
    width = pictures[0][1].width
    across = 2 if SHEET_PX[0] // 3 < width <= WIDE_PX else max(3, SHEET_PX[0] // (width + GAP_PX))
    wide = min(width, SHEET_PX[0] // across - GAP_PX)
    sheets: list[Image.Image] = []
    top = SHEET_PX[1]
    for at in range(0, len(pictures), across):
        shown = [(name, _scaled(one, wide)) for name, one in pictures[at : at + across]]
        height = max(one.height for _, one in shown) + LABEL_PX + GAP_PX
        if not sheets or top + height > sheets[-1].height:
            sheets.append(Image.new("RGB", (across * (wide + GAP_PX), max(SHEET_PX[1], height)), GROUND))
            top = 0
        for place, (name, one) in enumerate(shown):
            left = place * (wide + GAP_PX)
            ImageDraw.Draw(sheets[-1]).text((left, top), name, fill="black")
            sheets[-1].paste(one, (left, top + LABEL_PX))
        top += height
    return sheets


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    height = round(picture.height * width / picture.width)
    return picture.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
