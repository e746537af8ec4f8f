# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who asks, and over what, as far as a proxy in front may tell (OPS-06).

Outermost, in the place of uvicorn's own: an IPv4 proxy that comes in on an IPv6 socket is the same proxy, a chain of proxies ends
at the first address that none of ours has, and where people type https it is https whatever the headers say.
"""

import logging
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

_log = logging.getLogger(__name__)

_MOST_HOPS = 32
"""Addresses of a chain that are looked at, from the nearest on."""


class Proxies:
    """Wraps the application. `trusted` are networks whose forwarded headers are believed; with `https` everybody comes by it."""

    def __init__(self, app: ASGIApp, trusted: Iterable[str], *, https: bool) -> None:
        self._app = app
        self._trusted = tuple(ip_network(each) for each in trusted)
        self._https = https
        self._told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set client and scheme, then go on."""
        if scope["type"] in ("http", "websocket"):
            peer = _address(scope["client"][0]) if scope.get("client") else None
            if peer is not None and self._trusts(peer):
                self._believe(scope, peer)
            elif not self._told and _values(scope, b"x-forwarded-for"):
                # Without its address: it may be a person's.
                self._told = True
                _log.warning("forwarded headers come from an address that is no trusted proxy: see WAARDENBORD_TRUSTED_PROXIES")
            if self._https:
                scope["scheme"] = "https" if scope["type"] == "http" else "wss"
        await self._app(scope, receive, send)

    def _trusts(self, address: IPv4Address | IPv6Address) -> bool:
        return any(address.version == network.version and address in network for network in self._trusted)

    def _believe(self, scope: Scope, peer: IPv4Address | IPv6Address) -> None:
        # The nearest proxy writes last, so whatever stands before may be what a stranger sent.
        told = _last(scope, b"x-forwarded-proto")
        if told in ("http", "https", "ws", "wss"):
            secure = told in ("https", "wss")
            plain = "http" if scope["type"] == "http" else "ws"
            scope["scheme"] = plain + "s" if secure else plain
        client = peer
        chain = b",".join(_values(scope, b"x-forwarded-for")).decode("latin-1").split(",")
        for hop in reversed(chain[-_MOST_HOPS:]):
            address = _address(hop)
            if address is None:
                break
            client = address
            if not self._trusts(address):
                break
        scope["client"] = (str(client), 0)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """An address as a proxy writes it, with or without a port; None for anything else, like "unknown"."""
    text = text.strip().removeprefix('"').removesuffix('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _values(scope: Scope, name: bytes) -> list[bytes]:
    return [value for header, value in scope["headers"] if header == name]


def _last(scope: Scope, name: bytes) -> str:
    values = _values(scope, name)
    return values[-1].decode("latin-1").rpartition(",")[2].strip().lower() if values else ""
