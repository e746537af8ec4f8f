# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The files of a case, for whoever watches over it, and a case from such a file."""

import asyncio
import hashlib
import secrets
from http import HTTPStatus

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_feeds, paper_pages
from board.archive_sidecar import About, sidecar
from board.papers.action_table import ActionTable
from board.papers.making import job
from board.papers.poster import FILES
from board.papers.reading import Sent, decoded
from board.papers.report import ReportFile
from board.papers.schemas import schema
from organisation.dossier import commands as c
from organisation.dossier.case_file import CASE_NAME, REPORT_NAME, canonical_case, case_file
from organisation.dossier.days import day_in_the_netherlands
from organisation.dossier.seen import view
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import COORDINATOR
from organisation.members.terms import is_shorter
from organisation.report.content import ReportContent, canonical_report
from server import access
from server.live import audit
from server.papers.makers import NotMade
from server.papers.papers import WITHIN_S, TooMany
from server.web.cases import coordinated
from server.web.forms import large_form_of, text_of
from server.web.languages import language_of
from server.web.membership import opens_for
from server.web.papers import kept_as, made, named
from server.web.posters import fixed_poster
from server.web.reading import INDEXED, drawn, internal_report, public_report
from server.web.reports import newest
from server.web.site import KEPT_S, PageError, address_of, public_base, see_other, set_cookie, site_of
from server.web.status_address import address_of_case
from sessions.topics.poster import canonical_poster

READ_AT_ONCE_S = WITHIN_S + 20
"""So long somebody who sends a file waits for what is in it: longer than it may take."""


async def show_files(request: Request) -> Response:
    """GET /zaak/<case>/bestanden: every file of the case, and what each is for."""
    dossier = await coordinated(request)
    return HTMLResponse(paper_pages.case_files_page(dossier=dossier, established=dossier.report.established is not None))


async def actions_ods(request: Request) -> Response:
    """GET …/acties.ods: the actions for a spreadsheet."""
    return await _actions(request, "ods")


async def actions_csv(request: Request) -> Response:
    """GET …/acties.csv: the same for any program."""
    return await _actions(request, "csv")


async def days(request: Request) -> Response:
    """GET …/acties.ics: every day of the case, to be taken into a calendar once."""
    dossier = await coordinated(request)
    days = view(dossier, COORDINATOR).days
    if days is None:
        raise PageError(403, "not_allowed")
    return kept_as(case_feeds.case_feed(days, public_base(request)), "acties.ics")


async def case_json(request: Request) -> Response:
    """GET …/zaak.json: the whole case as data, from which a case can begin again."""
    dossier = await coordinated(request)
    return kept_as(canonical_case(case_file(dossier)).encode(), CASE_NAME)


async def poster_file(request: Request) -> Response:
    """GET …/poster/<number>/a3.pdf, a1.pdf, png, svg: a poster of the case as a file, also when its workshop is gone. They are
    numbered from 1, oldest first.
    """
    dossier = await coordinated(request)
    file = next((each for each in FILES if each == request.path_params["file"]), None)
    told = next((each for number, each in enumerate(dossier.handed, 1) if str(number) == request.path_params["number"]), None)
    if file is None or told is None or told.poster is None:
        raise PageError(404, "no_snapshot" if file else "unknown_file")
    fixed = fixed_poster(
        told.poster,
        values=told.framework,
        script=told.script,
        version=told.version,
        at_ms=told.fixed_at_ms,
        status_url=address_of_case(public_base(request), dossier),
        sha256=told.sha256,
        canonical=told.canonical or canonical_poster(told.poster),
    )
    name = named(f"poster-{request.path_params['number']}-v{told.version}", file)
    return await made(request, job("poster", file, fixed), name, dossier.language, _files(dossier))


async def report_pdf(request: Request) -> Response:
    """GET /zaak/<case>/verslag/verslag.pdf: the report as it was established, else as it is now."""
    dossier = await coordinated(request)
    # What takes longest of it, the case as JSON, is written where the file is made.
    file = ReportFile(newest(dossier), case_file(dossier, shared=True))
    return await made(request, job("report", "pdf", file), "verslag.pdf", dossier.language, _files(dossier))


