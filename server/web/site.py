# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page needs: the rooms, the addresses that people type, the language, and pages for what goes wrong."""

import asyncio
from urllib.parse import urlsplit

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from board.belonging import LowRole
from board.below import cookie_path
from board.pages import Reach
from server import access
from server.archive.archive import Archive
from server.dossiers.dossiers import Dossiers
from server.live.room import Room
from server.live.rooms import Rooms
from server.oidc.signed_in import SignedIn
from server.organisations.organisations import Organisations
from server.papers.papers import Papers
from server.rates import Rate
from server.settings import Settings
from server.store import ID
from server.strategies.strategies import Strategies
from server.web.apart import Apart
from server.web.binned_cases import BinnedCases
from server.web.counted import CountedCases
from server.web.drawn import Drawn
from server.web.may_join import MayJoin
from server.web.may_open import MayOpen
from server.web.overviews import Overviews
from server.web.slowed import Slowed, network_of, wait_as_unknown
from server.web.workshop_lines import WorkshopLines
from sessions.model.codes import Refusal
from sessions.model.pages import Page, check_page
from sessions.model.viewer import CREW, SYSTEM, HeldRole, Viewer
from sessions.wire.commands import AnyCommand

DONE_WITHIN_S = 10.0
"""So long a page waits for what it asks of a room."""
KEPT_S = 180 * 24 * 3600
"""A browser that opened a case, an action or an organisation finds it again for half a year: people look now and then."""
NOT_OFFERED = "not_offered"
"""The code for a choice that no page of ours offers, or not any more."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Site(Struct, frozen=True):
    """What the pages share. `lan_address` is this machine's address on the local network, empty when it has none."""

    settings: Settings
    rooms: Rooms
    lan_address: str
    wrong_codes: Rate
    slowed: Slowed
    apart: Apart
    may_open: MayOpen
    may_join: MayJoin
    dossiers: Dossiers
    organisations: Organisations
    strategies: Strategies
    papers: Papers
    drawn: Drawn
    archive: Archive
    workshop_lines: WorkshopLines
    counted: CountedCases
    binned: BinnedCases
    signed_in: SignedIn | None
    overviews: Overviews


class PageError(Exception):
    """A page that cannot be shown: its HTTP status and a code of ours; where to sign in, when that would help, and which role it
    takes, when that is why. Of a form `field` is the field at fault, if it is known.
    """

    def __init__(
        self,
        status: int,
        code: str,
        *,
        retry_after_s: int = 0,
        sign_in: str = "",
        low: LowRole | None = None,
        field: str = "",
    ) -> None:
        super().__init__(code)
        self.field = field
        self.low = low
        self.sign_in = sign_in
        self.status = status
        self.code = code
        self.retry_after_s = retry_after_s
        self.headers = {"retry-after": str(retry_after_s)} if retry_after_s else None


def site_of(request: Request) -> Site:
    """The site that the application was made with."""
    site: Site = request.app.state.site
    return site


def address_of(request: Request) -> str:
    """The address that a request comes from, as far as a trusted proxy tells; empty when there is none."""
    return request.client.host if request.client else ""


def is_https(request: Request) -> bool:
    """Whether people use https, also behind a trusted proxy."""
    return request.url.scheme == "https"


def public_base(request: Request) -> str:
    """The address that other people can type: the configured one, else this request's; never "localhost" when the machine has
    an address on the local network, because a phone could not use it.
    """
    site = site_of(request)
    if site.settings.public_url:
        return site.settings.public_url
    parts = urlsplit(str(request.base_url))
    if parts.hostname in _LOOPBACK and site.lan_address:
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{site.lan_address}{port}"
    return f"{parts.scheme}://{parts.netloc}"


def reach(request: Request) -> Reach:
    """Whom the links of `public_base` reach, so that a page can say why they begin as they do."""
    site = site_of(request)
    if site.settings.public_url:
        return "configured"
    if urlsplit(str(request.base_url)).hostname not in _LOOPBACK:
        return "asked"
    return "network" if site.lan_address else "only_here"


async def room_by_id(request: Request, session_id: str, key: str = "") -> Room:
    """The room with this id, which has heard what makes the secrets in the browser fit, and a `key` that was typed. Raises
    PageError 410 when it was destroyed, else 404.
    """
    rooms = site_of(request).rooms
    room = await rooms.get(session_id)
    if room is not None:
        await _hear_of(request, room, key)
    if room is None or room.gone:
        if ID.fullmatch(session_id) and await rooms.log.is_destroyed(session_id):
            raise PageError(410, "workshop_gone")
        raise PageError(404, "unknown_workshop")
    return room


