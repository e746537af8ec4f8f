# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a provider's tokens prove: who signed in (OpenID Connect Core, 3.1.3.7), and who signed out (Back-Channel Logout, 2.6)."""

import base64
import hmac
from typing import Any

import msgspec
from msgspec import Struct

from server.oidc.errors import SignInFailed
from server.oidc.provider import Provider
from server.oidc_settings import SignIn

KEY_TYPES = {"RS": "RSA", "PS": "RSA", "ES": "EC"}
ALGORITHMS = frozenset(f"{kind}{size}" for kind in KEY_TYPES for size in (256, 384, 512))
"""By which a token may be signed: with a key of which the provider alone has the private half. Never "none", never a secret."""
MIN_RSA_BITS, MAX_RSA_BITS = 2048, 8192
MAX_TOKEN_CHARACTERS = 32 * 1024
SKEW_S = 60
"""So much may the provider's clock differ from ours."""
FRESH_S = 600
"""A token that proves that somebody signs in now is no older."""
MAX_SUBJECT_CHARACTERS = 255
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


class Head(Struct, frozen=True):
    """What stands in front of a token (RFC 7515, 4.1)."""

    alg: str
    kid: str = ""
    typ: str = ""
    crit: tuple[str, ...] | None = None


class Out(Struct, frozen=True):
    """Who signed out: everything of somebody (`subject`), or what began in one session at the provider (`sid`). `id` is that of
    the word itself, which counts once.
    """

    id: str
    subject: str
    sid: str


async def proven(provider: Provider, settings: SignIn, token: str, nonce: str, now_s: float) -> dict[str, Any]:
    """What an ID token tells of who signed in, when it was made for this board, now, by this provider, and for the very browser
    that began (`nonce`). Raises SignInFailed.
    """
    head, claims = await _signed(provider, token)
    if head.typ.lower() not in ("", "jwt"):
        raise _unproven("the ID token is a token of another kind")
    _check_common(settings, claims, now_s)
    if not _is_same(claims.get("nonce"), nonce):
        raise _unproven("the ID token answers another question: nonce")
    if not now_s - SKEW_S < _time(claims, "exp"):
        raise _unproven("the ID token is over: exp")
    _subject(claims)
    if settings.acr and claims.get("acr") not in settings.acr:
        raise SignInFailed("weak", "the ID token has none of the acr that WAARDENBORD_OIDC_ACR asks")
    return claims


async def signed_out(provider: Provider, settings: SignIn, token: str, now_s: float) -> Out:
    """Whom a logout token signs out. Raises SignInFailed when it proves nothing."""
    head, claims = await _signed(provider, token)
    if head.typ.lower() not in ("", "jwt", "logout+jwt"):
        raise _unproven("the logout token is a token of another kind")
    _check_common(settings, claims, now_s)
    if "exp" in claims and not now_s - SKEW_S < _time(claims, "exp"):
        raise _unproven("the logout token is over: exp")
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise _unproven("the logout token tells of no logout: events")
    # So that an ID token, which somebody may have got hold of, signs nobody out.
    if "nonce" in claims:
        raise _unproven("the logout token is an ID token: nonce")
    told = claims.get("jti")
    if not isinstance(told, str) or not 0 < len(told) <= MAX_SUBJECT_CHARACTERS:
        raise _unproven("the logout token has no id of its own: jti")
    sid = claims.get("sid", "")
    if not isinstance(sid, str) or len(sid) > MAX_SUBJECT_CHARACTERS or not (sid or "sub" in claims):
        raise _unproven("the logout token tells of nobody: sub, sid")
    return Out(told, _subject(claims) if "sub" in claims else "", sid)


def _check_common(settings: SignIn, claims: dict[str, Any], now_s: float) -> None:
    """By whom it is, for whom, and from when."""
    if claims.get("iss") != settings.issuer:
        raise _unproven("the token is another issuer's: iss")
    audience = claims.get("aud")
    for_whom = [audience] if isinstance(audience, str) else audience
    if not isinstance(for_whom, list) or settings.client_id not in for_whom:
        raise _unproven("the token is for somebody else: aud")
    if (len(for_whom) > 1 or "azp" in claims) and claims.get("azp") != settings.client_id:
        raise _unproven("the token was given to somebody else: azp")
    if not now_s - FRESH_S - SKEW_S <= _time(claims, "iat") <= now_s + SKEW_S:
        raise _unproven("the token is not of now: iat")


def _subject(claims: dict[str, Any]) -> str:
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= MAX_SUBJECT_CHARACTERS:
        raise _unproven("the token tells of nobody: sub")
    return subject


async def _signed(provider: Provider, token: str) -> tuple[Head, dict[str, Any]]:
    """What a token says, when a key of the provider signed it."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jws import JWSRegistry

    head = _head(token)
    if head.crit is not None:
        raise _unproven("the token asks for what is not understood here: crit")
    if head.alg not in ALGORITHMS:
        raise _unproven("the token is signed in a way that is not allowed: alg")
    keys = await provider.keys(lambda known: any(_fits(key, head) for key in known))
    fitting = [key for key in keys if _fits(key, head)]
    # A token that does not say which key may have been signed by any; by a hundred it is not tried.
    for each in fitting[:4]:
        key = _public(each)
        if key is None:
            continue
        try:
            registry = JWSRegistry(algorithms=[head.alg], strict_check_header=False)
            claims = jwt.decode(token, key, registry=registry).claims
        except (JoseError, ValueError, RecursionError):
            continue
        return head, claims
    raise _unproven(
        "no key of the provider signed the token" if fitting else "the provider does not know the key of the token: kid"
    )


def _head(token: str) -> Head:
    try:
        if len(token) > MAX_TOKEN_CHARACTERS or not token.isascii() or token.count(".") != 2:
            raise ValueError
        return msgspec.json.decode(_bytes(token.partition(".")[0]), type=Head)
    except (ValueError, msgspec.DecodeError, RecursionError):
        raise _unproven("this is no token") from None


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _fits(key: dict[str, Any], head: Head) -> bool:
    """Whether it may be the key that signed a token."""
    kind = key.get("kty") == KEY_TYPES.get(head.alg[:2])
    return kind and key.get("use", "sig") == "sig" and key.get("alg", head.alg) == head.alg and head.kid in ("", key.get("kid"))


def _public(told: dict[str, Any]) -> Any:
    """The key that a provider tells, as far as it is one; None when it is too short, or no public key."""
    from joserfc.errors import JoseError
    from joserfc.jwk import ECKey, RSAKey

    if "d" in told:
        return None
    try:
        if told["kty"] == "EC":
            return ECKey.import_key(told)
        bits = int.from_bytes(_bytes(told["n"])).bit_length()
        return RSAKey.import_key(told) if MIN_RSA_BITS <= bits <= MAX_RSA_BITS else None
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _time(claims: dict[str, Any], name: str) -> float:
    """A time in seconds; one that is no number is never."""
    given = claims.get(name)
    return given if isinstance(given, int | float) and not isinstance(given, bool) else float("nan")


def _is_same(given: object, nonce: str) -> bool:
    return isinstance(given, str) and hmac.compare_digest(given.encode(errors="replace"), nonce.encode())


def _unproven(reason: str) -> SignInFailed:
    return SignInFailed("not_proven", reason)
