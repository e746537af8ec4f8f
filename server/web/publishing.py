# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report becomes public: the steps for those who write it, and the second look by somebody else."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import report_pages
from board.case_pages import Typed
from organisation.dossier import publishing as steps
from organisation.dossier import report_commands as rc
from organisation.dossier.report_state import Report
from organisation.dossier.seen import view
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import CHECKER
from organisation.report.content import ReportContent, report_hash
from organisation.report.names import Found
from organisation.report.rows import ROW_IDS
from server import access
from server.live import audit
from server.web.cases import ask, coordinated, drawn_id, drawn_secret, today
from server.web.doors import door, opened, unlock
from server.web.forms import form_of, not_offered, one_of, text_of
from server.web.giving_back import FormRefused
from server.web.reports import written
from server.web.site import PageError, public_base, see_other, site_of


async def show_publishing(request: Request) -> Response:
    """GET /zaak/<case>/verslag/openbaar: what has to be done before the report is public, and what is."""
    return HTMLResponse(await _page(request, await coordinated(request)))


async def show_candidate(request: Request) -> Response:
    """GET …/openbaar/bekijk: exactly what would become public."""
    dossier = await coordinated(request)
    content = steps.candidate(dossier.report)
    if content is None:
        return see_other(f"/zaak/{dossier.id}/verslag/openbaar")
    page = report_pages.read_page(content=content, dossier_id=dossier.id, back=f"/zaak/{dossier.id}/verslag/openbaar")
    return HTMLResponse(page)


async def redact(request: Request) -> Response:
    """POST …/weglakken: take words out, or leave them in after all."""
    form = await form_of(request)
    out = one_of(form, "out", ("yes", "name", "no"), "yes")
    return await _sent(request, rc.Redact(text_of(form, "phrase"), out=out != "no"), "names" if out == "name" else "redact")


async def keep_name(request: Request) -> Response:
    """POST …/naam: what looks like a name may stay."""
    form = await form_of(request)
    stays = one_of(form, "keep", ("yes", "no"), "yes") == "yes"
    return await _sent(request, rc.KeepName(text_of(form, "phrase"), keep=stays), "names")


async def review_names(request: Request) -> Response:
    """POST …/namen: it was read through for names."""
    return await _sent(request, rc.ReviewNames(text_of(await form_of(request), "sha256")), "names")


async def set_informed(request: Request) -> Response:
    """POST …/ingelicht: on which day people from elsewhere were told."""
    return await _sent(request, rc.SetInformed(text_of(await form_of(request), "day")), "informed")


async def make_checkers_link(request: Request) -> Response:
    """POST …/meekijker: a link for the second look, shown once, in the answer itself."""
    dossier = await coordinated(request)
    secret = drawn_secret(text_of(await form_of(request), "mark"), "checker")
    refusal = await ask(request, dossier, rc.MakeCheckersLink(access.hash_secret(secret)))
    if refusal is not None:
        raise FormRefused(refusal)
    link = f"{public_base(request)}/meekijken/{dossier.id}#{secret}"
    return HTMLResponse(await _page(request, await coordinated(request), link=link))


async def revoke_checkers_link(request: Request) -> Response:
    """POST …/meekijker/intrekken: it stops at once."""
    return await _sent(request, rc.RevokeCheckersLink(), "checker")


async def publish(request: Request) -> Response:
    """POST …/openbaar: this very content is public from now on."""
    return await _sent(request, rc.Publish(text_of(await form_of(request), "sha256"), today(request)), "public")


async def withdraw(request: Request) -> Response:
    """POST …/openbaar/intrekken: nothing of it is public any more."""
    return await _sent(request, rc.Withdraw(today(request)), "public")


async def show_checking(request: Request) -> Response:
    """GET /meekijken/<case>: what would become public, for whoever holds the link for the second look, else the door."""
    dossier = await opened(request, CHECKER)
    return door(request, CHECKER, wrong=False) if dossier is None else HTMLResponse(await _checking_page(request, dossier))