async def room_by_code(request: Request, code: str, own_secret: str = "") -> Room:
    """The room to which a normalised join code leads. Raises PageError 404, and Busy when too many wait.

    A code dies when its workshop closes: from then on it is one that nobody has, but for those who hold a link of it, in a cookie
    or as `own_secret`. After many wrong codes from one network every try waits, the right one too, and equally long:
    neither answer nor time tells more. None is refused for what others tried, for a whole building may share an address; who
    takes part already does not even wait (SEC-08).
    """
    site, begun_s = site_of(request), asyncio.get_running_loop().time()
    network = network_of(address_of(request))
    room = await _room_behind(site, code)
    if room is not None:
        await _hear_of(request, room, own_secret, code)
        room = None if room.gone else room
    if room is not None and _is_known(request, room, own_secret):
        return room
    if room is not None and room.session.code != code:
        # The workshop has another code since, which is to tell whom it lets in.
        room = None
    if site.wrong_codes.empty(network):
        await site.slowed.wait(begun_s)
    if room is None or room.session.phase == "closed":
        site.wrong_codes.allow(network)
        await wait_as_unknown(begun_s)
        raise PageError(404, "unknown_code")
    return room


async def _hear_of(request: Request, room: Room, secret: str, code: str = "") -> None:
    """Before a secret or a code is refused: another worker may know it, and this one not have heard it yet."""
    if code not in ("", room.session.code) or access.holds_unknown(room.session, request.cookies, secret):
        await room.look()


async def _room_behind(site: Site, code: str) -> Room | None:
    session_id = await site.rooms.log.find_code(code) if len(code) <= 40 else None
    return await site.rooms.get(session_id) if session_id is not None else None


def _is_known(request: Request, room: Room, own_secret: str) -> bool:
    """Whether somebody holds a link of a workshop, also one who was removed since: he is told so, by whatever code he comes."""
    cookie = access.secret_in(request.cookies, "participant", room.session.id)
    known = access.any_viewer(room.session, request.cookies) is not None
    return known or any(access.person_of(room.session, secret) is not None for secret in (cookie, own_secret))


async def ask_as_system(room: Room, command: AnyCommand) -> Refusal | None:
    """Let a room carry out what a page asks for; None when it was done. Raises PageError 503 when that takes too long."""
    return await ask_as(SYSTEM, room, command)


async def ask_as(who: Viewer, room: Room, command: AnyCommand) -> Refusal | None:
    """The same for somebody whose form it is."""
    try:
        async with asyncio.timeout(DONE_WITHIN_S):
            return await room.ask(command, who)
    except TimeoutError:
        raise PageError(503, "unavailable") from None


def viewer_in(request: Request, room: Room, role: HeldRole) -> Viewer | None:
    """Whom the browser's cookie for this role makes its holder."""
    return access.viewer_of(room.session, role, access.secret_in(request.cookies, role, room.session.id))


def viewer_for(request: Request, room: Room, page: Page) -> Viewer | Refusal:
    """Who in this browser may open a page, facilitator and scribe first; why not, when nobody may."""
    refusal = Refusal("not_allowed")
    for viewer in sorted(access.viewers(room.session, request.cookies), key=lambda viewer: viewer.role not in CREW):
        refused = check_page(room.session, viewer, page)
        if refused is None:
            return viewer
        refusal = refused
    return refusal


def may_open(request: Request, room: Room, page: Page) -> bool:
    """Whether somebody in this browser may open a page."""
    return isinstance(viewer_for(request, room, page), Viewer)


def set_cookie(
    request: Request, response: Response, role: access.Kept, session_id: str, secret: str, *, kept_s: int | None = None
) -> None:
    """Keep a secret in this browser, for so many seconds or until the browser is closed (PRIV-06)."""
    https = is_https(request)
    response.set_cookie(
        access.cookie_name(role, session_id, https=https),
        secret,
        max_age=kept_s,
        secure=https,
        httponly=True,
        samesite="lax",
        path=cookie_path(),
    )


def forget_cookie(request: Request, response: Response, role: access.Kept, session_id: str) -> None:
    """Take a secret out of this browser."""
    https = is_https(request)
    name = access.cookie_name(role, session_id, https=https)
    response.delete_cookie(name, path=cookie_path(), secure=https, httponly=True, samesite="lax")


def see_other(path: str) -> Response:
    """After a form: go and look at `path`."""
    return RedirectResponse(path, status_code=303)
