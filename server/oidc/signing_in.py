# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in: the authorization code flow with PKCE. A browser keeps one secret of its own while somebody is at the provider;
`state`, `nonce` and the verifier all follow from it, and nothing is stored here.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from msgspec import Struct

from organisation.members.viewer import MemberRole
from server.access import derived
from server.oidc import claims as told
from server.oidc.client import shown_by
from server.oidc.errors import SignInFailed
from server.oidc.provider import Provider
from server.oidc.tokens import Out, proven, signed_out
from server.oidc_settings import SignIn

MAX_CODE_CHARACTERS = 4096
MAX_STATE_CHARACTERS = 100
_STOPPED = ("access_denied", "interaction_required", "login_required")
"""What a provider says when whoever was there went no further (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6)."""


class Proof(Struct, frozen=True):
    """Who signed in: his id at the provider, his session there (empty where it tells none), what he is called, his role in each
    organisation, and the token that says so.
    """

    subject: str
    sid: str
    name: str
    roles: dict[str, MemberRole]
    id_token: str


class SigningIn:
    """How people sign in at one provider. `base` is the address of this board."""

    def __init__(self, settings: SignIn, base: str, provider: Provider | None = None) -> None:
        self.settings = settings
        self.back = f"{base}/inloggen/terug"
        """Where the provider sends people back to: this very address stands in its list."""
        self.after = f"{base}/inloggen/uitgelogd"
        """The same after signing out there."""
        self._provider = provider or Provider(settings.issuer)

    async def begin(self, secret: str, *, anew: bool = False) -> str:
        """The address at the provider for a browser that keeps `secret` meanwhile. `anew` lets it ask who somebody is, also when
        it knows. Raises SignInFailed.
        """
        about = await self._provider.about()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(_verifier(secret).encode()).digest()).decode().rstrip("=")
        asked = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": self.back,
            "scope": self.settings.scope,
            "state": state_of(secret),
            "nonce": _nonce(secret),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
            **({"acr_values": " ".join(self.settings.acr)} if self.settings.acr else {}),
            **({"prompt": "login"} if anew else {}),
        }
        return _with(about.authorization_endpoint, asked)

    async def finish(self, secret: str, answered: Mapping[str, str]) -> Proof:
        """Who came back with these parameters, in the browser that kept `secret`. Raises SignInFailed."""
        about = await self._provider.about()
        if not is_state_of(answered.get("state", ""), secret):
            raise SignInFailed("too_late", "the answer is for another browser: state")
        iss = answered.get("iss", "")
        # An answer of another provider must not be taken for this one's (RFC 9207, 2.4).
        if (iss or about.authorization_response_iss_parameter_supported) and iss != self.settings.issuer:
            raise SignInFailed("not_proven", "the answer is another provider's: iss")
        if error := answered.get("error", ""):
            known = error if error.isascii() and error.replace("_", "a").isalnum() and len(error) <= 40 else "no word of ours"
            raise SignInFailed("cancelled" if error in _STOPPED else "denied", f"the provider says {known}")
        code = answered.get("code", "")
        if not 0 < len(code) <= MAX_CODE_CHARACTERS:
            raise SignInFailed("not_proven", "the answer has no code")
        now_s = time.time()
        fields, headers = shown_by(self.settings, about, now_s)
        asked = {"grant_type": "authorization_code", "code": code, "redirect_uri": self.back, "code_verifier": _verifier(secret)}
        answer = await self._provider.line.post(about.token_endpoint, {**asked, **fields}, headers)
        token = answer.content.get("id_token")
        if answer.status != 200 or not isinstance(token, str):
            known = str(answer.content.get("error", ""))[:40]
            # What it says of a client that it does not let in is the operator's to mend; of a code, somebody's who came too late.
            code_is_wrong = known == "invalid_grant"
            reason = f"the token endpoint answers {answer.status} {known if known.replace('_', 'a').isalnum() else ''}".strip()
            raise SignInFailed("too_late" if code_is_wrong else "provider_wrong", reason)
        claims = await proven(self._provider, self.settings, token, _nonce(secret), now_s)
        claims = await self._completed(claims, answer.content.get("access_token"))
        sid = claims.get("sid", "")
        roles = told.roles_in(self.settings, claims)
        if not roles:
            raise SignInFailed("no_role", "no claim gives a role: WAARDENBORD_OIDC_ROLES")
        return Proof(claims["sub"], sid if isinstance(sid, str) else "", told.name_in(self.settings, claims), roles, token)

    async def sign_out_address(self, id_token: str) -> str:
        """Where somebody signs out at the provider too, empty where it has no such place. Raises SignInFailed."""
        about = await self._provider.about()
        if not about.end_session_endpoint:
            return ""
        asked = {"client_id": self.settings.client_id, "post_logout_redirect_uri": self.after}
        return _with(about.end_session_endpoint, asked | ({"id_token_hint": id_token} if id_token else {}))

    async def signed_out(self, token: str) -> Out:
        """Whom a logout token of the provider signs out. Raises SignInFailed."""
        return await signed_out(self._provider, self.settings, token, time.time())

    async def _completed(self, claims: dict[str, Any], access_token: object) -> dict[str, Any]:
        """The claims, with those of the userinfo endpoint where the ID token leaves the roles out."""
        about = await self._provider.about()
        if told.is_told(claims, self.settings.roles_claim) or not about.userinfo_endpoint or not isinstance(access_token, str):
            return claims
        answer = await self._provider.line.get(about.userinfo_endpoint, {"authorization": f"Bearer {access_token}"})
        # It may be about somebody else (OpenID Connect Core, 5.3.2).
        if answer.status != 200 or answer.content.get("sub") != claims["sub"]:
            raise SignInFailed("provider_wrong", f"userinfo answers {answer.status}, or of somebody else")
        return {**answer.content, **claims}


def state_of(secret: str) -> str:
    """What the provider hands back unread, so that this browser's answer is known."""
    return derived(secret, "sign-in state")


def is_state_of(state: str, secret: str) -> bool:
    """Whether an answer is for the browser that keeps this secret."""
    return hmac.compare_digest(state[:MAX_STATE_CHARACTERS].encode(errors="replace"), state_of(secret).encode())


def _nonce(secret: str) -> str:
    return derived(secret, "sign-in nonce")


def _verifier(secret: str) -> str:
    # At least 43 characters are asked (RFC 7636, 4.1).
    return derived(secret, "sign-in verifier") + derived(secret, "sign-in verifier, the rest")


def _with(address: str, asked: dict[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"
