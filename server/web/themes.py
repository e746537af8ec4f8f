# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house style: its files, and the page that shows it and says what falls short."""

import asyncio
import re
from typing import Literal

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import installing, theme_pages
from board.theme.house_style import in_force
from server.web.conditional import conditional
from server.web.files import FOREVER
from server.web.languages import language_named, language_of

_HASH = re.compile(r"-[0-9a-f]{8}(?=\.)")
_LIGHT: dict[str, Literal["light", "dark", "silent"]] = {"licht": "light", "donker": "dark", "stilte": "silent"}


async def show(request: Request) -> Response:
    """GET /thema, with `?kleuren=licht`, `donker` or `stilte` whatever the system says. For all: it holds nothing of anybody."""
    light = _LIGHT.get(request.query_params.get("kleuren", ""))
    # The first time a parser is read and some colours are computed.
    page = await asyncio.to_thread(theme_pages.theme_page, lang=language_of(request), light=light)
    return HTMLResponse(page)


async def file(request: Request) -> Response:
    """GET /thema/{file}: kept for ever. A page that stood open when the server began anew with another theme asks for a file by
    the name that it had; it gets today's, which nobody keeps under that name.
    """
    name, files = request.path_params["file"], in_force().files
    found = files.get(name)
    if found is not None:
        return Response(found.content, media_type=found.mime, headers={"cache-control": FOREVER})
    plain = _HASH.sub("", name)
    for other in files.values():
        if _HASH.sub("", other.name) == plain:
            return Response(other.content, media_type=other.mime)
    raise HTTPException(404)


async def app_file(request: Request) -> Response:
    """GET /app/{file}: the manifest in a language, `nl.webmanifest`, and the icons of which it tells, kept for ever."""
    name = request.path_params["file"]
    lang = language_named(name.removesuffix(installing.ENDS)) if name.endswith(installing.ENDS) else None
    if lang is not None:
        manifest = await asyncio.to_thread(installing.app_manifest, lang)
        return conditional(request, manifest, "application/manifest+json", None)
    icon = await asyncio.to_thread(installing.app_icon, name)
    if icon is None:
        raise HTTPException(404)
    content, is_todays = icon
    return Response(content, media_type="image/png", headers={"cache-control": FOREVER} if is_todays else {})
