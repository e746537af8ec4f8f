# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""All actions of a case at a glance, for the regievoerder; what is chosen stands in the address."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board.overview_pages import overview_page, reason_named
from server.web.cases import coordinated, today


async def show(request: Request) -> Response:
    """GET /zaak/<case>/overzicht."""
    dossier = await coordinated(request)
    reason = reason_named(request.query_params.get("toon", ""))
    return HTMLResponse(overview_page(dossier=dossier, today=today(request), reason=reason))
