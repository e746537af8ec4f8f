# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is a member of an organisation: for a manager, and for whoever leaves it."""

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import organisation_pages as pages
from board.case_pages import Typed
from organisation.members import commands as c
from organisation.members.seen import member_of
from organisation.members.viewer import MEMBER_ROLES, MemberRole
from server import access
from server.web.accounts import links_open
from server.web.cases import drawn_id, drawn_secret, rev_of
from server.web.forms import form_of, not_offered, one_of, text_of
from server.web.giving_back import FormRefused
from server.web.languages import language_of
from server.web.membership import Membership, keep, member, membership
from server.web.organisations import ask, page
from server.web.site import PageError, forget_cookie, public_base, see_other, site_of


async def show_members(request: Request) -> Response:
    """GET …/leden: who is a member, for a manager."""
    return HTMLResponse(_members_page(request, await member(request, "manager")))


async def add_member(request: Request) -> Response:
    """POST …/leden: somebody gets a link. It is shown once, in the answer itself: only its hash is kept."""
    found, form = await member(request, "manager"), await form_of(request)
    _check_links_open(request)
    mark = text_of(form, "mark")
    secret, member_id = drawn_secret(mark, "member"), drawn_id("m", mark)
    command = c.AddMember(member_id, text_of(form, "label"), _role_of(form), access.hash_secret(secret))
    return await _with_link(request, found, command, secret)


async def put_member(request: Request) -> Response:
    """POST …/leden/<member>: who somebody is, or what he may do."""
    found, form = await member(request, "manager"), await form_of(request)
    member_id = request.path_params["member"]
    command = c.PutMember(member_id, rev_of(form), text_of(form, "label"), _role_of(form))
    return await _changed(request, found, command)


async def renew_link(request: Request) -> Response:
    """POST …/leden/<member>/link: another link; the old one stops at once. Shown once, and kept where it is one's own."""
    form, member_id = await form_of(request), request.path_params["member"]
    secret = drawn_secret(text_of(form, "mark"), "member")
    found, command = await membership(request), c.RenewLink(member_id, access.hash_secret(secret))
    if found is None and await _was_renewed(request, command):
        # Pressed twice: this browser still sends the old one.
        return _renewed(request, secret)
    found = await member(request)
    _check_links_open(request)
    if member_id != found.viewer.member_id:
        return await _with_link(request, found, command, secret)
    if refusal := await ask(request, found, command):
        raise FormRefused(refusal)
    return _renewed(request, secret)


def _renewed(request: Request, secret: str) -> Response:
    """Back with the new link, which this browser keeps."""
    organisation_id = request.path_params["organisation"]
    response = see_other(f"/organisatie/{organisation_id}?nieuw=1")
    keep(request, response, organisation_id, secret)
    return response


async def _was_renewed(request: Request, command: c.RenewLink) -> bool:
    """Whether somebody's link is that of this form by now: whoever can send it has the link itself."""
    organisation = await site_of(request).organisations.get(request.path_params["organisation"])
    known = member_of(organisation, command.key_hash) if organisation is not None and links_open(request) else None
    return known is not None and known.member_id == command.member_id


async def remove_member(request: Request) -> Response:
    """POST …/leden/<member>/weg: the link stops at once. Who takes his own away is out."""
    command, organisation_id = c.RemoveMember(request.path_params["member"]), request.path_params["organisation"]
    mark = text_of(await form_of(request), "mark")
    # Pressed twice by somebody who is out since.
    is_out = await membership(request) is None and access.is_secret(mark)
    if is_out and await site_of(request).organisations.was_done(organisation_id, command, mark):
        return see_other("/organisatie")
    found = await member(request)
    if command.member_id != found.viewer.member_id:
        return await _changed(request, found, command)
    if refusal := await ask(request, found, command):
        raise FormRefused(refusal)
    response = see_other("/organisatie")
    forget_cookie(request, response, "member", found.organisation.id)
    return response


async def _changed(request: Request, found: Membership, command: c.PutMember | c.RemoveMember) -> Response:
    if refusal := await ask(request, found, command):
        raise FormRefused(refusal)
    now = await membership(request)
    # Who made himself something else may see less now.
    is_manager = now is not None and now.viewer.role == "manager"
    return see_other(f"/organisatie/{found.organisation.id}{'/leden?bewaard=1' if is_manager else ''}")


async def members_again(request: Request, typed: Typed) -> str:
    """Who is a member now, with a form that was not kept. Who may only leave gets his own page."""
    found = await member(request)
    if found.viewer.role != "manager":
        return await page(request, found, typed)
    return _members_page(request, found, typed)


def of_member(request: Request, _form: FormData) -> str:
    """Which part of the page the forms of a member are."""
    return str(request.path_params["member"])


async def _with_link(request: Request, found: Membership, command: c.AddMember | c.RenewLink, secret: str) -> Response:
    if refusal := await ask(request, found, command):
        raise FormRefused(refusal)
    now = await member(request, "manager")
    link = f"{public_base(request)}/organisatie/{found.organisation.id}#{secret}"
    return HTMLResponse(_members_page(request, now, link=link, whose=command.member_id))


def _check_links_open(request: Request) -> None:
    """Raises PageError 403 where members come in by their account alone: nobody makes a link that opens nothing."""
    if not links_open(request):
        raise PageError(403, "not_allowed")


def _role_of(form: FormData) -> MemberRole:
    role = one_of(form, "role", MEMBER_ROLES, None)
    if role is None:
        # Nobody gets a role that was not meant.
        raise not_offered("role")
    return role


def _members_page(request: Request, found: Membership, typed: Typed | None = None, *, link: str = "", whose: str = "") -> str:
    return pages.members_page(
        lang=language_of(request),
        seen=found.seen,
        link=link,
        whose=whose,
        saved=request.query_params.get("bewaard") == "1",
        mark=access.new_secret(),
        typed=typed,
        signs_in=site_of(request).signed_in is not None,
        links_open=links_open(request),
    )
