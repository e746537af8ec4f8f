# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases from one archive to another: a file of what was found, and reading such a file into the archive of an organisation."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import archive_pages
from organisation.archive import exchange
from organisation.archive.exchange import MAX_CASES, ArchiveFile, Wrong, encoded
from organisation.dossier.state import Dossier
from server.archive.taking_over import MAX_TAKEN_OVER, Outcome, take_over
from server.live import audit
from server.web.archive import READ_AGAIN_S, question_of
from server.web.forms import form_of, large_form_of, text_of
from server.web.languages import language_of
from server.web.membership import Membership, member
from server.web.site import PageError, public_base, see_other, site_of

FILE_NAME = "archief.json"


async def give(request: Request) -> Response:
    """GET /archief/meenemen.json: the public cases of a search as a file, as many as fit; it says where the next file is."""
    return await _file(request, "", "")


async def give_intern(request: Request) -> Response:
    """GET /organisatie/<organisation>/archief/meenemen.json: the same of what was shared in an organisation, for a manager: he
    gives away what members alone read.
    """
    found = await member(request, "manager")
    audit.tell("give_archive", found.organisation.id, found.viewer.role)
    return await _file(request, found.organisation.id, found.organisation.name)


async def _file(request: Request, scope: str, name: str) -> Response:
    archive, base, asked = site_of(request).archive, public_base(request), question_of(request)
    after = request.query_params.get("vanaf", "")
    first = int(after) if after.isascii() and after.isdigit() and len(after) < 7 else 0
    if not archive.is_read(await archive.standing(scope)):
        # A file in which some are missing looks like any other.
        raise PageError(503, "archive_read", retry_after_s=READ_AGAIN_S)
    hits = await archive.taken(asked, first, MAX_CASES, scope)

    def draw() -> bytes:
        given = exchange.as_many_as_fit(exchange.given(hit.case_id, hit.public, base, is_public=not scope) for hit in hits)
        last = first + len(given)
        more = f"{base}{request.url.path}?{_with(request, last)}" if len(given) < len(hits) or len(hits) == MAX_CASES else ""
        return encoded(name or base, given, more)

    headers = {"content-disposition": f'attachment; filename="{FILE_NAME}"', "cache-control": "no-store"}
    return Response(await archive.apart(draw), media_type="application/json", headers=headers)


def _with(request: Request, first: int) -> str:
    kept = request.url.remove_query_params("vanaf").query
    return f"{kept}&vanaf={first}" if kept else f"vanaf={first}"


async def show_taking(request: Request) -> Response:
    """GET /archief/inlezen?organisatie=<id>: read a file into the archive of an organisation, for its managers."""
    found = await _manager(request, request.query_params.get("organisatie", ""))
    return HTMLResponse(archive_pages.taking_page(lang=language_of(request), seen=found.seen))


async def take(request: Request) -> Response:
    """POST to the same address: the cases in the file stand in the archive, or the page says what is wrong with it, and nothing
    was taken over.
    """
    site, lang = site_of(request), language_of(request)
    async with large_form_of(request) as form:
        organisation_id, upload = text_of(form, "organisation"), form.get("file")
        content = await upload.read() if isinstance(upload, UploadFile) else b""
    found = await _manager(request, organisation_id)
    told: ArchiveFile | Wrong = await site.apart.run(exchange.decoded, content) if content else Wrong("no_file")
    if isinstance(told, ArchiveFile):
        if not site.rooms.space.takes_new:
            raise PageError(503, "full")
        standing = await site.archive.standing(organisation_id)
        if standing.count + len(told.cases) > MAX_TAKEN_OVER:
            told = Wrong("too_many")
    if isinstance(told, Wrong):
        page = archive_pages.taking_page(lang=lang, seen=found.seen, wrong=told)
        return HTMLResponse(page, status_code=422)
    outcome: Outcome = await take_over(site.rooms.store, told, organisation_id)
    audit.tell("take_over_archive", organisation_id, found.viewer.role)
    return HTMLResponse(archive_pages.taking_page(lang=lang, seen=found.seen, outcome=outcome, given_by=told.given_by))


async def take_away(request: Request) -> Response:
    """POST /organisatie/<organisation>/archief/weg: a case that came from elsewhere goes out of the archive, for good."""
    found, form = await member(request, "manager"), await form_of(request)
    case_id, site = text_of(form, "case"), site_of(request)
    organisation_id = found.organisation.id

    def is_theirs(case: Dossier) -> bool:
        return case.is_taken_over and case.organisation_id == organisation_id

    gone = await site.dossiers.destroy(case_id, "manager", still=is_theirs)
    if not gone:
        case = await site.dossiers.get(case_id)
        if case is not None and is_theirs(case) and await site.dossiers.holds.of(case_id) is not None:
            raise PageError(409, "case_held")
        if case is None and await site.dossiers.is_destroyed(case_id):
            # Pressed twice.
            return see_other(f"/organisatie/{organisation_id}/archief")
        raise PageError(404, "not_in_archive")
    audit.tell("take_away_case", case_id, found.viewer.role)
    await site.dossiers.destruction.clean_up()
    return see_other(f"/organisatie/{organisation_id}/archief")


async def _manager(request: Request, organisation_id: str) -> Membership:
    return await member(request, "manager", of=organisation_id)
