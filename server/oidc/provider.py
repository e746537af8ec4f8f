# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a provider says of itself, and its keys: asked when they are needed, kept for a while."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any, Generic, TypeVar

import msgspec
from msgspec import Struct

from server.oidc.errors import SignInFailed
from server.oidc.line import Line
from server.oidc_settings import is_safe

KEPT_S = 3600.0
KEPT_WHEN_DOWN_S = 24 * 3600.0
"""What was known goes on holding so long while the provider does not answer."""
AGAIN_AFTER_S = 5.0
"""A provider that did not answer is left alone for so long."""
NEW_KEYS_EVERY_S = 60.0
"""How often keys are asked for anew because of one that is not among them, however many names of keys somebody makes up."""
MAX_KEYS = 100
MAX_ADDRESS = 1000
METHODS = ("client_secret_basic",)
"""By which a client shows who it is at a provider that does not say (RFC 8414, 2)."""


class About(Struct, frozen=True):
    """What a provider says of itself, as far as we use it (OpenID Connect Discovery, 3)."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str = ""
    userinfo_endpoint: str = ""
    token_endpoint_auth_methods_supported: tuple[str, ...] = METHODS
    authorization_response_iss_parameter_supported: bool = False


Value = TypeVar("Value")


class Known(Generic[Value]):
    """Something that is asked for by `ask`, and kept. `clock` counts seconds."""

    def __init__(self, ask: Callable[[], Awaitable[Value]], clock: Callable[[], float]) -> None:
        self._ask, self._clock = ask, clock
        self._value: Value | None = None
        self._at_s = self._tried_s = float("-inf")
        self._turn = asyncio.Lock()

    async def get(self, newer_than_s: float = KEPT_S) -> Value:
        """It as it is, no older than that where it can be had. While one asks, the others have what is known, unless they want it
        newer than usual; and what came of that is for all of them. Raises SignInFailed when nothing is known.
        """
        if self._value is not None and self._turn.locked() and newer_than_s >= KEPT_S and self._is_newer(KEPT_WHEN_DOWN_S):
            return self._value
        async with self._turn:
            if self._value is not None and self._is_newer(newer_than_s):
                return self._value
            if self._clock() - self._tried_s >= AGAIN_AFTER_S:
                await self._try()
            if self._value is None or not self._is_newer(KEPT_WHEN_DOWN_S):
                raise SignInFailed("provider_down", "it did not answer a moment ago")
            return self._value

    def _is_newer(self, than_s: float) -> bool:
        return self._clock() - self._at_s < than_s

    async def _try(self) -> None:
        try:
            self._value = await self._ask()
        except SignInFailed:
            # Counted from here: whoever waited meanwhile has this answer too.
            self._tried_s = self._clock()
            if self._value is None:
                raise
        else:
            self._at_s = self._tried_s = self._clock()


class Provider:
    """A provider, by its issuer."""

    def __init__(self, issuer: str, line: Line | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.issuer = issuer
        self.line = line or Line(issuer)
        self._about = Known(self._ask_about, clock)
        self._keys = Known(self._ask_keys, clock)

    async def about(self) -> About:
        """What it says of itself. Raises SignInFailed."""
        return await self._about.get()

    async def keys(self, is_there: Callable[[list[dict[str, Any]]], bool]) -> list[dict[str, Any]]:
        """Its public keys (RFC 7517), of which `is_there` says whether the one that is needed is among them: when not, they are
        asked for anew, now and then. Raises SignInFailed.
        """
        keys = await self._keys.get()
        if not is_there(keys):
            keys = await self._keys.get(newer_than_s=NEW_KEYS_EVERY_S)
        return keys

    async def _ask_about(self) -> About:
        answer = await self.line.get(f"{self.issuer.rstrip('/')}/.well-known/openid-configuration")
        if answer.status != 200:
            raise SignInFailed("provider_down", f"discovery answers {answer.status}")
        try:
            about = msgspec.convert(answer.content, About)
        except msgspec.ValidationError as error:
            raise SignInFailed("provider_wrong", f"discovery cannot be used: {error}") from None
        if about.issuer != self.issuer:
            raise SignInFailed("provider_wrong", "discovery tells of another issuer than WAARDENBORD_OIDC_ISSUER")
        needed = (about.authorization_endpoint, about.token_endpoint, about.jwks_uri)
        offered = tuple(address for address in (about.end_session_endpoint, about.userinfo_endpoint) if address)
        if not all(is_safe(address) and len(address) <= MAX_ADDRESS and "#" not in address for address in needed + offered):
            raise SignInFailed("provider_wrong", "discovery tells of an address that is not on https")
        return about

    async def _ask_keys(self) -> list[dict[str, Any]]:
        answer = await self.line.get((await self.about()).jwks_uri)
        keys = answer.content.get("keys")
        if answer.status != 200 or not isinstance(keys, list):
            raise SignInFailed("provider_down", f"its keys: {answer.status}")
        return [key for key in keys[:MAX_KEYS] if isinstance(key, dict)]