async def report_odt(request: Request) -> Response:
    """GET …/verslag.odt: the same to write on."""
    dossier = await coordinated(request)
    return await made(
        request, job("report", "odt", ReportFile(newest(dossier))), "verslag.odt", dossier.language, _files(dossier)
    )


async def report_json(request: Request) -> Response:
    """GET …/verslag.json: the same as data."""
    return kept_as(canonical_report(newest(await coordinated(request))).encode(), REPORT_NAME)


async def internal_pdf(request: Request) -> Response:
    """GET /lezen/<case>/verslag.pdf: the report that was shared, for those who may read it. It carries nothing of the case."""
    return await _internal(request, "pdf")


async def internal_odt(request: Request) -> Response:
    """GET …/verslag.odt: the same to write on."""
    return await _internal(request, "odt")


async def public_pdf(request: Request) -> Response:
    """GET /verslag/<case>/verslag.pdf: the public report. It carries itself as data, and nothing of the case."""
    return await _public(request, "pdf")


async def public_odt(request: Request) -> Response:
    """GET …/verslag.odt: the same to write on."""
    return await _public(request, "odt")


async def public_json(request: Request) -> Response:
    """GET …/verslag.json: the same as data."""
    public = await public_report(request)
    if isinstance(public, Response):
        return public
    data = await drawn(request, "data", public, lambda: canonical_report(public.content))
    if isinstance(data, Response):
        return data
    answer = kept_as(data, REPORT_NAME)
    answer.headers.update(INDEXED)
    return answer


async def report_sidecar(request: Request) -> Response:
    """GET /zaak/<case>/verslag/verslag-mdto.xml: what an archive wants to know of the report; experimental."""
    dossier = await coordinated(request)
    return await _sidecar(request, newest(dossier), dossier.id, public=False)


async def public_sidecar(request: Request) -> Response:
    """GET /verslag/<case>/verslag-mdto.xml: the same of the public report."""
    public = await public_report(request)
    if isinstance(public, Response):
        return public
    answer = await _sidecar(request, public.content, request.path_params["case"], public=True)
    answer.headers.update(INDEXED)
    return answer


async def _sidecar(request: Request, content: ReportContent, case_id: str, *, public: bool) -> Response:
    address = f"{public_base(request)}/{'verslag' if public else 'zaak'}/{case_id}"
    days, maker = await _kept_by(request, case_id)
    about = About(case_id, address, days, public=public, maker=maker)
    return kept_as(await asyncio.to_thread(sidecar, content, about), "verslag-mdto.xml")


async def _kept_by(request: Request, case_id: str) -> tuple[int, str]:
    """How long the case is kept, by the server's term, or by its organisation's own where that is shorter, 0 for ever; and the
    organisation that keeps it, empty where it stands alone.
    """
    site = site_of(request)
    days, case = site.settings.keep_cases_days, await site.dossiers.get(case_id)
    of = await site.organisations.get(case.organisation_id) if case is not None and case.organisation_id else None
    if of is None:
        return days, ""
    return of.terms.cases_days if is_shorter(days, of.terms.cases_days) else days, of.name


OF_A_CASE = {
    "verslag.pdf": report_pdf,
    "verslag.odt": report_odt,
    "verslag.json": report_json,
    "verslag-mdto.xml": report_sidecar,
}
"""Files of the report for the regievoerder, below `/zaak/<case>/verslag`."""
PUBLIC = {
    "verslag.pdf": public_pdf,
    "verslag.odt": public_odt,
    "verslag.json": public_json,
    "verslag-mdto.xml": public_sidecar,
}
"""Files of the public report, below `/verslag/<case>`."""


async def show_schema(request: Request) -> Response:
    """GET /schema/<name>.json: the shape of a file of data, for programs."""
    told = schema(request.path_params["name"])
    if told is None:
        raise PageError(404, "not_found")
    return Response(told.encode(), media_type="application/schema+json")


