# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A provider made by hand, over real HTTP: it says and signs what no real one would."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey

from server.oidc.provider import Provider
from server.oidc.signing_in import Proof, SigningIn
from server.oidc_settings import GivenRoles, SignIn

CLIENT = "bord"
SUBJECT = "1234"
ROLES = {"oosterveld": GivenRoles("Gemeente Oosterveld", manager=("beheer",))}
Key = RSAKey | ECKey | OctKey
OWN_KEY = RSAKey.generate_key(2048, {"kid": "own", "use": "sig"})
EVENTS: dict[str, dict[str, str]] = {"http://schemas.openid.net/event/backchannel-logout": {}}


def signed(claims: dict[str, Any], key: Key = OWN_KEY, alg: str = "RS256", **header: Any) -> str:
    """A token."""
    return jwt.encode({"alg": alg, "kid": key.kid, **header}, claims, key, algorithms=[alg])


def unsigned(claims: dict[str, Any]) -> str:
    """A token that says by itself that nobody signed it."""
    parts = [json.dumps(part).encode() for part in ({"alg": "none"}, claims)]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


class MadeProvider:
    """Answers by what is set: `about`, `keys`, `id_token`, `userinfo`; `raw` in place of a JSON answer, by path."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.about: dict[str, Any] = {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/auth",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/jwks",
            "userinfo_endpoint": f"{issuer}/me",
            "authorization_response_iss_parameter_supported": True,
        }
        self.keys: list[dict[str, Any]] = [dict(OWN_KEY.as_dict(private=False))]
        self.id_token = ""
        self.userinfo: dict[str, Any] = {}
        self.raw: dict[str, tuple[int, bytes]] = {}
        self.waits_s = 0.0
        self.begun: Counter[str] = Counter()
        self.stop = threading.Event()
        self.asked: Counter[str] = Counter()
        self.forms: list[dict[str, str]] = []

    def settings(self, **changes: Any) -> SignIn:
        given = {"issuer": self.issuer, "client_id": CLIENT, "client_secret": "geheim", "roles": ROLES}
        return SignIn(**{**given, **changes})

    def claims(self, **changes: Any) -> dict[str, Any]:
        """Those of an ID token with which nothing is wrong but what is changed; None takes one out."""
        now = int(time.time())
        right = {"iss": self.issuer, "aud": CLIENT, "sub": SUBJECT, "iat": now, "exp": now + 300, "roles": ["beheer"]}
        return {name: value for name, value in {**right, **changes}.items() if value is not None}

    def logout(self, **changes: Any) -> dict[str, Any]:
        """The same of a logout token."""
        return self.claims(**{"roles": None, "exp": None, "jti": "word-1", "events": EVENTS, **changes})

    def answer(self, path: str) -> tuple[int, bytes]:
        self.asked[path] += 1
        if path in self.raw:
            return self.raw[path]
        told: dict[str, Any] = {
            "/.well-known/openid-configuration": self.about,
            "/jwks": {"keys": self.keys},
            "/token": {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token},
            "/me": self.userinfo,
        }
        return (200, json.dumps(told[path]).encode()) if path in told else (404, b"{}")


class Flow:
    """Somebody who signs in at it, once."""

    def __init__(self, made: MadeProvider, provider: Provider | None = None, **settings: Any) -> None:
        self.made = made
        self.secret = "s" * 24
        self.signing_in = SigningIn(made.settings(**settings), "https://bord.example", provider)
        self.asked: dict[str, str] = {}

    async def begin(self) -> None:
        address = await self.signing_in.begin(self.secret)
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}

    async def finish(self, **answered: str) -> Proof:
        right = {"code": "c", "state": self.asked["state"], "iss": self.made.issuer}
        return await self.signing_in.finish(self.secret, {**right, **answered})

    def token(self, **changes: Any) -> dict[str, Any]:
        return self.made.claims(nonce=self.asked["nonce"], **changes)


@contextmanager
def made_provider() -> Iterator[MadeProvider]:
    """One that runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            made.begun[path] += 1
            if made.waits_s and made.stop.wait(made.waits_s):
                return
            status, body = made.answer(path)
            self.send_response(status)
            self.send_header("content-length", str(len(body)))
            if 300 <= status < 400:
                self.send_header("location", f"{made.issuer}/.well-known/openid-configuration")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["content-length"])).decode()
            made.forms.append({name: values[0] for name, values in parse_qs(sent).items()})
            self.do_GET()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = MadeProvider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield made
    finally:
        made.stop.set()
        server.shutdown()
        thread.join()
        server.server_close()
