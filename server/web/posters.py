# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The poster as a page, as files to print or keep, and as the canonical JSON that its SHA-256 is over."""

from datetime import datetime

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import pages
from board.calendar_file import ZONE
from board.dates import day_text, moment_text
from board.papers.making import job
from board.papers.poster import FILES, FixedPoster
from server import access
from server.live.room import Room
from server.web.boards import board_url
from server.web.joining import room_of_code
from server.web.languages import language_in
from server.web.papers import made, named
from server.web.site import PageError, public_base, see_other
from server.web.status_address import address_of_workshop
from sessions.material.credit import Credit, framework_credit, script_credit
from sessions.model.pages import check_page
from sessions.model.state import Session, Snapshot
from sessions.model.viewer import Viewer
from sessions.topics.poster import PosterContent, parse_poster, poster_content


async def poster(request: Request) -> Response:
    """GET /w/<code>/poster: the latest fixed version, `?versie=n` another, `?versie=nu` as it is being made."""
    room, viewer = await _holder(request)
    if viewer is None:
        return see_other(f"/w/{room.session.code}")
    session = room.session
    content, snapshot = _version(session, request.query_params.get("versie", ""))
    base = f"/w/{session.code}"
    version = f"?versie={snapshot.version}" if snapshot else ""
    page = pages.poster_page(
        lang=language_in(request, session.language),
        content=content,
        attribution=_attribution(session),
        day=_day(session, snapshot),
        snapshot=_shown(session, snapshot),
        json_url=f"{base}/poster.json{version}" if snapshot else None,
        download_url=f"{base}/poster/bestand{version}",
        board_url=board_url(session, viewer),
        outcome_url=f"/uitkomst/{session.id}",
        timelapse_url=None if check_page(session, viewer, "timelapse") else f"/terugblik/{session.id}",
        files_url=f"{base}/poster/" if snapshot else None,
        status_url=address_of_workshop(public_base(request), session),
        paper="a1" if request.query_params.get("papier") == "a1" else "a3",
    )
    return HTMLResponse(page)


async def poster_file(request: Request) -> Response:
    """GET /w/<code>/poster/bestand: one file with everything in it, to keep on the own device."""
    room, viewer = await _holder(request)
    if viewer is None:
        raise PageError(403, "not_allowed")
    session = room.session
    content, snapshot = _version(session, request.query_params.get("versie", ""))
    page = pages.standalone_poster(
        content=content,
        attribution=_attribution(session),
        day=_day(session, snapshot),
        snapshot=_shown(session, snapshot),
        status_url=address_of_workshop(public_base(request), session),
    )
    name = f"poster-{session.code}{f'-v{snapshot.version}' if snapshot else ''}.html"
    return HTMLResponse(page, headers={"content-disposition": f'attachment; filename="{name}"'})


async def poster_json(request: Request) -> Response:
    """GET /w/<code>/poster.json: the canonical JSON of a fixed version; its SHA-256 stands in the `x-poster-sha256` header."""
    room, viewer = await _holder(request)
    if viewer is None:
        raise PageError(403, "not_allowed")
    _, snapshot = _version(room.session, request.query_params.get("versie", ""))
    if snapshot is None:
        raise PageError(404, "no_snapshot")
    headers = {"x-poster-version": str(snapshot.version), "x-poster-sha256": snapshot.sha256}
    return Response(snapshot.canonical.encode(), media_type="application/json", headers=headers)


async def poster_paper(request: Request) -> Response:
    """GET /w/<code>/poster/a3.pdf, a1.pdf, png, svg: a fixed version as a file."""
    room, viewer = await _holder(request)
    if viewer is None:
        raise PageError(403, "not_allowed")
    file = next((each for each in FILES if each == request.path_params["file"]), None)
    session = room.session
    content, snapshot = _version(session, request.query_params.get("versie", ""))
    if file is None or snapshot is None:
        raise PageError(404, "no_snapshot" if file else "unknown_file")
    attribution = _attribution(session)
    fixed = fixed_poster(
        content,
        values=attribution.values,
        script=attribution.script,
        version=snapshot.version,
        at_ms=snapshot.at_ms,
        status_url=address_of_workshop(public_base(request), session),
        sha256=snapshot.sha256,
        canonical=snapshot.canonical,
    )
    back = f"/w/{session.code}/poster?versie={snapshot.version}"
    name = f"poster-{session.code}-v{snapshot.version}"
    return await made(request, job("poster", file, fixed), named(name, file), session.language, back)


def fixed_poster(
    content: PosterContent,
    *,
    values: Credit,
    script: Credit,
    version: int,
    at_ms: int,
    status_url: str,
    sha256: str,
    canonical: str,
) -> FixedPoster:
    """A poster that was made final at a time, with everything that its files say. `sha256` and `canonical` are of that time:
    today's canonical form of the same content may have more fields.
    """
    made_at = datetime.fromtimestamp(at_ms / 1000, ZONE)
    return FixedPoster(
        content=content,
        values=values,
        script=script,
        day=day_text(made_at, content.language),
        version=version,
        sha256=sha256,
        canonical=canonical,
        fixed_day=made_at.date().isoformat(),
        made_at=moment_text(made_at, content.language),
        status_url=status_url,
    )


async def _holder(request: Request) -> tuple[Room, Viewer | None]:
    """The room of the code, and whoever in this browser may see its poster: a participant first, whose board it leads back to."""
    room = await room_of_code(request)
    viewers = access.viewers(room.session, request.cookies)
    return room, next((viewer for viewer in viewers if check_page(room.session, viewer, "poster") is None), None)


def _version(session: Session, asked: str) -> tuple[PosterContent, Snapshot | None]:
    if asked == "nu" or (not asked and not session.snapshots):
        return poster_content(session), None
    if not asked:
        snapshot = session.snapshots[-1]
    else:
        found = next((each for each in session.snapshots if str(each.version) == asked), None)
        if found is None:
            raise PageError(404, "no_snapshot")
        snapshot = found
    return parse_poster(snapshot.canonical), snapshot


def _attribution(session: Session) -> pages.Attribution:
    """A workshop keeps the values and the script that it began with, so they are those of each of its posters."""
    lang = session.language
    return pages.Attribution(framework_credit(session.framework, lang), script_credit(session.script, lang))


def _shown(session: Session, snapshot: Snapshot | None) -> pages.Snapshot | None:
    if snapshot is None:
        return None
    last = session.snapshots[-1].version
    return pages.Snapshot(
        version=snapshot.version,
        sha256=snapshot.sha256,
        made_at=moment_text(datetime.fromtimestamp(snapshot.at_ms / 1000, ZONE), session.language),
        newer=last if last > snapshot.version else None,
    )


def _day(session: Session, snapshot: Snapshot | None) -> str:
    at_ms = snapshot.at_ms if snapshot else session.opened_at_ms
    return day_text(datetime.fromtimestamp(at_ms / 1000, ZONE), session.language)
