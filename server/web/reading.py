# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report for those who read it: who took part, by a secret link, and everybody, once it is public."""

from collections.abc import Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import citing, report_pages
from organisation.dossier.report_state import Fixed, PublicReport
from organisation.dossier.seen import view
from organisation.dossier.viewer import EVERYBODY, READER
from server.web.doors import door, opened, unlock
from server.web.languages import language_of
from server.web.problems import wrong
from server.web.site import PageError, public_base, see_other, site_of

INDEXED = {"x-robots-tag": "index, follow"}
"""Of what is public alone; every other page says that it is not to be found."""
MAX_VERSION_DIGITS = 4
"""A report that was public a thousand times is none."""


async def show_internal(request: Request) -> Response:
    """GET /lezen/<case>: the report that was shared, for whoever holds the readers' link, else the door."""
    shared = await internal_report(request)
    if isinstance(shared, Response):
        return shared
    case_id = request.path_params["case"]
    # Of what came from elsewhere no file is made here: it would not say so.
    files = "" if shared.origin else f"/lezen/{case_id}/verslag"
    return HTMLResponse(
        report_pages.read_page(content=shared.content, dossier_id=case_id, back="", files=files, origin=shared.origin)
    )


async def unlock_internal(request: Request) -> Response:
    """POST to the same address: the key from behind the `#`."""
    return await unlock(request, READER)


async def show_public(request: Request) -> Response:
    """GET /verslag/<case>: the public report for everybody, or why there is none."""
    public = await public_report(request)
    if isinstance(public, Response):
        return public
    cited = cited_as(request, public)
    # Its own address stands in it, which whoever asks may call otherwise.
    page = await drawn(request, f"page {cited.url}", public, lambda: report_pages.public_page(cited))
    return page if isinstance(page, Response) else HTMLResponse(page, headers=INDEXED)


async def show_citation(request: Request) -> Response:
    """GET /verslag/<case>/citaat.<kind>: how it is cited, for a program that keeps sources (CSL-JSON, BibTeX, RIS)."""
    public = await public_report(request)
    if isinstance(public, Response):
        return public
    kind: citing.Format | None = next((each for each in citing.TYPES if request.url.path.endswith(f".{each}")), None)
    if kind is None:
        raise PageError(404, "not_found")
    headers = {**INDEXED, "content-disposition": f'attachment; filename="citaat.{kind}"'}
    return Response(citing.file(cited_as(request, public), kind).encode(), media_type=citing.TYPES[kind], headers=headers)


def cited_as(request: Request, public: PublicReport) -> citing.Cited:
    """What is public of the case in the path, at its address."""
    case_id = request.path_params["case"]
    return citing.Cited(case_id, public, f"{public_base(request)}/verslag/{case_id}")


async def drawn(request: Request, what: str, public: PublicReport, draw: Callable[[], str]) -> bytes | Response:
    """What is written of a public report, once for all who ask; or the way to what there is, when it was withdrawn or replaced
    while it was written.
    """
    key = (request.path_params["case"], what, str(public.version), public.day, public.sha256)
    found = await site_of(request).drawn.get(key, draw)
    now = await public_report(request)
    if isinstance(now, Response):
        return now
    return found if now == public else see_other(request.url.path)


async def show_version(request: Request) -> Response:
    """GET /verslag/<case>/<version>: leads to the public one; of one that was replaced only where the newest is."""
    public, asked = await public_report(request), request.path_params["version"]
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < MAX_VERSION_DIGITS else 0
    if isinstance(public, Response):
        # Below a tombstone nothing lies that is no version. How many there were would tell whether its case still is.
        is_invented = public.status_code == HTTPStatus.GONE and not number
        return public if not is_invented else _never_there(request)
    newest = f"/verslag/{request.path_params['case']}"
    if asked == str(public.version):
        return see_other(newest)
    was_there = 0 < number < public.version
    page = report_pages.gone_page(
        lang=public.content.language, why="replaced" if was_there else "not_public", newest=newest if was_there else ""
    )
    return HTMLResponse(page, status_code=410 if was_there else 404)


def _never_there(request: Request) -> Response:
    return wrong(request, 404, "not_public", lambda: report_pages.gone_page(lang=language_of(request), why="not_public"))


async def internal_report(request: Request) -> Fixed | Response:
    """What was shared of the case in the path, for its page and its files, for whoever holds the readers' link; else the door, or
    the page that says that there is nothing yet.
    """
    dossier = await opened(request, READER)
    if dossier is None:
        return door(request, READER, wrong=False)
    shared = view(dossier, READER).shared
    return shared or HTMLResponse(report_pages.waiting_page(lang=dossier.language, door="reader"))


async def public_report(request: Request) -> PublicReport | Response:
    """What is public of the case in the path, for its page and for every file of it; else the page that says why nothing is (404,
    or 410 once it was withdrawn, or its case was erased), the same whatever else there is.
    """
    dossiers, case_id = site_of(request).dossiers, request.path_params["case"]
    dossier = await dossiers.get(case_id)
    published = view(dossier, EVERYBODY).published if dossier else None
    if published is not None and published.report is not None:
        return published.report
    lang = language_of(request)
    # Whoever pointed to it learns that it was there, and not whether its case still is.
    since = published.withdrawn if published is not None else await dossiers.gone_since(case_id)
    if since:
        return wrong(request, 410, "withdrawn", lambda: report_pages.gone_page(lang=lang, why="withdrawn", day=since))
    return _never_there(request)
