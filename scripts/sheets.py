# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Contact sheets of everything that people see, to be looked at one by one: every page, and every step for every role.

`python -m scripts.sheets FOLDER [live|pages] [--script ID] [--language nl|en] [--theme FOLDER] [--only WORDS]` draws them into a
folder outside of the project: `FOLDER/<role or page>-<size>-<look>-<n>.png` with many pictures each, and each picture by itself
in `FOLDER/each`. With `--only` no more than the pictures in whose names one of these words stands. Slow; no check runs it.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack
from pathlib import Path

from playwright.async_api import async_playwright

from scripts.browser import LAUNCH_ARGS, find_or_install
from scripts.sheets_camera import Camera
from scripts.sheets_live import draw_live
from scripts.sheets_pages import draw_pages
from tests.running import running_server

PUBLIC_URL = "http://waardenbord.example"


async def draw(folder: Path, what: str, wanted: argparse.Namespace, base_url: str) -> None:
    """Draw the live pages of a server that runs, or all other pages of one of its own."""
    async with AsyncExitStack() as stack:
        playwright = await stack.enter_async_context(async_playwright())
        chromium = await playwright.chromium.launch(executable_path=str(find_or_install()), args=list(LAUNCH_ARGS))
        stack.push_async_callback(chromium.close)
        camera = Camera(chromium, folder, tuple(wanted.only or ()), wanted.language)
        if what == "live":
            await draw_live(camera, base_url, wanted.script, stack)
        else:
            await draw_pages(camera, wanted.theme, stack)
        camera.lay_out()


def main(arguments: list[str]) -> int:
    """Draw what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("what", nargs="?", choices=("live", "pages"), default="live")
    parser.add_argument("--script", default="codio-project-2025")
    parser.add_argument("--language", default="nl")
    parser.add_argument("--theme", type=Path)
    parser.add_argument("--only", nargs="*")
    wanted = parser.parse_args(arguments)
    if wanted.what == "pages":
        asyncio.run(draw(wanted.folder, "pages", wanted, ""))
        return 0
    theme = str(wanted.theme.resolve()) if wanted.theme else ""
    with running_server(WAARDENBORD_PUBLIC_URL=PUBLIC_URL, WAARDENBORD_THEME=theme) as base_url:
        asyncio.run(draw(wanted.folder, "live", wanted, base_url))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
