# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The doors of a case: one way for every kind of secret link (those of members: `membership`). A browser keeps the key of each
that it opened in a cookie of its own; what a key makes of somebody says `organisation.dossier.seen`.
"""

import hashlib

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_pages
from board.case_pages import Door
from organisation.dossier.seen import key_hashes
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Viewer
from organisation.strategy.seen import TakenUp, taken_up
from organisation.strategy.viewer import Viewer as StrategyViewer
from server import access
from server.web.accounts import sign_in_path
from server.web.forms import form_of, text_of
from server.web.languages import language_of
from server.web.membership import is_in_case, member_in, recognise
from server.web.site import KEPT_S, see_other, set_cookie, site_of


class _Link(Struct, frozen=True):
    """A kind of link: the cookie with its key, and where it leads to."""

    cookie: access.Kept
    path: str


_LINKS: dict[Door, _Link] = {
    "coordinator": _Link("case", "/zaak/{case}"),
    "holder": _Link("action", "/actie/{case}/{action}"),
    "checker": _Link("checker", "/meekijken/{case}"),
    "reader": _Link("reader", "/lezen/{case}"),
}


def holder_in(request: Request) -> Viewer:
    """Whoever holds the action of the address."""
    return Viewer("holder", request.path_params["action"])


def key_of(request: Request, dossier: Dossier, who: Viewer) -> str:
    """The key that this browser keeps of such a link; empty for none."""
    return access.secret_in(request.cookies, _link(who).cookie, _kept_as(dossier, who))


def is_viewer(request: Request, dossier: Dossier, who: Viewer) -> bool:
    """Whether this browser holds a link that makes somebody this viewer, of the case or, where `recognise` was asked before, of
    a member of the organisation that it belongs to.
    """
    return has_link(request, dossier, who) or is_in_case(request, dossier, who)


def has_link(request: Request, dossier: Dossier, who: Viewer) -> bool:
    """Whether this browser holds a link of the case itself that makes somebody this viewer."""
    return _key_opens(dossier, who, key_of(request, dossier, who))


async def opened(request: Request, who: Viewer) -> Dossier | None:
    """The case in the path, for whoever holds its link; None for everybody else, and when there is none."""
    dossier = await found(request, request.path_params["case"])
    return dossier if dossier is not None and is_viewer(request, dossier, who) else None


async def found(request: Request, case_id: str) -> Dossier | None:
    """A case as it is now, and who asks known as the member that he may be; None when there is none."""
    dossier = await site_of(request).dossiers.get(case_id)
    if dossier is not None:
        await recognise(request, dossier)
    return dossier


async def taken_up_of(request: Request, dossier: Dossier) -> dict[str, tuple[TakenUp, ...]]:
    """What became of the actions of a case in the strategy of its organisation, as far as whoever asks may see."""
    strategy = await site_of(request).strategies.get(dossier.organisation_id) if dossier.organisation_id else None
    if strategy is None:
        return {}
    known = member_in(request, dossier.organisation_id)
    return taken_up(strategy, dossier.id, StrategyViewer(known.role) if known else None)


async def unlock(request: Request, who: Viewer) -> Response:
    """POST of a key to a door: it is kept in a cookie when it fits, else the door says that it does not."""
    cases, case_id = site_of(request).dossiers, request.path_params["case"]
    dossier = await cases.get(case_id)
    if dossier is None and who.role == "coordinator":
        # One that lies in the bin can be taken back with the same link.
        dossier = await cases.thrown_away(case_id)
    key = text_of(await form_of(request), "key").rpartition("#")[2]
    if dossier is None or not _key_opens(dossier, who, key):
        return door(request, who, wrong=True)
    response = see_other(_path(request, who))
    set_cookie(request, response, _link(who).cookie, _kept_as(dossier, who), key, kept_s=KEPT_S)
    return response


def door(request: Request, who: Viewer, *, wrong: bool) -> Response:
    """The page behind a secret link, the same whatever there is."""
    path = _path(request, who)
    # Members are in cases by their role, where they have one. Whoever is signed in is told no more than others of what is there.
    may_sign_in = who.role in ("coordinator", "reader")
    page = case_pages.door_page(
        lang=language_of(request),
        door=_door(who),
        action=path,
        wrong=wrong,
        sign_in=sign_in_path(request, path) if may_sign_in else "",
    )
    return HTMLResponse(page, status_code=403 if wrong else 200)


def cookie_id(dossier: Dossier, action_id: str) -> str:
    """What the cookie with the link of an action is named after: an id may hold what the name of a cookie may not."""
    return f"{dossier.id}_{hashlib.sha256(action_id.encode()).hexdigest()[:16]}"


def _key_opens(dossier: Dossier, who: Viewer, key: str) -> bool:
    return any(access.hash_fits(each, key) for each in key_hashes(dossier, who))


def _kept_as(dossier: Dossier, who: Viewer) -> str:
    return cookie_id(dossier, who.action_id) if who.action_id else dossier.id


def _path(request: Request, who: Viewer) -> str:
    return _link(who).path.format(case=request.path_params["case"], action=who.action_id)


def _link(who: Viewer) -> _Link:
    return _LINKS[_door(who)]


def _door(who: Viewer) -> Door:
    found = next((door for door in _LINKS if door == who.role), None)
    if found is None:
        raise ValueError(f"no door is for a {who.role}")
    return found
