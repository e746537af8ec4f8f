# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""From board to case: facilitator or scribe hands over what was fixed. It begins a case, or goes into the one that there is."""

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_pages
from organisation.dossier import commands as c
from organisation.dossier.handing_over import HandOver, hand_over
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import COORDINATOR, SYSTEM
from server import access, content
from server.live import audit
from server.web.cases import no_page
from server.web.doors import found, is_viewer
from server.web.outcomes import holder
from server.web.site import KEPT_S, PageError, may_open, see_other, set_cookie, site_of
from sessions.material.framework import Framework
from sessions.model.state import Session
from sessions.model.viewer import LinkRole


async def show_hand_over(request: Request) -> Response:
    """GET /regie/<session>/zaak: what a case is, and the button; or the way to the case that there is."""
    room, viewer = await holder(request, "case")
    session = room.session
    dossier = await found(request, await _case_id(request, session))
    own = _own_key(request, session, dossier)
    page = case_pages.hand_over_page(
        lang=session.language,
        session_id=session.id,
        title=session.title,
        fixed=session.snapshots,
        dossier=dossier,
        goes_on=session.former is not None,
        leads=viewer.role == "facilitator",
        knows_key=dossier is not None and (bool(own) or is_viewer(request, dossier, COORDINATOR)),
        may_renew=dossier is not None and dossier.id == session.id and _may_renew(request, session, dossier),
        used=dossier is not None and dossier.key_used_at_ms > 0,
    )
    response = HTMLResponse(page)
    if own and dossier is not None:
        # Whoever began it finds it again from the workshop, whatever became of the cookie.
        set_cookie(request, response, "case", dossier.id, own, kept_s=KEPT_S)
    return response


async def take_over(request: Request) -> Response:
    """POST to the same address: the latest fixed poster begins the case or goes into it, once. Who begins it gets its link."""
    room, viewer = await holder(request, "case")
    session, dossiers = room.session, site_of(request).dossiers
    if not session.snapshots:
        raise PageError(422, "poster_empty")
    if not site_of(request).rooms.space.takes_new:
        # What is left of the store is for the workshops that run.
        raise PageError(503, "full")
    case_id = await _case_id(request, session)
    told = hand_over(session, session.snapshots[-1], _base_of(session))
    if case_id == session.id:
        if await dossiers.is_destroyed(case_id):
            raise PageError(410, "case_gone")
        if session.former is not None and session.status_key:
            # Its poster tells the address below the case that it went on with, which was erased meanwhile.
            await dossiers.lead_to(session.status_key, case_id)
        secret = next(_made_keys(request, session))
        if await dossiers.open(_opening(session, secret, told)):
            audit.tell("open_case", case_id, viewer.role)
            response = see_other(f"/zaak/{case_id}?nieuw=1")
            set_cookie(request, response, "case", case_id, secret, kept_s=KEPT_S)
            return response
    command = c.TakeOver(told, session.status_key)
    refusal = await dossiers.ask(case_id, command, SYSTEM, still=lambda _: may_open(request, room, "case"))
    if refusal is not None:
        raise no_page(refusal)
    dossier = await found(request, case_id)
    own = _own_key(request, session, dossier)
    known = dossier is not None and (bool(own) or is_viewer(request, dossier, COORDINATOR))
    response = see_other(f"/zaak/{case_id}" if known else f"/regie/{session.id}/zaak")
    if own:
        set_cookie(request, response, "case", case_id, own, kept_s=KEPT_S)
    return response


async def renew_key(request: Request) -> Response:
    """POST …/zaak/link: another link for the regievoerder, when the old one got lost. The first facilitator may always, another
    one only until somebody opened the case with its link.
    """
    room, _ = await holder(request, "case")
    session = room.session
    secret = access.new_secret()
    command = c.RenewKey(access.hash_secret(secret), access.feed_hash(secret))
    refusal = await site_of(request).dossiers.ask(
        session.id, command, SYSTEM, still=lambda now: _may_renew(request, room.session, now)
    )
    if refusal is not None:
        raise PageError(403, refusal.code) if refusal.code == "not_allowed" else PageError(404, "unknown_case")
    audit.tell("renew_case_link", session.id, "facilitator")
    response = see_other(f"/zaak/{session.id}?nieuw=1")
    set_cookie(request, response, "case", session.id, secret, kept_s=KEPT_S)
    return response


def _base_of(session: Session) -> Framework | None:
    """The framework on which the values of an organisation are based that this workshop had."""
    known = session.framework.based_on
    return content.framework(known) if known in content.framework_ids() else None


def _opening(session: Session, secret: str, told: HandOver) -> c.OpenDossier:
    key, feed = access.hash_secret(secret), access.feed_hash(secret)
    # What was only practised is no case of an organisation: it counts in no overview, analysis or archive.
    owner = "" if session.rehearsal else session.organisation_id
    return c.OpenDossier(session.id, key, told, feed, session.status_key, owner)


async def _case_id(request: Request, session: Session) -> str:
    """The case of a workshop: the one that it goes on with as long as that is there, else its own. What was only practised never
    goes into a case that lives.
    """
    known = session.former.case_id if session.former and not session.rehearsal else ""
    return known if known and await site_of(request).dossiers.get(known) is not None else session.id


def _may_renew(request: Request, session: Session, dossier: Dossier) -> bool:
    secret = access.secret_in(request.cookies, "facilitator", session.id)
    viewer = access.viewer_of(session, "facilitator", secret)
    return viewer is not None and (access.leads_first(session, secret) or not dossier.key_used_at_ms)


def _own_key(request: Request, session: Session, dossier: Dossier | None) -> str:
    """The key of a case that was begun with a link of this browser; empty for everybody else, and when it was renewed since."""
    made = _made_keys(request, session) if dossier is not None and dossier.id == session.id else ()
    return next((secret for secret in made if dossier and access.hash_fits(dossier.key_hash, secret)), "")


def _made_keys(request: Request, session: Session) -> Iterator[str]:
    """The keys with which the links of this browser begin the case of a workshop, the holder's own first. A link and this
    server's key make the same one each time, so that nobody loses it with a cookie or with an answer that never came.
    """
    make = site_of(request).rooms.secret
    roles: tuple[LinkRole, ...] = ("facilitator", "scribe")
    held = {role: access.secret_in(request.cookies, role, session.id) for role in roles}
    for role, secret in held.items():
        if access.viewer_of(session, role, secret) is not None:
            yield make("case", f"{session.id}:{secret}")
    if access.leads_first(session, held["facilitator"]):
        # What was begun with the scribe's link, which is made from this one.
        yield make("case", f"{session.id}:{access.Secrets(held['facilitator']).of('scribe')}")
