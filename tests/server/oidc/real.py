# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A real OpenID provider as a process, and a worker that lets people sign in there."""

from __future__ import annotations

import json
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from scripts.node import environment, node
from server.oidc_settings import GivenRoles, SignIn
from server.player.browser import Answer, Browser
from server.settings import Settings
from tests.patience import patient
from tests.running import NO_TLS, free_port
from tests.server.house import House, serving

SCRIPT = Path(__file__).parent / "provider.mjs"
CLIENT = "waardenbord"
SECRET = "a secret of a test: 100 % + more/=&"
ROLES = {
    "oosterveld": GivenRoles(
        "Gemeente Oosterveld", manager=("beheer",), organiser=("organisatie",), strategist=("strategie",), reader=("lezen",)
    ),
    "waterland": GivenRoles("Waterschap Waterland", reader=("waterland",)),
}
ACCOUNTS: dict[str, dict[str, Any]] = {
    "fatima": {"name": "Fatima de Vries", "roles": ["beheer", "lezen"]},
    "olga": {"name": "Olga", "roles": ["organisatie"]},
    "stef": {"name": "Stef", "roles": ["strategie"]},
    "lena": {"name": "Lena <b>Lezer</b>", "roles": ["lezen", "waterland"]},
    "niemand": {"name": "Niemand", "roles": ["iets anders"]},
}


class RealProvider:
    """A provider that runs. `ports` are those of the workers to which people may come back."""

    def __init__(self, issuer: str, ports: list[int]) -> None:
        self.issuer = issuer
        self._free = ports

    @asynccontextmanager
    async def house(self, settings: Settings, **changes: Any) -> AsyncIterator[House]:
        """A worker whose members sign in here."""
        port = self._free.pop()
        given = {"issuer": self.issuer, "client_id": CLIENT, "client_secret": SECRET, "roles": ROLES}
        sign_in = SignIn(**{**given, "scope": "openid profile roles", **changes.pop("sign_in", {})})
        own = msgspec.structs.replace(
            settings, port=port, public_url=f"http://localhost:{port}", openings_per_hour=0, sign_in=sign_in, **changes
        )
        async with serving(own) as house:
            try:
                yield house
            finally:
                self._free.append(port)

    def environment(self, port: int) -> dict[str, str]:
        """The same of a worker that is a process of its own, on one of the ports."""
        return {
            "WAARDENBORD_PUBLIC_URL": f"http://localhost:{port}",
            "WAARDENBORD_OIDC_ISSUER": self.issuer,
            "WAARDENBORD_OIDC_CLIENT_ID": CLIENT,
            "WAARDENBORD_OIDC_CLIENT_SECRET": SECRET,
            "WAARDENBORD_OIDC_SCOPE": "openid profile roles",
            "WAARDENBORD_OIDC_ROLES": 'oosterveld = {name = "Gemeente Oosterveld", manager = ["beheer"]}',
        }

    def port(self) -> int:
        """One of them."""
        return self._free.pop()

    def client(self) -> httpx.AsyncClient:
        """Somebody's browser, as this provider sees it."""
        return httpx.AsyncClient(base_url=self.issuer, timeout=patient(20), trust_env=False, verify=NO_TLS)


@contextmanager
def real_provider(workers: int = 3) -> Iterator[RealProvider]:
    """A provider, for as many workers at a time."""
    # A provider has to know where people come back to.
    ports = [free_port() for _ in range(workers)]
    bases = [f"http://localhost:{port}" for port in ports]
    common = {
        "redirect_uris": [f"{base}/inloggen/terug" for base in bases],
        "post_logout_redirect_uris": [f"{base}/inloggen/uitgelogd" for base in bases],
        "backchannel_logout_session_required": True,
    }
    clients = [
        {**common, "client_id": CLIENT, "client_secret": SECRET, "backchannel_logout_uri": f"{bases[-1]}/inloggen/afmelden"},
        *(
            {
                **common,
                "client_id": f"met-sleutel-{kind}",
                "token_endpoint_auth_method": "private_key_jwt",
                "jwks_uri": f"{bases[-1]}/inloggen/sleutels.json",
            }
            for kind in ("rsa", "ec")
        ),
    ]
    told = json.dumps({"clients": clients, "accounts": ACCOUNTS})
    process = subprocess.Popen(
        [str(node()), str(SCRIPT), told],
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        issuer = process.stdout.readline().strip()
        assert issuer.startswith("http://127.0.0.1:"), "the provider ended while starting: is node_modules there?"
        yield RealProvider(issuer, ports)
    finally:
        process.kill()
        process.communicate()


async def at_provider(client: httpx.AsyncClient, address: str, login: str = "", *, stop: bool = False) -> str:
    """Go where we send somebody, sign in there, and say to which address of ours it sends him back."""
    answer = await client.get(address)
    for _ in range(8):
        if answer.status_code == 200 and "/interaction/" in str(answer.request.url):
            answer = await client.post(answer.request.url, data={"stop": "1"} if stop else {"login": login})
            continue
        assert answer.is_redirect, (answer.status_code, answer.text)
        to = str(answer.request.url.join(answer.headers["location"]))
        if "/inloggen/" in to:
            return to
        answer = await client.get(to)
    raise AssertionError("the provider goes round in circles")


def path_of(address: str) -> str:
    """What stands behind the server in an address."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


async def way_back(provider: RealProvider, browser: Browser, login: str, to: str = "/inloggen") -> str:
    """Begin to sign in, in a browser of its own at the provider; the path to come back by."""
    begun = await browser.get(to)
    assert begun.status == 303, begun.body
    async with provider.client() as client:
        return path_of(await at_provider(client, begun.location, login))


async def signed_in(provider: RealProvider, house: House, login: str, to: str = "/inloggen") -> tuple[Browser, Answer]:
    """Somebody's browser after he signed in, and what coming back answered."""
    browser = Browser(house.base_url)
    return browser, await browser.get(await way_back(provider, browser, login, to))
