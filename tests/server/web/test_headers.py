# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every response carries the headers that internet.nl asks for (SEC-01, SEC-02); what changes something is asked by our own pages
alone (SEC-08); no secret stands in an address (SEC-07)."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest
from starlette.datastructures import MutableHeaders
from websockets.exceptions import InvalidStatus

from board import pages
from server.settings import Settings
from server.web import boards, files
from server.web.guard import add_headers, content_security_policy
from tests.patience import patient
from tests.running import NO_TLS
from tests.server.house import LETS_GO, House, Workshop, raw_socket, serving, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

FORBIDDEN = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "http:", "https:", "ws:", "wss:", "*"}
SEARCHED = {"default-src", "base-uri", "frame-ancestors", "form-action", "frame-src"}


def csp_faults(policy: str, own_host: str) -> list[str]:
    """What internet.nl's checker would say of a policy (its rules as of 2025, re-implemented)."""
    if "," in policy:
        return ["a comma splits the header"]
    directives: dict[str, list[str]] = {}
    for part in filter(None, (each.strip() for each in policy.split(";"))):
        name, *sources = part.split()
        if name in directives:
            return [f"{name} is given twice"]
        directives[name] = sources
    faults = []
    for name, sources in directives.items():
        for source in sources:
            if source in FORBIDDEN or (source == "data:" and name in {"script-src", "object-src", "default-src"}):
                faults.append(f"{name} {source}")
            elif not source.startswith("'") and not source.endswith(":"):
                parts = urlsplit(source)
                if parts.scheme not in {"https", "wss", "ws"} or not parts.hostname or parts.hostname in {"127.0.0.1", "*"}:
                    faults.append(f"{name} {source}")
        if sources and "'none'" in sources and len(sources) > 1:
            faults.append(f"{name} 'none' is not alone")
    for name in SEARCHED:
        instead = directives.get("child-src", directives.get("default-src", [])) if name == "frame-src" else []
        sources = directives.get(name, instead)
        strangers = {source for source in sources if source not in {"'none'", "'self'"} and urlsplit(source).netloc != own_host}
        if not sources or strangers or not {"'none'", "'self'"} & set(sources):
            faults.append(f"{name} must be 'none', or 'self' and own hosts")
    return faults


def header_faults(
    headers: Mapping[str, str], *, host: str, https: bool = False, kept: bool = False, framed: bool = False
) -> list[str]:
    wanted = {
        "x-content-type-options": "nosniff",
        "x-frame-options": "SAMEORIGIN" if framed else "DENY",
        # Elsewhere on plain http a browser ignores it, and logs an error.
        "cross-origin-opener-policy": "same-origin" if https or host.partition(":")[0] == "localhost" else None,
        "cross-origin-resource-policy": "same-origin",
    }
    faults = [name for name, text in wanted.items() if headers.get(name) != text]
    around = "'self'" if framed else "'none'"
    if f"frame-ancestors {around}" not in headers.get("content-security-policy", ""):
        faults.append("frame-ancestors")
    if headers.get("referrer-policy") not in {"no-referrer", "same-origin"}:
        faults.append("referrer-policy")
    if not all(re.fullmatch(r"[a-z-]+=\(\)", part.strip()) for part in headers.get("permissions-policy", "x").split(",")):
        faults.append("permissions-policy")
    if ("no-store" in headers.get("cache-control", "")) == kept:
        faults.append("cache-control")
    hsts = re.fullmatch(r"max-age=(\d+)(; .*)?", headers.get("strict-transport-security", ""))
    if https != (hsts is not None and int(hsts[1]) >= 31_536_000):
        faults.append("strict-transport-security")
    if headers.get("server", "").startswith("uvicorn"):
        faults.append("server")
    return faults + csp_faults(headers.get("content-security-policy", ""), host)


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "default-src 'self'",
        "default-src *; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; script-src 'unsafe-inline'",
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; script-src data:",
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; connect-src wss:",
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; connect-src wss://127.0.0.1:8000",
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src cdn.example",
        "default-src 'none' 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "default-src 'none', base-uri 'none'",
    ],
)
async def test_the_checker_finds_what_internet_nl_finds(policy: str) -> None:
    assert csp_faults(policy, "waarden.example")


@pytest.mark.parametrize(
    "host", ["waarden.example", "localhost:8000", "[::1]:8000", "", "evil.example; script-src *", "a b", "x,y", "x\ny"]
)
@pytest.mark.parametrize("https", [True, False])
async def test_the_policy_has_no_fault_whatever_the_host_header_says(host: str, https: bool) -> None:
    """[PRIV-07] No page can ask anything of another host."""
    policy = content_security_policy(host, https=https)
    assert csp_faults(policy, host) == []
    assert "script-src 'self';" in policy
    if host == "waarden.example":
        assert f"connect-src 'self' {'wss' if https else 'ws'}://waarden.example;" in policy


