# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page over HTTP of an organisation that has everything, drawn for contact sheets (`scripts/sheets.py`)."""

from __future__ import annotations

import re
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

import msgspec
from playwright.async_api import Error
from starlette.routing import Route

from board.workshop_pages import PRINTS
from scripts.sheets_camera import Camera, Shape
from server.settings import Settings
from tests.server.house import serving
from tests.server.web.test_bodies import application
from tests.server.web.world_of_one import made

SHAPES = (
    Shape(360, 780, "light", 2400),
    Shape(1280, 800, "light", 1700),
    Shape(1920, 1080, "light", 1700),
    Shape(1280, 800, "dark", 1700),
    Shape(1280, 800, "forced", 1700),
)
FILE = re.compile(r"\.(\w+|\{\w+\})$|/(app|schema|static|stroom|stand|healthz|readyz|bestand|qr)(/|$)|\{file\}|\{version\}/")
LIVE = re.compile(r"^/(notulen|scherm)/|/regie/\{session\}$")
"""Drawn step by step instead."""


async def draw_pages(camera: Camera, theme: Path | None, stack: AsyncExitStack) -> None:
    """Draw every page for a manager who led the workshop."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="wb-")))
    settings = Settings(data_dir=folder / "data", host="127.0.0.1", port=0, minute_ms=1_500, openings_per_hour=0)
    house = await stack.enter_async_context(serving(msgspec.structs.replace(settings, theme=theme), with_archive=True))
    world = await made(house, "Oosterveld")
    paths = sorted({r.path for r in application(house).routes if isinstance(r, Route) and "GET" in (r.methods or ())})
    addresses = [world.address(path) for path in paths if not FILE.search(path) and not LIVE.search(path)]
    addresses += [world.address("/regie/{session}/drukwerk/{what}", what=what) for what in PRINTS]
    page = await camera.device(world.leader)
    await page.goto(f"{house.base_url}/?taal={camera.language}")
    for address in [*addresses, "/niet-hier"]:
        name = re.sub(r"[^\w.-]+", "_", address.replace(world.id, "ORG").replace(world.workshop.id, "CASE"))[:70].strip("_")
        if not any(camera.wants(f"page-{shape.name}-{name}") for shape in SHAPES):
            continue
        try:
            answer = await page.goto(house.base_url + address)
        except Error as no_page:
            print(f"{address}: {no_page.message.splitlines()[0]}", flush=True)
            continue
        print(f"{answer.status if answer else '?'} {address}", flush=True)
        if answer is None or "html" not in answer.headers.get("content-type", ""):
            continue
        await camera.take(page, "page", name or "start", SHAPES)
