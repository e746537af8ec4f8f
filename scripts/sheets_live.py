# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every step of a script as every role sees it, drawn for contact sheets (`scripts/sheets.py`)."""

from __future__ import annotations

from contextlib import AsyncExitStack

from playwright.async_api import Page

from scripts.sheets_camera import Camera, Shape
from scripts.step_pictures import CASES
from scripts.tableau import Tableau
from server.player.browser import unlock
from sessions.material.script import Leaf

SHAPES = {
    "participant": (
        Shape(320, 640, "light", 2200),
        Shape(360, 780),
        Shape(360, 780, "dark", 2200),
        Shape(360, 780, "forced", 2200),
        Shape(640, 720, "light", 1500),
        Shape(1280, 800),
    ),
    "facilitator": (Shape(1280, 683), Shape(1280, 683, "dark"), Shape(1280, 683, "forced"), Shape(640, 720), Shape(1920, 1080)),
    "scribe": (Shape(1280, 800), Shape(1024, 768, "dark"), Shape(360, 780, "light", 2000), Shape(1280, 800, "forced")),
    "screen": (Shape(1920, 1080), Shape(1024, 768), Shape(1920, 1080, "forced"), Shape(3840, 2160), Shape(1280, 720, "dark")),
}
TURNED = (Shape(1920, 1080), Shape(1024, 768))
"""In these the screen is looked at page by page."""
MOST_PAGES = 6


class Pages:
    """A phone, the control page, the scribe's page and the screen of one workshop."""

    def __init__(self, camera: Camera, tableau: Tableau, pages: dict[str, Page]) -> None:
        self._camera = camera
        self.tableau = tableau
        self._pages = pages
        self._number = 0

    async def keep(self, moment: str) -> None:
        """Pictures of each, and of every page of what the screen shows."""
        self._number += 1
        name = f"{self._number:02}-{moment}"
        for role, page in self._pages.items():
            await self._camera.take(page, role, name, SHAPES[role])
        screen = self._pages["screen"]
        for shape in TURNED:
            await screen.set_viewport_size({"width": shape.width, "height": shape.height})
            many = await screen.locator(".codio-screen-foot__dot").count()
            for turned in range(1, min(many, MOST_PAGES)):
                await screen.keyboard.press("PageDown")
                await self._camera.take(screen, "screen", f"{name}-p{turned + 1}", (shape,))

    async def write(self, leaf: Leaf, *, wipe: bool = False) -> None:
        """Half a note on the phone, as somebody has it in the silence; with `wipe` it is taken back."""
        phone = self._pages["participant"]
        fields = ".codio-composer textarea, .codio-composer input"
        if leaf.kinds and await phone.locator(fields).count():
            await phone.locator(fields).last.fill("" if wipe else "Wie het er niet mee eens is, moet ergens terechtkunnen.")


async def draw_live(camera: Camera, base_url: str, script_id: str, stack: AsyncExitStack) -> None:
    """Lay the case of a script on the board, and draw every step."""
    tableau = await Tableau.open(base_url, CASES[script_id], stack)
    opened = tableau.opened
    who = next(p for p in tableau.parts.values() if p.source.table == "rechtsstaat" and p.name and len(p.contents("value")) > 1)
    screen = await unlock(base_url, "scherm", opened.session_id, opened.screen_key)
    scribe = await unlock(base_url, "notulen", opened.session_id, opened.scribe_key)
    doors = {
        "participant": (tableau.browsers[who.key], f"/w/{opened.code}"),
        "facilitator": (opened.facilitator, f"/regie/{opened.session_id}"),
        "scribe": (scribe, f"/notulen/{opened.session_id}"),
        "screen": (screen, f"/scherm/{opened.session_id}"),
    }
    found = {}
    for role, (holder, path) in doors.items():
        found[role] = await camera.device(holder)
        await found[role].goto(f"{base_url}{path}?taal={camera.language}")
        await found[role].get_by_role("heading", level=1).first.wait_for()
    pages = Pages(camera, tableau, found)
    await pages.keep("lobby")
    for leaf in tableau.leaves:
        await tableau.begin(leaf)
        await tableau.fill(leaf)
        await pages.write(leaf)
        await pages.keep(leaf.id)
        await pages.write(leaf, wipe=True)
        await tableau.finish(leaf)
    await tableau.close()
    await pages.keep("end")
