# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who a request comes from by the account of his organisation, where this board lets people sign in with it."""

import re
from urllib.parse import quote

from starlette.requests import Request

from server import access
from server.oidc.accounts import Account
from server.web.site import site_of

HERE = "own"
"""In the name of the cookie: a browser has one account at a time."""
_PATH = re.compile(r"/(?:[A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?(?:\?[A-Za-z0-9._~=&%+-]*)?")
_MAX_PATH = 300


def links_open(request: Request) -> bool:
    """Whether the secret links of members open anything."""
    signed_in = site_of(request).signed_in
    return signed_in is None or not signed_in.only


async def account_of(request: Request) -> Account | None:
    """Who signed in with this browser; None for nobody. Asked once for each request. Raises StoreUnavailable."""
    if not hasattr(request.state, "account"):
        signed_in = site_of(request).signed_in
        secret = access.secret_in(request.cookies, "account", HERE) if signed_in else ""
        request.state.account = await signed_in.accounts.of(secret) if signed_in and secret else None
    return known_account(request)


def known_account(request: Request) -> Account | None:
    """The same, after `account_of`."""
    account: Account | None = getattr(request.state, "account", None)
    return account


def sign_in_path(request: Request, to: str | None = None) -> str:
    """Where somebody signs in and then sees a page of ours, this one without `to`; empty where nobody can."""
    if site_of(request).signed_in is None:
        return ""
    back = to if to is not None else _asked(request) if request.method == "GET" else ""
    return f"/inloggen?naar={quote(back, safe='')}" if back and is_own_path(back) else "/inloggen"


def is_own_path(path: str) -> bool:
    """Whether this is a page of ours and nothing else, to which somebody comes back."""
    fits = len(path) <= _MAX_PATH and _PATH.fullmatch(path) is not None
    return fits and "//" not in path.partition("?")[0] and not path.startswith("/inloggen")


def _asked(request: Request) -> str:
    """The page that was asked for, with what stands behind its address where that can be carried along."""
    path, asked = request.url.path, request.url.query
    return f"{path}?{asked}" if asked and is_own_path(f"{path}?{asked}") else path