async def read_form(request: Request) -> Response:
    """GET /inlezen: begin a case with a file."""
    return HTMLResponse(_reading_page(request))


async def read_sent(request: Request) -> Response:
    """POST to the same address: the case in the file goes on here, with a link of its own; or the page says why not."""
    site, address = site_of(request), address_of(request)
    async with large_form_of(request) as form:
        key, mark, upload = text_of(form, "opening_key"), text_of(form, "mark"), form.get("file")
        content = await upload.read() if isinstance(upload, UploadFile) else b""
    is_member = bool(await opens_for(request))
    if site.may_open.members_only and not is_member:
        return _not_read(request, "no_member", 403)
    if site.may_open.needs_key and not is_member and not (key and await site.may_open.key_fits(key, address)):
        return _not_read(request, "wrong_key" if key else "no_key")
    if not content:
        return _not_read(request, "nothing")
    if not site.rooms.space.takes_new:
        return _not_read(request, "full", 503)
    if await site.may_open.wait_s(address):
        return _not_read(request, "rate", 429)
    try:
        told = await site.papers.get(job("reading", "case", Sent(content)), READ_AT_ONCE_S)
    except TooMany:
        return _not_read(request, "busy", 503)
    except NotMade:
        return _not_read(request, "damaged")
    found = decoded(told) if told is not None else None
    if found is None or found.case is None:
        return _not_read(request, (found.problem if found else None) or "damaged")
    # One form with one file is one case, however often it is sent; its link is made of both.
    which = f"case {hashlib.sha256(content).hexdigest()}"
    secret = access.derived(mark if access.is_secret(mark) else access.new_secret(), which)
    case_id = access.hash_secret(access.derived(secret, "id"))[:16]
    if await site.dossiers.is_destroyed(case_id):
        case_id = secrets.token_hex(8)
    command = c.RestoreDossier(
        case_id, access.hash_secret(secret), found.case, access.feed_hash(secret), access.derived(mark, "status")
    )
    if await site.dossiers.open(command):
        audit.tell("restore_case", case_id, "coordinator")
    response = see_other(f"/zaak/{case_id}?nieuw=1")
    set_cookie(request, response, "case", case_id, secret, kept_s=KEPT_S)
    return response


async def _actions(request: Request, kind: str) -> Response:
    dossier = await coordinated(request)
    table = ActionTable(case_file(dossier), day_in_the_netherlands(dossier.told_ms))
    return await made(request, job("actions", kind, table), f"acties.{kind}", dossier.language, _files(dossier))


async def _internal(request: Request, kind: str) -> Response:
    shared = await internal_report(request)
    if isinstance(shared, Response):
        return shared
    if shared.origin is not None:
        raise PageError(404, "not_found")
    wanted, back = job("report", kind, ReportFile(shared.content)), f"/lezen/{request.path_params['case']}"
    return await made(request, wanted, f"verslag.{kind}", shared.content.language, back)


async def _public(request: Request, kind: str) -> Response:
    public = await public_report(request)
    if isinstance(public, Response):
        return public
    wanted, back = job("report", kind, ReportFile(public.content)), f"/verslag/{request.path_params['case']}"
    answer = await made(request, wanted, f"verslag.{kind}", public.content.language, back)
    now = await public_report(request)
    if isinstance(now, Response) or now.sha256 != public.sha256:
        # Withdrawn or replaced while the file was made.
        return now if isinstance(now, Response) else see_other(f"{back}/verslag.{kind}")
    if answer.status_code == HTTPStatus.OK:
        answer.headers.update(INDEXED)
    return answer


def _files(dossier: Dossier) -> str:
    return f"/zaak/{dossier.id}/bestanden"


def _not_read(request: Request, why: str, status: int = 422) -> Response:
    return HTMLResponse(_reading_page(request, why), status_code=status)


def _reading_page(request: Request, why: str = "") -> str:
    needs_key = site_of(request).may_open.needs_key
    return paper_pages.reading_page(lang=language_of(request), mark=access.new_secret(), needs_key=needs_key, why=why)
