# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures what people see, and writes it down in docs/measures.md: how small the smallest letters on the projector are, how much
of the window the facilitator works in, where the first note stands on a phone, and what joining takes.

    python -m scripts.measures                    # both scripts, every step: some four minutes; writes docs/measures.md
    python -m scripts.measures --json             # prints the figures, and writes nothing
    python -m scripts.measures --json --steps A3  # the screen in this step only

A server of its own and a real browser; see `scripts/measuring.py` for what each figure is.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from typing import Any

from playwright.async_api import async_playwright

from scripts.browser import LAUNCH_ARGS, find_or_install
from scripts.demo import PROJECT
from scripts.measuring import ACTIONS, VALUES, at_the_table, filled, joining, smallest_on_screen
from scripts.step_pictures import CASES
from scripts.studio import Studio
from server import content
from sessions.material.script import leaves
from tests.running import running_server

SHEET = PROJECT / "docs" / "measures.md"
MINUTE_MS = 3_000
"""A minute of the script: nobody waits for the end of a silence here."""
FLOOR_PX = 24
"""Of letters on a projector at 1920 × 1080: 1/45 of the height."""
SHARE = 0.6
TAPS = 6
JOIN_S = 10.0
PHONE_PX = 740


async def measure(base_url: str, steps: list[str]) -> dict[str, Any]:
    """All figures. With `steps` the screen is looked at in these only."""
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        chromium = await playwright.chromium.launch(executable_path=str(find_or_install()), args=list(LAUNCH_ARGS))
        stack.push_async_callback(chromium.close)
        studio = Studio(chromium, base_url, set())
        screens: dict[str, tuple[float, str]] = {}
        for script_id in CASES:
            known = {leaf.id for leaf in leaves(content.script(script_id))}
            if steps and not known & set(steps):
                continue
            async with filled(base_url, script_id) as tableau:
                found = await smallest_on_screen(studio, tableau, steps)
                screens |= {f"{script_id} {leaf_id}": seen for leaf_id, seen in found.items()}
        async with filled(base_url, next(iter(CASES))) as tableau:
            taps, seconds = await joining(studio, tableau.opened.code)
            share, first_y = await at_the_table(studio, tableau)
    return {
        "screen_smallest_px": min(size for size, _ in screens.values()),
        "desk_work_area_share": share,
        "phone_first_note_y": first_y,
        "join_taps": taps,
        "join_s": seconds,
        "screen_steps": {step: {"px": size, "words": words} for step, (size, words) in screens.items()},
    }


def sheet(found: dict[str, Any]) -> str:
    """docs/measures.md with these figures."""
    rows = [
        (
            "`screen_smallest_px`",
            f"{found['screen_smallest_px']} px",
            f"at least {FLOOR_PX}",
            found["screen_smallest_px"] >= FLOOR_PX,
        ),
        (
            "`desk_work_area_share`",
            f"{found['desk_work_area_share']:.2f}",
            f"at least {SHARE}",
            found["desk_work_area_share"] >= SHARE,
        ),
        (
            "`phone_first_note_y`",
            f"{found['phone_first_note_y']} px",
            f"below {PHONE_PX}",
            found["phone_first_note_y"] < PHONE_PX,
        ),
        ("`join_taps`", f"{found['join_taps']}", f"at most {TAPS}", found["join_taps"] <= TAPS),
        ("`join_s`", f"{found['join_s']} s", f"at most {JOIN_S:.0f}", found["join_s"] <= JOIN_S),
    ]
    figures = "\n".join(f"| {name} | {figure} | {aim} | {'met' if met else 'not met'} |" for name, figure, aim, met in rows)
    steps = "\n".join(f"| {step} | {seen['px']} | {seen['words']} |" for step, seen in found["screen_steps"].items())
    day = datetime.now(UTC).date().isoformat()
    return _SHEET.format(day=day, figures=figures, steps=steps, values=VALUES, actions=ACTIONS)


_SHEET = """<!--
SPDX-FileCopyrightText: 2026 Waardenbord contributors
SPDX-License-Identifier: CC0-1.0
-->

# What people see, in figures

Written by `python -m scripts.measures`, on a server of its own with a real browser: worked cases laid on the board with everybody
of the case in the room. Change nothing here by hand; run it again. `--json` prints the figures and writes nothing.

| figure | measured | aimed for | |
|---|---:|---|---|
{figures}

Measured on {day}.

- **`screen_smallest_px`**: the smallest letters that can be read on the screen page at 1920 × 1080, in CSS pixels, over all steps
  of both scripts below. From the first step on, the poster holds {values} values and {actions} actions. A block that is scaled
  counts as large as it is drawn.
- **`desk_work_area_share`**: the part of the facilitator's window at 1440 × 900 in which they work on notes or poster
  (`data-work-area`), while the tables talk about values.
- **`phone_first_note_y`**: how far down the first note of the own table stands on a phone of 360 × 740, in the same step,
  before anybody scrolls.
- **`join_taps`**, **`join_s`**: from the link that the camera shows to a place at a table, with a name of four letters.
  The seconds are by the clock, on the machine that also serves. Every tap takes a person's 2.45 seconds and every letter 0.28, as
  the keystroke-level model says (Card, Moran and Newell, 1980).

## The screen, step by step

| step | smallest, px | in these words |
|---|---:|---|
{steps}
"""


def main(arguments: list[str]) -> int:
    """Measure; write the sheet, or print it as JSON."""
    parser = argparse.ArgumentParser(prog="python -m scripts.measures")
    parser.add_argument("--json", action="store_true", help="print the figures, and write nothing")
    parser.add_argument("--steps", nargs="*", default=[], help="look at the screen in these steps only")
    asked = parser.parse_args(arguments)
    known = {leaf.id for script_id in CASES for leaf in leaves(content.script(script_id))}
    if unknown := set(asked.steps) - known:
        parser.error(f"no step is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    if asked.steps and not asked.json:
        parser.error("the sheet holds every step: --steps goes with --json")
    with running_server(MINUTE_MS) as base_url:
        found = asyncio.run(measure(base_url, asked.steps))
    if asked.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        SHEET.write_text(sheet(found), encoding="utf-8")
        print(f"measures: written to {SHEET.relative_to(PROJECT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