Row = tuple[str, str, int]


def table(workshop: Workshop) -> list[Row]:
    """One row for every route and every kind of answer."""
    code, sid = workshop.code, workshop.id
    return [
        ("GET", "/", 200),
        ("GET", "/?taal=en", 200),
        ("HEAD", "/", 200),
        ("POST", "/", 405),
        ("DELETE", "/nieuw", 405),
        ("OPTIONS", "/", 405),
        ("POST", "/meedoen", 422),
        ("GET", "/meedoen", 405),
        ("GET", "/nieuw", 200),
        ("GET", "/nieuw/", 307),
        ("POST", "/nieuw", 422),
        ("GET", f"/regie/{sid}", 200),
        ("POST", f"/regie/{sid}", 403),
        ("GET", f"/regie/{sid}/links", 200),
        ("GET", f"/scherm/{sid}", 200),
        ("GET", f"/regie/{sid}/scherm", 200),
        ("POST", f"/scherm/{sid}", 403),
        ("GET", f"/notulen/{sid}", 200),
        ("POST", f"/notulen/{sid}", 403),
        ("GET", "/regie/nowhere", 404),
        ("GET", f"/w/{code}", 303),
        ("POST", f"/w/{code}", 303),
        ("GET", f"/w/{code}/bord", 200),
        ("GET", f"/w/{code}/qr.svg", 200),
        ("GET", f"/w/{code}/poster", 200),
        ("GET", f"/w/{code}/poster?papier=a1", 200),
        ("GET", f"/w/{code}/poster/bestand", 200),
        ("GET", f"/w/{code}/poster.json", 404),
        ("GET", "/w/niet-een-code", 404),
        ("GET", f"/inhoud/{sid}/{'0' * 16}.json", 404),
        ("GET", "/hulp", 200),
        ("GET", "/toegankelijkheid", 200),
        ("GET", "/privacy", 200),
        ("GET", "/thema", 200),
        ("GET", "/thema/none.css", 404),
        ("GET", "/healthz", 200),
        ("GET", "/readyz", 200),
        ("GET", "/nergens", 404),
        ("GET", "/static/", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/static/../server/app.py", 404),
        ("GET", "/static/%2e%2e/%2e%2e/pyproject.toml", 404),
        ("GET", f"/ws/{sid}/participant", 404),
    ]


async def somebody(house: House) -> tuple[Workshop, str]:
    """A workshop, and the cookies of somebody who is facilitator and takes part."""
    workshop = await house.workshop(people=1)
    return workshop, f"{workshop.opened.facilitator.cookie_header}; {workshop.people[0].cookie_header}"


def bound(cookie: str) -> str:
    """The same cookies as they are on https."""
    return "; ".join(f"__Host-{each}" for each in cookie.split("; "))


@pytest.mark.parametrize("https", [False, True])
async def test_every_answer_carries_the_headers(house: House, https: bool) -> None:
    """[SEC-01] [SEC-02]"""
    workshop, cookie = await somebody(house)
    host = "waarden.example" if https else f"localhost:{house.port}"
    async with visitor(house, host=host, https=https, cookie=bound(cookie) if https else cookie) as client:
        for method, path, status in table(workshop):
            answer = await client.request(method, path)
            assert answer.status_code == status, (method, path)
            # The preview of the screen alone may stand in a page, and only in one of ours.
            framed = path == f"/regie/{workshop.id}/scherm"
            assert header_faults(answer.headers, host=host, https=https, framed=framed) == [], (method, path)
            if answer.status_code >= 400 and method != "HEAD":
                assert "Traceback" not in answer.text
            if status == 405:
                assert answer.headers["allow"], path


@pytest.mark.parametrize(
    ("host", "https", "trusted"),
    [
        ("localhost:8000", False, True),
        ("bord.localhost", False, True),
        ("127.0.0.1:8000", False, True),
        ("[::1]:8000", False, True),
        ("192.168.1.20:8000", False, False),
        ("waarden.example", False, False),
        ("127.0.0.1.waarden.example", False, False),
        ("localhost.waarden.example", False, False),
        ("", False, False),
        ("192.168.1.20", True, True),
    ],
)
async def test_the_opener_policy_is_sent_where_browsers_heed_it(host: str, https: bool, trusted: bool) -> None:
    """[SEC-01] Elsewhere they log an error on every page."""
    headers = MutableHeaders()
    add_headers(headers, host, https=https)
    assert ("cross-origin-opener-policy" in headers) is trusted


async def test_files_and_content_carry_them_too_and_may_be_kept(house: House) -> None:
    workshop, cookie = await somebody(house)
    host = f"localhost:{house.port}"
    async with visitor(house, cookie=cookie) as client:
        board = (await client.get(f"/w/{workshop.code}/bord")).text
        paths = {*re.findall(r'(?:href|src|data-content-url|data-catalogue-url)="(/(?:static|inhoud)/[^"#]*)', board)}
        assert len(paths) >= 4
        for path in paths:
            answer = await client.get(path)
            assert answer.status_code == 200, path
            assert header_faults(answer.headers, host=host, kept=True) == [], path
            again = await client.get(path, headers={"if-none-match": answer.headers.get("etag", "x")})
            assert again.status_code in {200, 304}
            assert header_faults(again.headers, host=host, kept=True) == [], path


async def test_the_page_of_an_unexpected_error_carries_them_and_tells_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**_: object) -> str:
        raise RuntimeError("geheim")

    monkeypatch.setattr(pages, "help_page", broken)
    async with visitor(house) as client:
        answer = await client.get("/hulp")
    assert answer.status_code == 500
    assert header_faults(answer.headers, host=f"localhost:{house.port}") == []
    assert "<h1>" in answer.text
    assert "geheim" not in answer.text
    assert "RuntimeError" in caplog.text


