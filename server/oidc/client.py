# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How this board shows a provider who it is: by its secret, or by a key of its own (private_key_jwt, RFC 7523)."""

import base64
import secrets
from functools import cache
from typing import Any
from urllib.parse import quote

from server.oidc.provider import About
from server.oidc_settings import SignIn

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTED_S = 60
"""So long an assertion holds: it is used at once, and once."""


def shown_by(settings: SignIn, about: About, now_s: float) -> tuple[dict[str, str], dict[str, str]]:
    """The fields and the headers with which a request to the token endpoint says who asks."""
    if settings.client_key is not None:
        fields = {"client_id": settings.client_id, "client_assertion_type": ASSERTION}
        return {**fields, "client_assertion": _assertion(settings, now_s)}, {}
    secret = settings.client_secret or ""
    if "client_secret_basic" in about.token_endpoint_auth_methods_supported:
        # Each of them as in a form, before they are put together (RFC 6749, 2.3.1).
        pair = f"{quote(settings.client_id, safe='')}:{quote(secret, safe='')}"
        return {}, {"authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    return {"client_id": settings.client_id, "client_secret": secret}, {}


def public_keys(settings: SignIn) -> dict[str, Any]:
    """The public half of the board's key, as a provider asks for it (RFC 7517); no key where it has a secret."""
    if settings.client_key is None:
        return {"keys": []}
    key, algorithm = _own_key(settings.client_key)
    return {"keys": [{**key.as_dict(private=False), "use": "sig", "alg": algorithm}]}


def _assertion(settings: SignIn, now_s: float) -> str:
    from joserfc import jwt

    key, algorithm = _own_key(settings.client_key or "")
    told = {
        "iss": settings.client_id,
        "sub": settings.client_id,
        # The issuer and nothing else: to no other server does it say anything.
        "aud": settings.issuer,
        "jti": secrets.token_urlsafe(24),
        "iat": int(now_s),
        "exp": int(now_s) + ASSERTED_S,
    }
    return jwt.encode({"alg": algorithm, "kid": key.kid}, told, key, algorithms=[algorithm])


@cache
def _own_key(pem: str) -> tuple[Any, str]:
    """The key with its thumbprint as its name, and by which algorithm it signs. The settings let in no other than these two."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key
    from joserfc.jwk import ECKey, RSAKey

    is_rsa = isinstance(load_pem_private_key(pem.encode(), None), RSAPrivateKey)
    key = RSAKey.import_key(pem) if is_rsa else ECKey.import_key(pem)
    key.ensure_kid()
    return key, "PS256" if is_rsa else "ES256"
