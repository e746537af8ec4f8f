# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The headers of every response, and the origin of everything that changes something (SEC-01, SEC-02, SEC-04, SEC-08).

Pure ASGI, outermost: redirects, errors, files and refused sockets get the headers too.
"""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.web.interfaces import API_VERSION, PROBLEM, tells_problems
from server.web.problems import problem

_FIXED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), "
    "midi=(), payment=(), usb=()",
}
FRAMED = "SAMEORIGIN"
"""What an answer says in `x-frame-options` when it may stand in a page of our own; no other may stand in any."""
_NOT_FOUND_BY_SEARCH = "noindex, nofollow"
"""What every answer says but those that are for everybody, which say otherwise themselves."""
_CHANGING = {"POST", "PUT", "PATCH", "DELETE"}

CROWDED = "waardenbord.crowded"
"""The extension in the scope of a request for which there is place only when it comes from somebody who is in a workshop."""
_ALWAYS = ("/healthz", "/readyz")


class Guard:
    """Wraps the application. `trusted_origins` are origins besides the page's own host that may open sockets and post forms."""

    def __init__(self, app: ASGIApp, trusted_origins: tuple[str, ...], public_url: str | None = None) -> None:
        self._app = app
        self._trusted = frozenset(trusted_origins)
        self._public_host = urlsplit(public_url).netloc if public_url else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse foreign origins before anything is read; add the headers to whatever answers."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        https = scope["scheme"] in ("https", "wss")
        self.drop_quoted_cookies(scope)
        if https:
            self.drop_unbound_cookies(scope)
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        # A proxy that does not pass the host on asks for an address of this machine.
        named = self._public_host if self._public_host and _is_local(host) else host

        accepted = False

        async def guarded_send(message: Message) -> None:
            nonlocal accepted
            accepted = accepted or message["type"] == "websocket.accept"
            if message["type"] == "websocket.close" and not accepted:
                # Nobody serves this address. Left to uvicorn, the answer would have no headers.
                await _refuse("websocket", guarded_send, 404, b"not found\n")
                return
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                add_headers(MutableHeaders(scope=message), named, https=https)
            await send(message)

        needs_origin = scope["type"] == "websocket" or scope["method"] in _CHANGING
        own = [f"{'https' if https else 'http'}://{host}"]
        if self._public_host and _is_local(host):
            # On this machine itself the board is reached without the proxy, and nobody else can stand in between.
            own.append(f"http://{host}")
        if needs_origin and not self._origin_allowed(headers, own):
            await _refuse(scope["type"], guarded_send, 403, b"foreign origin\n")
            return
        if CROWDED in scope.get("extensions", ()) and scope["path"] not in _ALWAYS and b"wb_" not in _cookies(scope):
            if scope["type"] == "http" and tells_problems(scope["path"]):
                await _refuse("http", guarded_send, 503, problem(503, "busy").encode(), PROBLEM)
                return
            await _refuse(scope["type"], guarded_send, 503, b"busy: please try again in a minute\n")
            return
        await self._app(scope, receive, guarded_send)

    @staticmethod
    def drop_quoted_cookies(scope: Scope) -> None:
        """Take out of the request the cookies that hold a backslash. Ours never do, and to read them Python before 3.11.10 takes
        time that grows with the square of their length (CVE-2024-7592): eleven seconds for a header as long as is taken in.
        """
        for place, (name, value) in enumerate(scope["headers"]):
            if name == b"cookie" and b"\\" in value:
                scope["headers"][place] = (name, b";".join(each for each in value.split(b";") if b"\\" not in each))

    @staticmethod
    def drop_unbound_cookies(scope: Scope) -> None:
        """Take out of a request on https those of our cookies that are not bound to this host and https: another host of the same
        domain, or somebody on a line without https, may have set them (PRIV-06).
        """
        for place, (name, value) in enumerate(scope["headers"]):
            if name == b"cookie":
                kept = [each for each in value.split(b";") if not each.strip().startswith(b"wb_")]
                scope["headers"][place] = (name, b";".join(kept))

    def _origin_allowed(self, headers: Headers, own: list[str]) -> bool:
        """The origin of the page's own address, scheme and all, or a trusted one. Without a usable Origin header the browser must
        say same-origin in another way.
        """
        origin = headers.get("origin")
        if origin is None:
            # Programs send none and have no cookies to steal.
            return headers.get("sec-fetch-site", "none") in ("none", "same-origin")
        if origin == "null":
            # What browsers send for a form of a page with the policy no-referrer.
            return headers.get("sec-fetch-site") == "same-origin"
        return origin in self._trusted or _normal(origin) in {_normal(each) for each in own}


def _cookies(scope: Scope) -> bytes:
    """The cookies as they came. Whether they open anything the rooms tell; who holds none is in no workshop."""
    return b";".join(value for name, value in scope["headers"] if name == b"cookie")


_PORTS = {"http": ":80", "https": ":443"}


def _normal(origin: str) -> str | None:
    """An origin in lower case, without the port that its scheme has anyway; None when it is none."""
    try:
        parts = urlsplit(origin.lower())
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc.removesuffix(_PORTS.get(parts.scheme, ':'))}" if parts.netloc else None


def content_security_policy(host: str, *, https: bool, framed: bool = False) -> str:
    """The policy that internet.nl's rules pass (SEC-01). `wss:` is named with its host, for older Safari. `framed`: it may stand
    in a page of our own. A page of ours may frame what says so, and nothing else does.
    """
    # Only what can be a host: the header comes from the client.
    named = host if host and all(ch.isalnum() or ch in ".-:[]" for ch in host) else ""
    socket = f" {'wss' if https else 'ws'}://{named}" if named else ""
    ancestors = "'self'" if framed else "'none'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"connect-src 'self'{socket}; manifest-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {ancestors}"
    )


_LOCAL = re.compile(r"(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d*)?", re.ASCII)


def _is_local(host: str) -> bool:
    """Whether a browser trusts this host without https too (Secure Contexts, 3.1). Elsewhere on plain http it ignores the opener
    policy, and logs an error on every page.
    """
    return _LOCAL.fullmatch(host.lower()) is not None


def add_headers(headers: MutableHeaders, host: str, *, https: bool) -> None:
    """Give an answer the headers of every answer; `host` is what the client asked for."""
    framed = headers.get("x-frame-options") == FRAMED
    for name, value in _FIXED.items():
        headers[name] = value
    if framed:
        headers["x-frame-options"] = FRAMED
    headers["content-security-policy"] = content_security_policy(host, https=https, framed=framed)
    headers.setdefault("cache-control", "no-store")
    if "json" in headers.get("content-type", ""):
        headers["api-version"] = API_VERSION
    headers.setdefault("x-robots-tag", _NOT_FOUND_BY_SEARCH)
    if https or _is_local(host):
        headers["cross-origin-opener-policy"] = "same-origin"
    if https:
        headers["strict-transport-security"] = "max-age=31536000"


async def _refuse(kind: str, send: Send, status: int, body: bytes, media: str = "text/plain; charset=utf-8") -> None:
    prefix = "websocket.http" if kind == "websocket" else "http"
    await send(
        {
            "type": f"{prefix}.response.start",
            "status": status,
            # What was sent with it is not read, and would be taken for the next request.
            "headers": [
                (b"content-type", media.encode()),
                (b"content-length", str(len(body)).encode()),
                (b"connection", b"close"),
            ],
        }
    )
    await send({"type": f"{prefix}.response.body", "body": body})
