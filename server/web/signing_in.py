# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in with the account of an organisation and out again, where the operator has set it; else none of this is there."""

import asyncio
import base64
import logging
import math
import re

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from board import sign_in_pages as pages
from organisation.members.commands import OpenForAccounts
from server import access
from server.live import audit
from server.oidc.client import public_keys
from server.oidc.errors import FailureCode, SignInFailed
from server.oidc.signed_in import SignedIn
from server.oidc.signing_in import Proof, state_of
from server.store import Quota
from server.web.accounts import HERE, account_of, is_own_path
from server.web.forms import form_of, text_of
from server.web.languages import language_of
from server.web.site import PageError, address_of, forget_cookie, see_other, set_cookie, site_of
from server.web.slowed import network_of

ON_THE_WAY_S = 15 * 60
"""So long somebody may take at the provider."""
MAX_ON_THE_WAY = 4
"""Tabs of one browser in which somebody is on his way."""
SIGN_INS = Quota("sign-in", burst=60, each_s=5)
"""Of one address that ask something of the provider: a training room behind one line. What everybody may is ten times that."""
TOLD = Quota("sign-in-told", burst=60, each_s=60)
"""Lines in the log of what did not come to anything, for one address: strangers make them as they like."""
SIGN_INS_OF_ALL = Quota("sign-ins", burst=600, each_s=0.5)
BACK_WITHIN_S = 20.0
"""So long somebody who comes back waits at most, whatever has to be asked."""
_NAMED = 16
"""Characters of a state, after which the cookie of a tab is called."""
_NAME = re.compile(r"[A-Za-z0-9_-]{16}")

_log = logging.getLogger(__name__)


async def begin(request: Request) -> Response:
    """GET /inloggen: on to the provider, then to the page of ours that `?naar=` names. `?anders=1`: it asks anew who it is."""
    signed_in = _on(request)
    secret, to = access.new_secret(), request.query_params.get("naar", "")
    try:
        address = await signed_in.signing_in.begin(secret, anew=request.query_params.get("anders") == "1")
    except SignInFailed as error:
        return await _failed(request, error)
    response = RedirectResponse(address, status_code=303)
    others = [each for each in access.ids_in(request.cookies, "signing") if _NAME.fullmatch(each)]
    # The oldest come first.
    for each in others[: max(0, len(others) + 1 - MAX_ON_THE_WAY)]:
        forget_cookie(request, response, "signing", each)
    kept = f"{secret}.{base64.urlsafe_b64encode(to.encode()).decode()}" if is_own_path(to) else secret
    set_cookie(request, response, "signing", state_of(secret)[:_NAMED], kept, kept_s=ON_THE_WAY_S)
    return response


async def come_back(request: Request) -> Response:
    """GET /inloggen/terug: with what the provider says; once in each browser that began."""
    signed_in = _on(request)
    named = request.query_params.get("state", "")[:_NAMED]
    kept = _cookie(request, named)
    secret, _, to = kept.partition(".")
    if not access.is_secret(secret) or not _NAME.fullmatch(named):
        # Nothing was asked of anybody, and no line in the log is made by whoever likes to.
        return _failed_page(request, "too_late")
    await _take_turn(request)
    try:
        async with asyncio.timeout(BACK_WITHIN_S):
            proof = await signed_in.signing_in.finish(secret, request.query_params)
        proof = await _opened(request, signed_in, proof)
    except TimeoutError:
        response = await _failed(request, SignInFailed("provider_down", "its answers take too long together"), _path(to))
    except SignInFailed as error:
        response = await _failed(request, error, _path(to))
    else:
        response = await _let_in(request, signed_in, proof, _path(to))
    forget_cookie(request, response, "signing", named)
    return response


async def sign_out(request: Request) -> Response:
    """POST /inloggen/uit: out here, and on to the provider to sign out there too."""
    signed_in, account = _on(request), await account_of(request)
    address, is_down = "", False
    if account is not None:
        await signed_in.accounts.end(access.secret_in(request.cookies, "account", HERE))
        audit.tell("sign_out", "", "member")
        try:
            address = await signed_in.signing_in.sign_out_address(account.id_token)
        except SignInFailed as error:
            _log.warning("signing out at the provider is not offered: %s", error)
            is_down = True
    # A page, and no redirect: what a form may lead to is our own address alone (SEC-01).
    response = HTMLResponse(pages.signed_out_page(lang=language_of(request), address=address, is_down=is_down))
    forget_cookie(request, response, "account", HERE)
    return response


async def signed_out(request: Request) -> Response:
    """GET /inloggen/uitgelogd: where the provider sends somebody who signed out there."""
    _on(request)
    return HTMLResponse(pages.signed_out_page(lang=language_of(request), address="", is_down=False))