class TestOrigin:
    async def test_a_form_of_another_site_is_refused_and_changes_nothing(self, house: House) -> None:
        workshop, cookie = await somebody(house)
        own = f"http://localhost:{house.port}"
        foreign = [
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "null", "sec-fetch-site": "cross-site"},
            {"origin": f"{own}.evil.example"},
            {"origin": f"http://localhost:{house.port + 1}"},
            {"origin": f"https://localhost:{house.port}"},
            {"origin": ""},
            {"origin": own, "sec-fetch-site": "cross-site", "host": "evil.example"},
        ]
        async with visitor(house, cookie=cookie) as client:
            for headers in foreign:
                for path in ("/nieuw", "/meedoen", f"/w/{workshop.code}", f"/regie/{workshop.id}"):
                    answer = await client.post(path, data={"title": "Camera's", "code": workshop.code}, headers=headers)
                    assert answer.status_code == 403, headers
                    host = headers.get("host", f"localhost:{house.port}")
                    assert header_faults(answer.headers, host=host) == []
        async with httpx.AsyncClient(
            base_url=house.base_url, trust_env=False, timeout=patient(20), limits=LETS_GO, verify=NO_TLS
        ) as client:
            for site in ("cross-site", "same-site"):
                answer = await client.post("/meedoen", data={"code": "x"}, headers={"sec-fetch-site": site})
                assert answer.status_code == 403
        assert len((await workshop.room()).session.people) == 1

    async def test_our_own_pages_and_programs_are_let_through(self, house: House) -> None:
        async with httpx.AsyncClient(
            base_url=house.base_url, trust_env=False, timeout=patient(20), limits=LETS_GO, verify=NO_TLS
        ) as client:
            own = f"http://localhost:{house.port}"
            same: list[dict[str, str]] = [
                {},
                {"origin": own},
                {"origin": own.upper().replace("HTTP", "http")},
                {"sec-fetch-site": "same-origin"},
                {"origin": "null", "sec-fetch-site": "same-origin"},
            ]
            for headers in same:
                answer = await client.post("/meedoen", data={"code": "x"}, headers=headers)
                assert answer.status_code == 422, headers

    async def test_the_scheme_counts_as_a_trusted_proxy_forwards_it(self, house: House) -> None:
        """[SEC-08] [OPS-06]"""
        async with visitor(house, host="waarden.example", https=True) as client:
            for origin, status in {
                "https://waarden.example": 422,
                "https://waarden.example:443": 422,
                "http://waarden.example": 403,
                "https://waarden.example:80": 403,
                "ftp://waarden.example": 403,
                "https://": 403,
                "https://[": 403,
            }.items():
                answer = await client.post("/meedoen", data={"code": "x"}, headers={"origin": origin})
                assert answer.status_code == status, origin

    async def test_on_https_only_a_cookie_that_is_bound_to_the_host_counts(self, house: House) -> None:
        """[PRIV-06] A neighbouring host can set any other."""
        workshop, cookie = await somebody(house)
        board = f"/w/{workshop.code}/bord"
        for https, sent, status in (
            (False, cookie, 200),
            (True, cookie, 303),
            (True, f"x=1; {cookie}", 303),
            (True, bound(cookie), 200),
            (True, f"{cookie}; {bound(cookie)}", 200),
        ):
            async with visitor(house, host="waarden.example", https=https, cookie=sent) as client:
                assert (await client.get(board)).status_code == status, (https, sent)

    async def test_a_trusted_origin_is_let_through(self, here: Settings) -> None:
        settings = msgspec.structs.replace(here, trusted_origins=("https://waarden.example",))
        async with serving(settings) as house, visitor(house) as client:
            for origin, status in {
                "https://waarden.example": 422,
                "http://waarden.example": 403,
                "https://x.example": 403,
            }.items():
                answer = await client.post("/meedoen", data={"code": "x"}, headers={"origin": origin})
                assert answer.status_code == status, origin

    async def test_a_refused_socket_carries_the_headers(self, house: House) -> None:
        host = f"localhost:{house.port}"
        foreign = "https://evil.example"
        for path, origin, status in (("/ws/x/participant", foreign, 403), ("/ws/nothing", None, 404), ("/", None, 404)):
            with pytest.raises(InvalidStatus) as refusal:
                async with raw_socket(house.base_url, path, origin=origin):
                    pass
            response = refusal.value.response
            assert response.status_code == status
            assert header_faults({name.lower(): text for name, text in response.headers.items()}, host=host) == []


