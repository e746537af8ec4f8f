# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is said where there is no page to show. Of a form all that was typed stands there too, to be copied."""

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from board import pages
from board.filled import words_of
from server.web.forms import sent_form
from server.web.languages import language_of
from server.web.problems import wrong
from server.web.site import PageError

_UNDER = ("strategie", "organisatie", "zaak", "regie", "organisatieactie", "actie", "verslag")
"""How addresses begin under which more pages stand: the second part is whose they are."""
_INTERNAL = 500
_ABOVE = frozenset({"not_closed"})
"""What is mended on the page under which the address is."""


async def page_error(request: Request, error: Exception) -> Response:
    """The page for a PageError."""
    assert isinstance(error, PageError)  # noqa: S101 - the table of handlers says so
    return await error_page(request, error)


async def busy(request: Request, _: Exception) -> Response:
    """The page for Busy and TooMany."""
    return await error_page(request, PageError(503, "busy"))


async def store_error(request: Request, _: Exception) -> Response:
    """The page for a StoreError."""
    return await error_page(request, PageError(503, "unavailable"))


async def http_error(request: Request, error: Exception) -> Response:
    """The page for what no route answers."""
    if not isinstance(error, HTTPException):
        raise error
    response = await error_page(request, PageError(error.status_code, "not_found" if error.status_code == 404 else "invalid"))
    response.headers.update(error.headers or {})
    return response


async def server_error(request: Request, _: Exception) -> Response:
    """The page for what nobody expected."""
    return await error_page(request, PageError(_INTERNAL, "internal"))


async def error_page(request: Request, error: PageError) -> Response:
    """The page for what went wrong, with what was typed in a form, as far as that could be read."""
    form = await sent_form(request) if request.method == "POST" else None
    return drawn(request, error, words_of([(name, text) for name, text in form.multi_items()] if form is not None else []))


def drawn(request: Request, error: PageError, words: tuple[str, ...] = ()) -> Response:
    """The same with these `words`."""

    def page() -> str:
        return pages.error_page(
            lang=language_of(request),
            status=error.status,
            code=error.code,
            sign_in=error.sign_in,
            low=error.low,
            back=_way_on(request, error),
            again_s=error.retry_after_s if error.status == 503 else 0,
            words=words,
        )

    return wrong(request, error.status, error.code, page, error.headers)


def _way_on(request: Request, error: PageError) -> str:
    """The path of a page that helps on from what went wrong: that of the form which was sent, or the one that the address is
    under; empty for none.
    """
    path = request.url.path
    if request.method == "POST" and error.status in (409, 422) and error.code not in _ABOVE:
        return quote(path) if not path.startswith("//") else ""
    _, first, *rest = path.split("/")
    upwards = error.status == 404 or error.code in _ABOVE
    return f"/{first}/{quote(rest[0], safe='')}" if upwards and first in _UNDER and len(rest) > 1 else ""
