# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation takes a case or a workshop in, and lets it go again. Both sides have to want it: whoever has the link of the
case or leads the workshop, and a member who opens workshops for the organisation.
"""

import contextlib

from starlette.requests import Request
from starlette.responses import Response

from organisation.dossier import commands as c
from organisation.dossier.viewer import COORDINATOR, SYSTEM
from organisation.members.cases import OPENS_WORKSHOPS
from organisation.members.commands import ListWorkshop, NoteCase
from organisation.members.viewer import SYSTEM as SERVER
from server import access
from server.keeping.held import put_hold
from server.live import audit
from server.store import DOSSIER, StoreError
from server.web.cases import coordinated
from server.web.doors import has_link
from server.web.forms import form_of, not_offered, one_of, text_of
from server.web.giving_back import FormRefused
from server.web.membership import Membership, belonging, member, member_in, membership
from server.web.site import PageError, ask_as_system, may_open, room_by_id, see_other, site_of
from sessions.material.limits import MAX_SHORT_CHARACTERS
from sessions.material.typed import clean_line
from sessions.model.state import Session
from sessions.wire.commands import TakeIn


async def take_case(request: Request) -> Response:
    """POST /zaak/<case>/bij: the organisation of the field `organisation` takes the case in; without one it stands alone."""
    form, case_id, site = await form_of(request), request.path_params["case"], site_of(request)
    wanted, mark = text_of(form, "organisation"), text_of(form, "mark")
    mark = mark if access.is_secret(mark) else ""
    if not wanted and await site.dossiers.was_done(case_id, c.SetOrganisation(""), mark):
        # Pressed twice: who was let in by the organisation alone sees the case no more.
        seen = await site.dossiers.get(case_id)
        return see_other(f"/zaak/{case_id}#organisation" if seen and has_link(request, seen, COORDINATOR) else "/organisatie")
    dossier = await coordinated(request)
    if wanted == dossier.organisation_id:
        return see_other(f"/zaak/{dossier.id}#organisation")
    if wanted:
        # An organisation does not hand on what another one let it work on: who began the case does.
        if not has_link(request, dossier, COORDINATOR):
            raise PageError(403, "not_allowed")
        await _for(request, wanted)
    elif not (await belonging(request, dossier.organisation_id, is_own=has_link(request, dossier, COORDINATOR))).may_go:
        raise PageError(403, "not_allowed")
    if await site_of(request).dossiers.holds.of(dossier.id) is not None:
        # Who has to keep it would lift it no more, and whoever got it could not.
        raise PageError(409, "case_held")
    was = dossier.organisation_id
    refusal = await site_of(request).dossiers.ask(
        dossier.id, c.SetOrganisation(wanted), SYSTEM, mark, lambda now: now.organisation_id == was
    )
    if refusal is not None:
        raise FormRefused(refusal)
    if wanted:
        await site_of(request).organisations.ask(wanted, NoteCase(), SERVER)
    audit.tell("set_organisation", dossier.id, "coordinator")
    # Who was let in by the organisation alone sees the case no more.
    stays = has_link(request, dossier, COORDINATOR)
    return see_other(f"/zaak/{dossier.id}?bewaard=organisation#organisation" if stays else f"/organisatie/{was}")


async def take_workshop(request: Request) -> Response:
    """POST /regie/<session>/links/bij: the same with a workshop, by whoever leads it."""
    room = await room_by_id(request, request.path_params["session"])
    if not may_open(request, room, "links"):
        raise PageError(403, "not_allowed")
    wanted, was = text_of(await form_of(request), "organisation"), room.session.organisation_id
    if wanted:
        await _for(request, wanted)
    refusal = await ask_as_system(room, TakeIn(wanted))
    if refusal is not None:
        raise PageError(422, refusal.code)
    if was and was != wanted:
        await site_of(request).organisations.ask(was, ListWorkshop(room.session.id, is_ours=False), SERVER)
    await listed(request, room.session)
    audit.tell("take_in", room.session.id, "facilitator")
    return see_other(f"/regie/{room.session.id}/links#l-organisation")


async def let_workshop_go(request: Request) -> Response:
    """POST /organisatie/<organisation>/workshops/<session>/los: a manager lets a workshop stand alone, also without its link."""
    found = await member(request, "manager")
    room = await room_by_id(request, request.path_params["session"])
    if room.session.organisation_id not in ("", found.organisation.id):
        raise PageError(404, "not_found")
    if not room.session.organisation_id:
        # Pressed twice, it stands alone already: the page lists those that are of the organisation.
        return see_other(f"/organisatie/{found.organisation.id}#workshops")
    if refusal := await ask_as_system(room, TakeIn("")):
        raise PageError(422, refusal.code)
    await site_of(request).organisations.ask(found.organisation.id, ListWorkshop(room.session.id, is_ours=False), SERVER)
    audit.tell("take_in", room.session.id, "manager")
    return see_other(f"/organisatie/{found.organisation.id}?bewaard=workshop#workshops")


async def hold_case(request: Request) -> Response:
    """POST /zaak/<case>/bewaren: a manager of its organisation says that it has to be kept, and why; nobody erases it then. With
    `step` "release" it may go again: a field that was left empty is no such word.
    """
    dossier = await coordinated(request)
    known = member_in(request, dossier.organisation_id)
    if known is None:
        raise PageError(403, "not_member")
    if known.role != "manager":
        await member(request, "manager", of=dossier.organisation_id)
    form, holds, store = await form_of(request), site_of(request).dossiers.holds, site_of(request).rooms.store
    reason, releases = clean_line(text_of(form, "reason")), one_of(form, "step", ("hold", "release"), "hold") == "release"
    if not releases and not reason:
        raise PageError(422, "reason_missing", field="reason")
    if len(reason) > MAX_SHORT_CHARACTERS:
        raise PageError(422, "too_long", field="reason")
    if releases and await holds.of(dossier.id) is None:
        return see_other(f"/zaak/{dossier.id}#hold")
    if not (
        await holds.lift(dossier.id, "manager") if releases else await put_hold(store, DOSSIER, dossier.id, reason, "manager")
    ):
        now = await holds.of(dossier.id)
        if releases and now is None:
            # Pressed twice at once.
            return see_other(f"/zaak/{dossier.id}?bewaard=hold#hold")
        # Why it was held before is nothing that another reason takes away unseen.
        raise PageError(409, "held_already" if now is not None and now.by == "manager" else "case_held")
    audit.tell("release" if releases else "hold", dossier.id, "manager")
    return see_other(f"/zaak/{dossier.id}?bewaard=hold#hold")


async def listed(request: Request, session: Session) -> None:
    """Let the organisation of a workshop know of it. Asked again whenever the links are looked at: an answer may get lost."""
    if session.organisation_id:
        # That the store takes no changes now keeps nobody from his links.
        with contextlib.suppress(StoreError):
            await site_of(request).organisations.ask(session.organisation_id, ListWorkshop(session.id), SERVER)


async def _for(request: Request, organisation_id: str) -> Membership:
    if await membership(request, organisation_id) is None:
        # The page offers those that somebody is a member of; he may be so no more.
        raise not_offered("organisation")
    return await member(request, *OPENS_WORKSHOPS, of=organisation_id)