async def test_no_secret_stands_in_an_address_or_in_a_page_but_the_facilitators_links(house: House) -> None:
    workshop, cookie = await somebody(house)
    kept = [part.partition("=")[2] for part in cookie.split("; ") if not part.startswith("wb_kept_")]
    secrets = {*kept, workshop.opened.screen_key, workshop.opened.scribe_key}
    assert len(secrets) == 4
    async with visitor(house, cookie=cookie) as client:
        for method, path, _ in table(workshop):
            answer = await client.request(method, path)
            addresses = re.findall(r'(?:href|action|src|data-[a-z-]+)="([^"]*)"', answer.text)
            addresses.append(answer.headers.get("location", ""))
            for secret in secrets:
                assert not any(secret in address.partition("#")[0] for address in addresses), path
                if not path.endswith("/links"):
                    assert secret not in answer.text, path
                assert secret not in str(answer.request.url)


async def test_what_is_kept_for_ever_comes_zipped_to_who_takes_that_and_pages_never_do(house: House) -> None:
    """On a line of 400 kbit/s the style sheet alone took four seconds."""
    async with visitor(house) as client:
        page = await client.get("/hulp", headers={"accept-encoding": "gzip"})
        assert "content-encoding" not in page.headers
        (sheet,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page.text)
        plain = await client.get(sheet, headers={"accept-encoding": "identity"})
        for taken in ("gzip", "br, gzip;q=0.5", "deflate,GZIP ; q=1.0"):
            zipped = await client.get(sheet, headers={"accept-encoding": taken})
            assert zipped.headers["content-encoding"] == "gzip", taken
            assert int(zipped.headers["content-length"]) < len(plain.content) / 5
            assert zipped.content == plain.content
            assert zipped.headers["cache-control"] == plain.headers["cache-control"] == files.FOREVER
            assert zipped.headers["content-type"] == plain.headers["content-type"] == "text/css; charset=utf-8"
            assert zipped.headers["vary"] == plain.headers["vary"] == "accept-encoding"
            assert zipped.headers["etag"] != plain.headers["etag"]
            assert header_faults(zipped.headers, host=f"localhost:{house.port}", kept=True) == []
        for refused in ("", "gzip;q=0", "gzip; q=0.000, br", "gzippy", "identity"):
            assert "content-encoding" not in (await client.get(sheet, headers={"accept-encoding": refused})).headers, refused
        part = await client.get(sheet, headers={"accept-encoding": "gzip", "range": "bytes=0-9"})
        assert (part.status_code, part.content) == (206, plain.content[:10])
        font = re.findall(r"atkinson[\w.-]+\.woff2", plain.text)[0]
        assert "content-encoding" not in (await client.get(f"/static/dist/{font}")).headers


async def test_the_content_of_a_board_is_zipped_once_for_all_who_ask_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hall of three hundred comes in one minute."""
    zipped: list[bytes] = []

    def counted(body: bytes) -> bytes:
        zipped.append(body)
        return gzip.compress(body)

    monkeypatch.setattr(boards, "_zip", counted)
    workshop = await house.workshop(people=1)
    shown = re.search(r"/inhoud/[^\"]+", (await workshop.people[0].get(f"/w/{workshop.code}/bord")).body)
    assert shown
    async with visitor(house) as client:
        asked = (client.get(shown[0], headers={"accept-encoding": "gzip"}) for _ in range(8))
        answers = await asyncio.gather(*asked)
        plain = await client.get(shown[0], headers={"accept-encoding": "identity"})
    assert {answer.headers["content-encoding"] for answer in answers} == {"gzip"}
    assert {answer.text for answer in answers} == {plain.text}
    assert len(zipped) == 1
    # Every choice of other values makes another one: what a room keeps stays bounded.
    room = await house.rooms.get(workshop.id)
    assert room is not None
    made = [await boards.zipped_once(room, f"other{number}", b"{}") for number in range(5)]
    assert (len(made), list(boards._ZIPPED[room])) == (5, ["other3", "other4"])
