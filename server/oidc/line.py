# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of a provider: every answer is bounded in size and time, and no redirect is followed."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from server.oidc.errors import SignInFailed
from server.oidc_settings import is_here, is_safe

if TYPE_CHECKING:
    import httpx

WITHIN_S = 8.0
"""From the first byte asked to the last one read. Whoever signs in waits so long at most."""
CONNECTED_WITHIN_S = 4.0
MAX_ANSWER_BYTES = 256 * 1024
"""A large provider's keys are some tens of kilobytes."""


class Answer(Struct, frozen=True):
    """A JSON object, and its HTTP status."""

    status: int
    content: dict[str, Any]


class Line:
    """Asks the servers of one provider. Certificates are checked against those that the system believes; proxies are those of the
    environment, but for a provider on this machine.
    """

    def __init__(self, issuer: str) -> None:
        self._is_here = is_here(issuer)
        self._client: httpx.AsyncClient | None = None

    async def get(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        """What stands there. Raises SignInFailed: `provider_down` when there is no answer, `provider_wrong` when it cannot be
        read.
        """
        return await self._ask("GET", address, headers or {}, None)

    async def post(self, address: str, fields: Mapping[str, str], headers: Mapping[str, str]) -> Answer:
        """Send a form. Raises as `get`."""
        return await self._ask("POST", address, headers, fields)

    async def _ask(self, method: str, address: str, headers: Mapping[str, str], fields: Mapping[str, str] | None) -> Answer:
        import httpx

        if not is_safe(address):
            raise SignInFailed("provider_wrong", "an address of the provider is not on https")
        client = await self._opened()
        # Packed answers could grow beyond every bound while they are unpacked.
        sent = {"accept": "application/json", "accept-encoding": "identity", "connection": "close", **headers}
        try:
            async with (
                asyncio.timeout(WITHIN_S),
                client.stream(method, address, headers=sent, data=None if fields is None else dict(fields)) as response,
            ):
                if response.status_code >= 500:
                    # Of a proxy in front of it, as often as its own: what stands there is a page for people.
                    raise SignInFailed("provider_down", f"it answers {response.status_code}")
                body = await _bounded(response)
                return Answer(response.status_code, _object(body))
        except (httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as error:
            # Of the error its kind alone: its words may quote an address with a secret.
            raise SignInFailed("provider_down", f"no answer: {type(error).__name__}") from None

    async def _opened(self) -> httpx.AsyncClient:
        import httpx

        if self._client is None:
            # Takes tens of milliseconds, for which no board waits.
            trust = await asyncio.to_thread(ssl.create_default_context)
            self._client = httpx.AsyncClient(
                verify=trust,
                timeout=httpx.Timeout(WITHIN_S, connect=CONNECTED_WITHIN_S),
                follow_redirects=False,
                trust_env=not self._is_here,
                limits=httpx.Limits(max_connections=20, max_keepalive_connections=0),
            )
        return self._client


async def _bounded(response: httpx.Response) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise SignInFailed("provider_wrong", "an answer is packed")
    body = bytearray()
    async for piece in response.aiter_raw():
        body += piece
        if len(body) > MAX_ANSWER_BYTES:
            raise SignInFailed("provider_wrong", f"an answer is larger than {MAX_ANSWER_BYTES} bytes")
    return bytes(body)


def _object(body: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(body, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        raise SignInFailed("provider_wrong", "an answer is no JSON object") from None
