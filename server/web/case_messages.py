# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the regievoerder tells everybody: drafted from the facts, published, corrected, withdrawn."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_pages, status_pages
from organisation.dossier import commands as c
from organisation.dossier.state import Dossier
from server import access
from server.web.cases import ask, coordinated, drawn_id, rev_of
from server.web.forms import form_of, text_of
from server.web.giving_back import FormRefused
from server.web.site import PageError, public_base, see_other
from server.web.status_address import address_of_case
from sessions.model.codes import Refusal


async def show(request: Request) -> Response:
    """GET /zaak/<case>/berichten."""
    dossier = await coordinated(request)
    return HTMLResponse(_page(request, dossier))


async def publish(request: Request) -> Response:
    """POST to the same address: on the status page, with the actions as they were shown beside it."""
    dossier = await coordinated(request)
    form = await form_of(request)
    mark = text_of(form, "mark")
    command = c.PublishMessage(drawn_id("b", mark), text_of(form, "text"), text_of(form, "seen")[:16])
    return _answered(dossier, await ask(request, dossier, command))


async def correct(request: Request) -> Response:
    """POST …/<message>/verbeteren."""
    dossier = await coordinated(request)
    form, message_id = await form_of(request), _message_id(request, dossier)
    command = c.CorrectMessage(message_id, rev_of(form), text_of(form, "text"))
    return _answered(dossier, await ask(request, dossier, command))


async def withdraw(request: Request) -> Response:
    """POST …/<message>/intrekken."""
    dossier = await coordinated(request)
    form, message_id = await form_of(request), _message_id(request, dossier)
    command = c.WithdrawMessage(message_id, rev_of(form))
    return _answered(dossier, await ask(request, dossier, command))


async def to_page(request: Request) -> Response:
    """GET of an address that a form is sent to: the page with the form."""
    return see_other(f"/zaak/{request.path_params['case']}/berichten")


def _message_id(request: Request, dossier: Dossier) -> str:
    found = next((each.id for each in dossier.messages if each.id == request.path_params["message"]), None)
    if found is None:
        raise PageError(404, "unknown_message")
    return found


async def again(request: Request, typed: case_pages.Typed) -> str:
    """The messages as they are now, with a form that was not kept."""
    return _page(request, await coordinated(request), typed)


def of_message(request: Request, _form: FormData) -> str:
    """Which part of the page the forms of a message are."""
    return str(request.path_params["message"])


def _answered(dossier: Dossier, refusal: Refusal | None) -> Response:
    if refusal is not None:
        raise FormRefused(refusal)
    return see_other(f"/zaak/{dossier.id}/berichten?bewaard=old#old")


def _page(request: Request, dossier: Dossier, typed: case_pages.Typed | None = None) -> str:
    return status_pages.messages_page(
        dossier=dossier,
        address=address_of_case(public_base(request), dossier),
        saved=request.query_params.get("bewaard", ""),
        mark=access.new_secret(),
        typed=typed,
    )
