# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is stored, for whoever asks: a page, and the whole inventory as data (PRIV-01)."""

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import pages
from server.keeping.inventory import told
from server.web.languages import language_of
from server.web.site import site_of


async def show(request: Request) -> Response:
    """GET /privacy."""
    lang, settings = language_of(request), site_of(request).settings
    page = pages.privacy_page(
        lang=lang,
        groups=told(lang, settings),
        closed_days=settings.keep_closed_days,
        operator=settings.operator,
        contact=settings.contact,
    )
    return HTMLResponse(page)


async def as_json(request: Request) -> Response:
    """GET /privacy.json: every kind of data with its fields, in the language that is asked for, as this server is set."""
    found = told(language_of(request), site_of(request).settings)
    body = msgspec.json.encode({"format": "waardenbord-gegevens", "schema_version": 1, "groups": found})
    return Response(body, media_type="application/json")