async def hear_out(request: Request) -> Response:
    """POST /inloggen/afmelden: the provider itself says that somebody signed out (Back-Channel Logout, 2.5)."""
    signed_in = _on(request)
    try:
        out = await signed_in.signing_in.signed_out(text_of(await form_of(request), "logout_token"))
    except SignInFailed as error:
        # The provider's own words are never refused for what others send.
        if await _may_tell(request):
            _log.warning("a word of the provider that somebody signed out is refused: %s", error)
        return JSONResponse({"error": "invalid_request"}, status_code=400)
    if await signed_in.accounts.end_all(out):
        audit.tell("signed_out", "", "provider")
    return Response(status_code=200)


async def keys(request: Request) -> Response:
    """GET /inloggen/sleutels.json: the public half of the board's key, for the provider."""
    return JSONResponse(public_keys(_on(request).signing_in.settings))


async def to_start(_: Request) -> Response:
    """GET of an address that a form is sent to."""
    return see_other("/organisatie")


def _on(request: Request) -> SignedIn:
    signed_in = site_of(request).signed_in
    if signed_in is None:
        raise PageError(404, "not_found")
    return signed_in


async def _may_tell(request: Request) -> bool:
    rooms = site_of(request).rooms
    return not await rooms.quotas.take(TOLD, rooms.hashed("sign-in", network_of(address_of(request))))


async def _take_turn(request: Request) -> None:
    """Raises PageError 429 when too many come from one address, or in all."""
    rooms = site_of(request).rooms
    who = rooms.hashed("sign-in", network_of(address_of(request)))
    if wait_s := await rooms.quotas.take(SIGN_INS, who) or await rooms.quotas.take(SIGN_INS_OF_ALL):
        raise PageError(429, "rate", retry_after_s=math.ceil(wait_s))


async def _opened(request: Request, signed_in: SignedIn, proof: Proof) -> Proof:
    """What somebody proved, of organisations that are there: one that nobody came to before is opened. Raises SignInFailed."""
    site, found, is_full = site_of(request), dict(proof.roles), False
    for organisation_id in proof.roles:
        if await site.organisations.get(organisation_id) is not None:
            continue
        if await site.organisations.is_destroyed(organisation_id):
            del found[organisation_id]
            continue
        if not site.rooms.space.takes_new:
            is_full = True
            del found[organisation_id]
            continue
        name = signed_in.signing_in.settings.roles[organisation_id].name
        refusal = await site.organisations.open(OpenForAccounts(organisation_id, name))
        if refusal is None:
            audit.tell("open_organisation", organisation_id, "system")
        elif refusal.code != "id_taken":
            raise SignInFailed("provider_wrong", f"an organisation of WAARDENBORD_OIDC_ROLES cannot be opened: {refusal.code}")
    if is_full and not found:
        raise PageError(503, "full")
    if not found:
        raise SignInFailed("gone", "the organisations of WAARDENBORD_OIDC_ROLES were destroyed here")
    return Proof(proof.subject, proof.sid, proof.name, found, proof.id_token)


async def _let_in(request: Request, signed_in: SignedIn, proof: Proof, to: str) -> Response:
    secret = access.new_secret()
    await signed_in.accounts.begin(secret, proof)
    if before := access.secret_in(request.cookies, "account", HERE):
        await signed_in.accounts.end(before)
    for organisation_id, role in proof.roles.items():
        audit.tell("sign_in", organisation_id, role)
    only = next(iter(proof.roles)) if len(proof.roles) == 1 else ""
    response = see_other(to or f"/organisatie{f'/{only}' if only else ''}")
    set_cookie(request, response, "account", HERE, secret)
    return response


async def _failed(request: Request, error: SignInFailed, to: str = "") -> Response:
    if await _may_tell(request):
        _log.warning("nobody signs in: %s", error)
        audit.tell("sign_in", "", "member", error.code)
    return _failed_page(request, error.code, to)


def _failed_page(request: Request, code: FailureCode, to: str = "") -> Response:
    statuses = {"provider_down": 503, "provider_wrong": 502, "too_late": 400, "not_proven": 400}
    page = pages.sign_in_failed_page(lang=language_of(request), code=code, to=to)
    return HTMLResponse(page, status_code=statuses.get(code, 403))


def _cookie(request: Request, named: str) -> str:
    names = (access.cookie_name("signing", named, https=https) for https in (True, False))
    return next((request.cookies[name] for name in names if name in request.cookies), "")


def _path(kept: str) -> str:
    """Where somebody wanted to go, as the cookie says it; a browser may say anything."""
    try:
        path = base64.urlsafe_b64decode(kept.encode()).decode()
    except ValueError:
        return ""
    return path if path and is_own_path(path) else ""


ROUTES: tuple[Route, ...] = (
    Route("/inloggen", begin),
    Route("/inloggen/terug", come_back),
    Route("/inloggen/uit", to_start),
    Route("/inloggen/uit", sign_out, methods=["POST"]),
    Route("/inloggen/uitgelogd", signed_out),
    Route("/inloggen/afmelden", hear_out, methods=["POST"]),
    Route("/inloggen/sleutels.json", keys),
)
