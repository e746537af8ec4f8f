# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The report of a case, for those who write it: its rows, what is said of them, and how far it is."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import report_pages
from board.case_pages import Typed
from organisation.dossier import report_commands as rc
from organisation.dossier.reported import filled_in_rows, report_content, source_mark
from organisation.dossier.state import Dossier
from organisation.report.content import ReportContent, report_hash
from organisation.report.names import likely_names
from organisation.report.rows import ROW_IDS, RowId
from server import access
from server.live import audit
from server.web.cases import ask, coordinated, drawn_id, drawn_secret, rev_of, today
from server.web.forms import form_of, not_offered, text_of
from server.web.giving_back import FormRefused
from server.web.site import PageError, public_base, see_other, site_of

Step = rc.Establish | rc.Reopen | rc.Share | rc.Unshare


async def show_report(request: Request) -> Response:
    """GET /zaak/<case>/verslag: the eight rows with their states, what is missing, and the next step."""
    return HTMLResponse(await _page(request, await coordinated(request)))


async def to_report(request: Request) -> Response:
    """GET of an address that a form of the report is sent to: the page with the form."""
    case, row = request.path_params["case"], request.path_params.get("row")
    if row is not None:
        return see_other(f"/zaak/{case}/verslag/rij/{row}" if row in ROW_IDS else f"/zaak/{case}/verslag")
    return see_other(f"/zaak/{case}/verslag{'/openbaar' if '/openbaar/' in request.url.path else ''}")


async def show_reading(request: Request) -> Response:
    """GET …/bekijk: the report as it is read; as it was established, when it was."""
    dossier = await coordinated(request)
    page = report_pages.read_page(content=newest(dossier), dossier_id=dossier.id, back=f"/zaak/{dossier.id}/verslag")
    return HTMLResponse(page)


async def show_row(request: Request) -> Response:
    """GET …/rij/<row>: a row to write."""
    return HTMLResponse(_row_page(request, await coordinated(request)))


async def write_row(request: Request) -> Response:
    """POST to the same address: what the row says."""
    form = await form_of(request)
    typed = form.get("text")
    text = typed if isinstance(typed, str) else ""
    return await _row_sent(request, rc.WriteRow(_row(request), rev_of(form), text, text_of(form, "source")), "text")


async def follow_source(request: Request) -> Response:
    """POST …/rij/<row>/bron: the row follows again what it is filled in from."""
    return await _row_sent(request, rc.FollowSource(_row(request), rev_of(await form_of(request))), "text")


async def add_comment(request: Request) -> Response:
    """POST …/rij/<row>/opmerking."""
    form = await form_of(request)
    return await _row_sent(
        request, rc.AddComment(drawn_id("k", text_of(form, "mark")), _row(request), text_of(form, "comment")), "comment"
    )


async def remove_comment(request: Request) -> Response:
    """POST …/rij/<row>/opmerking/weg."""
    return await _row_sent(request, rc.RemoveComment(text_of(await form_of(request), "comment_id")), "comment")


async def take_step(request: Request) -> Response:
    """POST …/stand: establish the report, share it, share it no longer, or write on."""
    dossier, form = await coordinated(request), await form_of(request)
    command = _step(request, text_of(form, "step"), text_of(form, "sha256"))
    refusal = await ask(request, dossier, command)
    if refusal is not None:
        raise FormRefused(refusal)
    audit.tell(str(command.__struct_config__.tag), dossier.id, "coordinator")
    return see_other(f"/zaak/{dossier.id}/verslag?bewaard=stage#stage")


async def again(request: Request, typed: Typed) -> str:
    """The report as it is now, with a form that was not kept."""
    return await _page(request, await coordinated(request), typed=typed)


async def row_again(request: Request, typed: Typed) -> str:
    """A row as it is now, with a form that was not kept."""
    return _row_page(request, await coordinated(request), typed)


async def make_readers_link(request: Request) -> Response:
    """POST …/lezers: a link for those who took part, shown once, in the answer itself."""
    dossier = await coordinated(request)
    secret = drawn_secret(text_of(await form_of(request), "mark"), "readers")
    refusal = await ask(request, dossier, rc.MakeReadersLink(access.hash_secret(secret)))
    if refusal is not None:
        raise FormRefused(refusal)
    link = f"{public_base(request)}/lezen/{dossier.id}#{secret}"
    return HTMLResponse(await _page(request, await coordinated(request), link=link))


async def revoke_readers_link(request: Request) -> Response:
    """POST …/lezers/intrekken: it stops at once."""
    dossier = await coordinated(request)
    refusal = await ask(request, dossier, rc.RevokeReadersLink())
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/zaak/{dossier.id}/verslag?bewaard=readers#readers")


def newest(dossier: Dossier) -> ReportContent:
    """The report as it was established, or as it is being written."""
    established = dossier.report.established
    return established.content if established else report_content(dossier)


def written(request: Request, typed: Typed | None = None, link: str = "") -> report_pages.Written:
    """What the pages for those who write share."""
    return report_pages.Written(
        saved=request.query_params.get("bewaard", ""), mark=access.new_secret(), today=today(request), typed=typed, link=link
    )


def _row(request: Request) -> RowId:
    """The row of the address. Raises PageError 404."""
    found = next((row for row in ROW_IDS if row == request.path_params["row"]), None)
    if found is None:
        raise PageError(404, "not_found")
    return found


def _step(request: Request, named: str, sha256: str) -> Step:
    match named:
        case "establish":
            return rc.Establish(sha256, today(request))
        case "reopen":
            return rc.Reopen()
        case "share":
            return rc.Share()
        case "unshare":
            return rc.Unshare()
        case _:
            raise not_offered("step")


async def _row_sent(
    request: Request, command: rc.WriteRow | rc.FollowSource | rc.AddComment | rc.RemoveComment, part: str
) -> Response:
    dossier, row = await coordinated(request), _row(request)
    refusal = await ask(request, dossier, command)
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/zaak/{dossier.id}/verslag/rij/{row}?bewaard={part}")


async def _page(request: Request, dossier: Dossier, *, typed: Typed | None = None, link: str = "") -> str:
    content = newest(dossier)
    # Beside the boards: a report of hundreds of actions takes a while to read.
    names = await site_of(request).apart.run(likely_names, content) if dossier.report.stage == "draft" else ()
    return report_pages.report_page(
        dossier=dossier,
        rows=_states(dossier),
        content=content,
        sha256=report_hash(content),
        names=names,
        written=written(request, typed, link),
    )


def _row_page(request: Request, dossier: Dossier, typed: Typed | None = None) -> str:
    row = _row(request)
    return report_pages.row_page(
        dossier=dossier,
        state=next(state for state in _states(dossier) if state.row.id == row),
        comments=tuple(comment for comment in dossier.report.comments.values() if comment.row == row),
        written=written(request, typed),
    )


def _states(dossier: Dossier) -> tuple[report_pages.RowState, ...]:
    said = [comment.row for comment in dossier.report.comments.values()]
    states = []
    for row, source in zip(newest(dossier).rows, filled_in_rows(dossier), strict=True):
        edit = dossier.report.rows.get(row.id)
        mark = source_mark(source.text)
        kept = edit if edit is not None and edit.written else None
        changed = kept is not None and kept.source != mark
        states.append(report_pages.RowState(row, source.text, mark, kept, changed, said.count(row.id)))
    return tuple(states)
