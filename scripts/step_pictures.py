# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pictures of every step of a script as every role sees it: docs/steps/<script>/<step>-<role>.webp, and index.html with all.

A worked case is laid on the board step by step (`scripts/tableau.py`), and four devices look at it. Git ignores the folder.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from html import escape
from typing import Self

from playwright.async_api import Page, async_playwright

from scripts.browser import LAUNCH_ARGS, find_or_install
from scripts.studio import PHONE, PROJECTOR, STEPS, Studio
from scripts.tableau import Tableau
from server.player.browser import unlock
from sessions.material.script import Leaf, Script, leaves

CASES = {"codio-project-2025": "camera", "codio-pad": "apeldoorn"}
"""Which case shows which script."""
WIDE = (1280, 800)
SCALES = {"participant": 1.5, "screen": 0.5}
ROLES = {"participant": "Een telefoon", "facilitator": "De regiepagina", "screen": "Het scherm", "scribe": "De notulist"}
LOOKING = "rechtsstaat"
"""The table of the participant whose phone is shown."""


class Devices:
    """A phone, the control page, the scribe's page and the screen of one workshop."""

    def __init__(self, studio: Studio, tableau: Tableau, pages: dict[str, Page]) -> None:
        self._studio = studio
        self._tableau = tableau
        self.pages = pages
        self._folder = STEPS / tableau.script.id
        self._folder.mkdir(parents=True, exist_ok=True)

    @classmethod
    async def open(cls, studio: Studio, tableau: Tableau) -> Self:
        """Open the four pages in the lobby."""
        base, opened = studio.base_url, tableau.opened
        who = next(p for p in tableau.parts.values() if p.source.table == LOOKING and p.name and len(p.contents("value")) > 1)
        screen = await unlock(base, "scherm", opened.session_id, opened.screen_key)
        scribe = await unlock(base, "notulen", opened.session_id, opened.scribe_key)
        pages = {
            "participant": await studio.device(PHONE, tableau.browsers[who.key]),
            "facilitator": await studio.device(WIDE, opened.facilitator),
            "scribe": await studio.device(WIDE, scribe),
            "screen": await studio.device(PROJECTOR, screen),
        }
        await pages["participant"].goto(f"{base}/w/{opened.code}")
        await pages["facilitator"].goto(f"{base}/regie/{opened.session_id}")
        await pages["scribe"].goto(f"{base}/notulen/{opened.session_id}")
        await pages["screen"].goto(f"{base}/scherm/{opened.session_id}")
        for page in pages.values():
            await page.get_by_role("heading", level=1).first.wait_for()
        return cls(studio, tableau, pages)

    async def keep(self, moment: str) -> None:
        """A picture of each."""
        for role, page in self.pages.items():
            await self._studio.keep(page, self._folder / f"{moment}-{role}.webp", scale=SCALES.get(role, 1))

    async def write(self, leaf: Leaf) -> None:
        """Half a note on the phone, as somebody has it in the silence."""
        phone = self.pages["participant"]
        if "value" in leaf.kinds:
            await phone.get_by_role("combobox", name="Welke waarde is hier belangrijk?").fill("aanvecht")
            await phone.keyboard.press("Enter")
            await phone.get_by_label("Waarom?", exact=True).fill("Wie het er niet mee eens is, moet ergens terechtkunnen.")
        else:
            await phone.get_by_label("Wat moet er gebeuren?").fill("Uitleggen waar iemand bezwaar kan maken")

    async def wipe(self, leaf: Leaf) -> None:
        """Take the half note back."""
        phone = self.pages["participant"]
        if "value" in leaf.kinds:
            await phone.get_by_label("Waarom?", exact=True).fill("")
            await phone.get_by_role("button", name="Andere waarde").click()
        else:
            await phone.get_by_label("Wat moet er gebeuren?").fill("")

    async def turn_to(self, leaf: Leaf, did: bool) -> None:
        """Open on the phone what this step is about at the table."""
        if leaf.mode != "group" or leaf.silent or not did:
            return
        names = {"joint_actions": "Samen", "accents": "Ons vel", "research": "Onderzoek", "dots": "Vel"}
        name = next((names[tool] for tool in names if tool in leaf.tools), None)
        if name is not None:
            await self.pages["participant"].get_by_role("tab", name=name).click()


async def take_steps(base_url: str, script_id: str) -> None:
    """Lay the case of a script on the board, and take the pictures of every step."""
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        chromium = await playwright.chromium.launch(executable_path=str(find_or_install()), args=list(LAUNCH_ARGS))
        stack.push_async_callback(chromium.close)
        tableau = await Tableau.open(base_url, CASES[script_id], stack)
        devices = await Devices.open(Studio(chromium, base_url, set()), tableau)
        await devices.keep("lobby")
        for leaf in tableau.leaves:
            await tableau.begin(leaf)
            await tableau.fill(leaf)
            for page in devices.pages.values():
                await page.get_by_role("heading", level=1).first.wait_for()
            writes = leaf.silent and bool(leaf.kinds)
            if writes:
                await devices.write(leaf)
            await devices.turn_to(leaf, tableau.is_done_here(leaf))
            await devices.keep(leaf.id)
            if writes:
                await devices.wipe(leaf)
            await tableau.finish(leaf)
        await tableau.close()
        await devices.keep("end")
        (STEPS / script_id / "index.html").write_text(steps_page(tableau.script), encoding="utf-8")


def steps_page(script: Script) -> str:
    """A page, in Dutch as the pictures are, that shows every step beside the pictures in its folder."""
    moments = [("lobby", "Voordat het begint")]
    moments += [
        (leaf.id, f"{leaf.stage} {leaf.title.nl} ({leaf.minutes} min{', stil' if leaf.silent else ''})")
        for leaf in leaves(script)
    ]
    moments.append(("end", "Na het sluiten"))
    return _PAGE.format(title=escape(script.title.nl), steps="\n".join(_moment(name, heading) for name, heading in moments))


_PAGE = """<!doctype html>
<html lang="nl">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}, stap voor stap</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; }}
section {{ display: grid; grid-template-columns: 9rem repeat(3, 1fr); gap: 1rem; align-items: start; }}
h2 {{ grid-column: 1 / -1; margin: 2rem 0 0; }}
figure {{ margin: 0; }}
img {{ width: 100%; border: 1px solid #999; }}
</style>
<h1>{title}, stap voor stap</h1>
{steps}
</html>
"""


def _moment(name: str, heading: str) -> str:
    heading = escape(heading)
    shown = "".join(
        f'<figure><img src="{name}-{role}.webp" alt="{words}: {heading}" loading="lazy"><figcaption>{words}</figcaption></figure>'
        for role, words in ROLES.items()
    )
    return f"<section><h2>{heading}</h2>{shown}</section>"
