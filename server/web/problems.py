# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong, as whoever asked reads it: a page for people, a problem (RFC 9457) for programs that ask for JSON (STD-03)."""

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from server.web.interfaces import PROBLEM, tells_problems


def wrong(
    request: Request, status: int, code: str, page: Callable[[], str], headers: Mapping[str, str] | None = None
) -> Response:
    """The answer with `status` and a `code` of ours; `page` draws it for people. Who opens an address of JSON in a browser gets
    the page too, for a browser asks for pages by name.
    """
    if not tells_problems(request.url.path):
        return HTMLResponse(page(), status_code=status, headers=headers)
    told = {**(headers or {}), "vary": "accept"}
    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(page(), status_code=status, headers=told)
    return Response(problem(status, code), status_code=status, media_type=PROBLEM, headers=told)


def problem(status: int, code: str) -> str:
    """What went wrong, for a program (RFC 9457)."""
    return json.dumps({"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "code": code})
