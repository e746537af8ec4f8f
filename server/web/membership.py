# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who a request comes from in an organisation: a member by the account with which he signed in, or by the secret link that his
browser keeps; or nobody.
"""

from collections.abc import Iterable

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from board import case_pages
from board.belonging import Belonging, LowRole
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Viewer as CaseViewer
from organisation.members.cases import IN_CASES, OPENS_WORKSHOPS
from organisation.members.seen import View, member_of, view
from organisation.members.state import Organisation
from organisation.members.viewer import MEMBER_ROLES, MemberRole, Viewer
from server import access
from server.web.accounts import account_of, known_account, links_open, sign_in_path
from server.web.forms import form_of, text_of
from server.web.languages import language_of
from server.web.site import KEPT_S, PageError, see_other, set_cookie, site_of

MAX_ORGANISATIONS = 8
"""Of one browser, by links. By an account as many as the operator's settings name."""


class Membership(Struct, frozen=True):
    """A member of an organisation, and all that he sees of it."""

    organisation: Organisation
    viewer: Viewer
    seen: View


def key_of(request: Request, organisation_id: str) -> str:
    """The key that this browser keeps of an organisation; empty for none, and where links of members open nothing."""
    return access.secret_in(request.cookies, "member", organisation_id) if links_open(request) else ""


def viewer_in(request: Request, organisation: Organisation) -> Viewer | None:
    """Which member of it this browser is, as it is now; None for none. By an account where `account_of` was asked before: who
    signed in is nobody else at the same time.
    """
    account = known_account(request)
    if account is not None and organisation.id in account.roles:
        return Viewer(account.roles[organisation.id], f"a-{account.who}", account.name, by_account=True)
    key = key_of(request, organisation.id)
    return member_of(organisation, access.hash_secret(key)) if key else None


async def membership(request: Request, organisation_id: str | None = None) -> Membership | None:
    """Who this browser is in the organisation of the address, or of an id; None for nobody, and when there is none."""
    wanted = request.path_params["organisation"] if organisation_id is None else organisation_id
    account = await account_of(request)
    # Who holds no key of it costs nothing.
    if not key_of(request, wanted) and not (account and wanted in account.roles):
        return None
    organisation = await site_of(request).organisations.get(wanted)
    viewer = viewer_in(request, organisation) if organisation else None
    seen = view(organisation, viewer) if organisation and viewer else None
    return Membership(organisation, viewer, seen) if organisation and viewer and seen else None


async def member(request: Request, *roles: MemberRole, of: str | None = None) -> Membership:
    """The member that this browser is in the organisation of the address, or `of` an id, in one of these roles (in any, without).
    Raises PageError 403 for everybody else, also when there is no such organisation.
    """
    found = await membership(request, of)
    if found is None and known_account(request) is None and (path := sign_in_path(request)):
        raise PageError(403, "sign_in" if request.method == "GET" else "sign_in_again", sign_in=path)
    if found is None:
        raise PageError(403, "no_role" if known_account(request) else "not_member")
    if found.viewer.role not in (roles or MEMBER_ROLES):
        raise too_low(found, roles)
    return found


def too_low(found: Membership, roles: Iterable[str]) -> PageError:
    """What a member gets who has none of the roles that it takes: which those are, and whom he may ask."""
    needed = [role for role in MEMBER_ROLES if role in roles]
    managers = () if found.seen.own.by_account else found.seen.managers
    return PageError(403, "role_too_low", low=LowRole(found.seen.name, found.seen.own.role, needed, managers))


async def own(request: Request) -> list[Membership]:
    """Every organisation of which this browser keeps a link that still works, or in which who signed in has a role."""
    account = await account_of(request)
    ids = [*(account.roles if account else ()), *access.ids_in(request.cookies, "member")[:MAX_ORGANISATIONS]]
    found = [await membership(request, each) for each in dict.fromkeys(ids)]
    return [each for each in found if each is not None]


async def recognise(request: Request, dossier: Dossier) -> None:
    """See whether this browser is a member of the organisation that a case belongs to, as it is now: `is_in_case` goes by it."""
    known = await membership(request, dossier.organisation_id) if dossier.organisation_id else None
    request.state.member = (dossier.organisation_id, known.viewer) if known else None


def member_in(request: Request, organisation_id: str) -> Viewer | None:
    """The member of an organisation that `recognise` saw; None for nobody, and of another organisation."""
    found: tuple[str, Viewer] | None = getattr(request.state, "member", None)
    return found[1] if found is not None and found[0] == organisation_id else None


def is_in_case(request: Request, dossier: Dossier, who: CaseViewer) -> bool:
    """Whether a member is this viewer of a case, by the organisation that it belongs to alone."""
    found = member_in(request, dossier.organisation_id)
    if found is None or found.role == "system":
        return False
    if dossier.is_taken_over and who.role != "reader":
        return False
    return who == CaseViewer(who.role) and who.role in IN_CASES[found.role]


async def opens_for(request: Request) -> list[Membership]:
    """The organisations for which this browser opens workshops."""
    return [found for found in await own(request) if found.viewer.role in OPENS_WORKSHOPS]


async def belonging(request: Request, organisation_id: str, *, is_own: bool) -> Belonging:
    """What a page says of the organisation that a case or a workshop belongs to. `is_own` says that whoever asks has its link."""
    found = await membership(request, organisation_id) if organisation_id else None
    of = await site_of(request).organisations.get(organisation_id) if organisation_id else None
    takers = await opens_for(request) if is_own else []
    return Belonging(
        id=organisation_id,
        name=of.name if of else "",
        is_member=found is not None,
        takers=[(each.organisation.id, each.organisation.name) for each in takers if each.organisation.id != organisation_id],
        may_go=bool(organisation_id) and (is_own or (found is not None and found.viewer.role == "manager")),
    )


async def unlock(request: Request) -> Response:
    """POST of a key to the door: it is kept in a cookie when it fits, else the door says that it does not."""
    organisation = await site_of(request).organisations.get(request.path_params["organisation"])
    key = text_of(await form_of(request), "key").rpartition("#")[2]
    fits = organisation is not None and access.is_secret(key) and links_open(request)
    if organisation is None or not fits or member_of(organisation, access.hash_secret(key)) is None:
        return door(request, wrong=True)
    response = see_other(f"/organisatie/{organisation.id}")
    keep(request, response, organisation.id, key)
    return response


def keep(request: Request, response: Response, organisation_id: str, key: str) -> None:
    """Let this browser keep the key of a member."""
    set_cookie(request, response, "member", organisation_id, key, kept_s=KEPT_S)


def door(request: Request, *, wrong: bool) -> Response:
    """The page behind the secret link of a member, the same whatever there is."""
    path = f"/organisatie/{request.path_params['organisation']}"
    page = case_pages.door_page(
        lang=language_of(request),
        door="member",
        action=path,
        wrong=wrong,
        sign_in="" if known_account(request) else sign_in_path(request, path),
        links_open=links_open(request),
    )
    return HTMLResponse(page, status_code=403 if wrong else 200)
