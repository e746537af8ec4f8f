# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that takes a while: at once when it is ready soon, else a page that says so and looks again by itself."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import paper_pages
from board.papers.making import Job
from board.papers.odf import MIME
from server.papers.makers import NotMade
from server.papers.papers import TooMany
from server.web.site import site_of
from sessions.material.text import Language

LOOK_AGAIN_S = 2
_TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "odt": MIME["odt"],
    "ods": MIME["ods"],
    "csv": "text/csv; charset=utf-8; header=present",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
}


async def made(request: Request, job: Job, name: str, lang: Language, back: str) -> Response:
    """The file, to be kept under `name`; or a page that says that it is being made, or why there is none. `back` is the page that
    links to it, where the other files are. Whether somebody may have it is asked before, each time.
    """
    try:
        found = await site_of(request).papers.get(job)
    except TooMany:
        return _none(lang, "paper_busy", back)
    except NotMade as failed:
        return _none(lang, failed.why, back)
    if found is None:
        page = paper_pages.waiting_page(lang=lang, back=back, name=name)
        return HTMLResponse(page, status_code=202, headers={"refresh": str(LOOK_AGAIN_S), "cache-control": "no-store"})
    return kept_as(found, name)


def kept_as(body: bytes, name: str) -> Response:
    """A file that a browser keeps and never shows as a page of ours."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=_TYPES[name.rpartition(".")[2]], headers=headers)


def named(name: str, file: str) -> str:
    """The name of a file on a device: `poster-v1-a3.pdf`, `poster-v1.png`."""
    which, dot, kind = file.rpartition(".")
    return f"{name}-{which}{dot}{kind}" if dot else f"{name}.{kind}"


def _none(lang: Language, why: str, back: str) -> Response:
    page = paper_pages.no_paper_page(lang=lang, why=why, back=back)
    return HTMLResponse(page, status_code=503, headers={"retry-after": "30"})