async def unlock_checking(request: Request) -> Response:
    """POST to the same address: the key from behind the `#`."""
    return await unlock(request, CHECKER)


async def approve(request: Request) -> Response:
    """POST …/akkoord: this very content may be public."""
    return await _checkers(request, rc.Approve(text_of(await form_of(request), "sha256"), today(request)), "approve")


async def comment_checking(request: Request) -> Response:
    """POST …/opmerking: what has to change first, to those who write the report."""
    form = await form_of(request)
    row = one_of(form, "row", ROW_IDS, None)
    if row is None:
        raise not_offered("row")
    command = rc.AddComment(drawn_id("k", text_of(form, "mark")), row, text_of(form, "comment"))
    return await _checkers(request, command, "comment")


async def to_checking(request: Request) -> Response:
    """GET of an address that a form of the second look is sent to: its page."""
    return see_other(f"/meekijken/{request.path_params['case']}")


Command = rc.Redact | rc.KeepName | rc.ReviewNames | rc.SetInformed | rc.RevokeCheckersLink | rc.Publish | rc.Withdraw


async def _sent(request: Request, command: Command, part: str) -> Response:
    dossier = await coordinated(request)
    refusal = await ask(request, dossier, command)
    if refusal is not None:
        raise FormRefused(refusal)
    if isinstance(command, rc.Publish | rc.Withdraw):
        audit.tell(str(command.__struct_config__.tag), dossier.id, "coordinator")
    return see_other(f"/zaak/{dossier.id}/verslag/openbaar?bewaard={part}#{part}")


async def _page(request: Request, dossier: Dossier, *, typed: Typed | None = None, link: str = "") -> str:
    report = dossier.report
    # Beside the boards: a report of hundreds of actions takes a while to read.
    content, names = await site_of(request).apart.run(_looked_at, report)
    return report_pages.publishing_page(
        dossier=dossier,
        content=content,
        sha256=report_hash(content) if content else "",
        names=names,
        missing=steps.gates(report, content) if content else (),
        is_news=content is not None and steps.is_news(report, content),
        public_url=f"{public_base(request)}/verslag/{dossier.id}",
        written=written(request, typed, link),
    )


def _looked_at(report: Report) -> tuple[ReportContent | None, tuple[Found, ...]]:
    content = steps.candidate(report)
    return content, steps.names_left(report, content) if content else ()


async def _checkers(request: Request, command: rc.Approve | rc.AddComment, part: str) -> Response:
    dossier = await opened(request, CHECKER)
    if dossier is None:
        return door(request, CHECKER, wrong=True)
    refusal = await ask(request, dossier, command, CHECKER)
    if refusal is not None:
        raise FormRefused(refusal)
    if isinstance(command, rc.Approve):
        audit.tell("approve", dossier.id, "checker")
    return see_other(f"/meekijken/{dossier.id}?bewaard={part}")


async def again(request: Request, typed: Typed) -> str:
    """The steps as they are now, with a form that was not kept."""
    return await _page(request, await coordinated(request), typed=typed)


def of_words(_request: Request, form: FormData) -> str:
    """Which part of the page the forms are that take words out."""
    return "names" if text_of(form, "out") == "name" else "redact"


async def checking_again(request: Request, typed: Typed) -> str:
    """The page of the second look, with a form that was not kept. Raises PageError 403 for whoever may look no more."""
    now = await opened(request, CHECKER)
    if now is None:
        raise PageError(403, "not_allowed")
    return await _checking_page(request, now, typed)


async def _checking_page(request: Request, dossier: Dossier, typed: Typed | None = None) -> str:
    # Beside the boards: what would become public of a large report takes a while.
    seen = (await site_of(request).apart.run(view, dossier, CHECKER)).candidate
    if seen is None:
        return report_pages.waiting_page(lang=dossier.language, door="checker")
    return report_pages.checking_page(
        content=seen.content,
        dossier_id=dossier.id,
        sha256=seen.sha256,
        approved=seen.approved,
        commented=request.query_params.get("bewaard") == "comment",
        mark=access.new_secret(),
        typed=typed,
    )
