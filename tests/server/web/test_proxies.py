# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Behind a proxy: whose headers are believed, and what an https address of the board means whatever they say."""

from __future__ import annotations

from typing import Any

import httpx
import msgspec
import pytest
from starlette.types import Receive, Scope, Send
from websockets.exceptions import InvalidStatus

from server.settings import Settings, SettingsError
from server.web.proxies import Proxies
from tests.patience import patient
from tests.running import NO_TLS
from tests.server.house import raw_socket, serving, visitor

PROXIES = ("10.0.0.0/8", "2001:db8:1::/48")


async def seen(peer: str | None, headers: list[tuple[str, str]], *, https: bool = False) -> tuple[str, str]:
    """As whom and over what the application sees a request."""
    found: list[Scope] = []

    async def app(scope: Scope, _: Receive, __: Send) -> None:
        found.append(scope)

    scope: dict[str, Any] = {
        "type": "http",
        "scheme": "http",
        "client": (peer, 1) if peer else None,
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }
    await Proxies(app, PROXIES, https=https)(scope, None, None)  # type: ignore[arg-type]
    return (found[0]["client"] or ("", 0))[0], found[0]["scheme"]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", ["198.51.100.7"], "203.0.113.9"),  # nobody of ours
        ("10.1.2.3", ["198.51.100.7"], "198.51.100.7"),
        ("::ffff:10.1.2.3", ["198.51.100.7"], "198.51.100.7"),  # IPv4 on an IPv6 socket
        ("2001:db8:1::5", ["2001:db8:2::7"], "2001:db8:2::7"),
        ("10.1.2.3", ["192.0.2.66, 198.51.100.7"], "198.51.100.7"),  # the client wrote the first
        ("10.1.2.3", ["192.0.2.66", "198.51.100.7"], "198.51.100.7"),  # the same in two headers
        ("10.1.2.3", ["198.51.100.7, 10.9.9.9"], "198.51.100.7"),  # two proxies of ours
        ("10.1.2.3", ["10.7.7.7, 10.9.9.9"], "10.7.7.7"),  # from within
        ("10.1.2.3", ["198.51.100.7:5123"], "198.51.100.7"),
        ("10.1.2.3", ["[2001:db8:2::7]:5123"], "2001:db8:2::7"),
        ("10.1.2.3", ["198.51.100.7, unknown"], "10.1.2.3"),
        ("10.1.2.3", ["198.51.100.7, unknown, 10.9.9.9"], "10.9.9.9"),
        ("10.1.2.3", [""], "10.1.2.3"),
        ("10.1.2.3", [], "10.1.2.3"),
        (None, ["198.51.100.7"], ""),
    ],
)
async def test_the_client_is_the_nearest_address_that_no_trusted_proxy_has(
    peer: str | None, forwarded: list[str], client: str
) -> None:
    """[OPS-06]"""
    assert (await seen(peer, [("x-forwarded-for", each) for each in forwarded]))[0] == client


@pytest.mark.parametrize(
    ("peer", "told", "scheme"),
    [
        ("10.1.2.3", ["https"], "https"),
        ("10.1.2.3", ["wss"], "https"),
        ("10.1.2.3", ["HTTPS"], "https"),
        ("10.1.2.3", ["https", "http"], "http"),  # the nearest wrote the last
        ("10.1.2.3", ["https, http"], "http"),
        ("10.1.2.3", ["gopher"], "http"),
        ("203.0.113.9", ["https"], "http"),
    ],
)
async def test_the_scheme_is_what_the_nearest_trusted_proxy_says(peer: str, told: list[str], scheme: str) -> None:
    """[OPS-06]"""
    headers = [("x-forwarded-proto", each) for each in told]
    assert (await seen(peer, headers))[1] == scheme
    assert (await seen(peer, headers, https=True))[1] == "https"


def test_networks_are_read_and_anything_else_is_told() -> None:
    """[OPS-06]"""
    for text, expected in {
        "10.0.0.5, 10.42.0.0/16": ("10.0.0.5/32", "10.42.0.0/16"),
        "::ffff:10.0.0.5": ("10.0.0.5/32",),
        "2001:db8::/32": ("2001:db8::/32",),
        "*": ("0.0.0.0/0", "::/0"),
    }.items():
        assert Settings.from_environment({"WAARDENBORD_TRUSTED_PROXIES": text}).trusted_proxies == expected
    assert Settings.from_environment({"FORWARDED_ALLOW_IPS": "10.0.0.5"}).trusted_proxies == ("10.0.0.5/32",)
    for text in ("proxy.example.nl", "10.0.0.1/8", ",", "10.0.0.0/99"):
        with pytest.raises(SettingsError, match=r"^WAARDENBORD_TRUSTED_PROXIES must be addresses or networks"):
            Settings.from_environment({"WAARDENBORD_TRUSTED_PROXIES": text})


async def test_an_https_address_of_the_board_makes_everything_https_whatever_the_headers_say(here: Settings) -> None:
    """[OPS-06] [SEC-02] A proxy that tells nothing at all, not even the host."""
    settings = msgspec.structs.replace(here, public_url="https://waarden.example.nl:8443")
    async with serving(settings) as house:
        forgetful = {"host": f"127.0.0.1:{house.port}", "origin": "https://waarden.example.nl:8443", "x-forwarded-proto": "http"}
        async with httpx.AsyncClient(
            base_url=house.base_url, headers=forgetful, trust_env=False, timeout=patient(20), verify=NO_TLS
        ) as client:
            opened = await client.post("/nieuw", data={"title": "Camera's", "organisation": "Gemeente"})
            assert opened.status_code == 303
            cookie = opened.headers["set-cookie"]
            assert cookie.startswith("__Host-wb_")
            assert "; Secure" in cookie
            assert "strict-transport-security" in opened.headers
            assert "wss://waarden.example.nl:8443" in opened.headers["content-security-policy"]
        # And a socket of that page, with the cookie of that page.
        session = opened.headers["location"].split("/")[2]
        socket_path, kept = f"/ws/{session}/facilitator", cookie.partition(";")[0]
        async with raw_socket(house.base_url, socket_path, cookie=kept, origin=settings.public_url) as socket:
            assert socket.subprotocol
        for origin in ("http://waarden.example.nl:8443", "https://waarden.example.nl", "http://elders.example.nl"):
            with pytest.raises(InvalidStatus) as refused:
                async with raw_socket(house.base_url, socket_path, cookie=kept, origin=origin):
                    pass
            assert refused.value.response.status_code == 403


async def test_a_stranger_who_makes_up_addresses_is_counted_as_one(here: Settings) -> None:
    """[OPS-06] [SEC-08] Only behind a proxy that is trusted is everybody counted apart."""
    bounded = msgspec.structs.replace(here, openings_per_hour=4)
    fields = {"title": "Camera's", "organisation": "Gemeente"}
    for trusted, statuses in ((("10.0.0.0/8",), [303, 303, 429, 429]), (("127.0.0.0/8", "::1/128"), [303] * 4)):
        settings = msgspec.structs.replace(bounded, trusted_proxies=trusted, key_prefix=f"{here.key_prefix}{len(trusted)}:")
        async with serving(settings) as house:
            got = []
            for number in range(4):
                async with visitor(house) as client:
                    client.headers["x-forwarded-for"] = f"198.51.100.{number}"
                    got.append((await client.post("/nieuw", data=fields)).status_code)
        assert got == statuses
