# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The board below a path of another site: nothing of what it says leads out of it, and it is reached whether a proxy takes the
path off or passes it on. Every address of the route table is walked, so that what is new is walked too.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from html.parser import HTMLParser
from typing import Any

import httpx
import msgspec
import pikepdf
import pytest
from starlette.routing import Route

from board import below as standing
from server.app import make_app
from server.player.browser import Browser
from server.settings import Settings, SettingsError
from server.web.proxies import Proxies
from sessions.wire import commands as c
from tests.patience import patient
from tests.running import NO_TLS, free_port
from tests.server.house import LETS_GO, House, Player, serving, unmarked, visitor
from tests.server.web.test_bodies import application
from tests.server.web.test_organisations import field
from tests.server.web.world_of_one import World, made

BELOW = "/waarden/bord"
MORE = ("/app/nl.webmanifest", "/w/{code}/poster/a3.pdf")
"""Files that are one of several at an address."""


@pytest.fixture(autouse=True)
def _at_the_root_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "_below", "")


def below(settings: Settings, path: str = BELOW) -> Settings:
    port = free_port()
    return msgspec.structs.replace(settings, port=port, public_url=f"http://localhost:{port}{path}", openings_per_hour=0)


class Addresses(HTMLParser):
    """Whatever stands in an attribute of a page and could be a path of its host."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            for each in (value or "").removeprefix("0; url=").split():
                if re.match(r"/(?!/|\Z)", each) or (each == "/" and name in ("href", "src", "action", "formaction")):
                    self.found.append(f"<{tag} {name}={each}>" if not _is_inside(each) else "")


def _is_inside(address: str) -> bool:
    return address == BELOW or address.startswith((f"{BELOW}/", f"{BELOW}?", f"{BELOW}#"))


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for each in data.values():
            yield from _texts(each)
    elif isinstance(data, list):
        for each in data:
            yield from _texts(each)


def _links_of(pdf: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as read:
        marks = [mark for sheet in read.pages for mark in sheet.obj.get("/Annots", ())]
        return [str(mark.A.URI) for mark in marks if "/A" in mark and "/URI" in mark.A]


def outside(answer: httpx.Response, host: str) -> list[str]:
    """What in an answer leads out of the board."""
    kind, content = answer.headers.get("content-type", ""), answer.content
    found = []
    if kind.startswith("text/html"):
        found += Addresses(answer.text).found
    elif "json" in kind:
        found += [text for text in _texts(answer.json()) if re.match(r"/(?!/)", text) and not _is_inside(text)]
    elif kind.startswith("application/pdf"):
        found += [link for link in _links_of(content) if host in link and f"{host}{BELOW}/" not in link]
    if not kind.startswith(("application/pdf", "application/zip", "image/png")):
        # An address that is printed may break between its parts.
        text = re.sub(r"<wbr>|</?span[^>]*>", "", answer.text)
        found += re.findall(rf"{re.escape(host)}(?!{BELOW}\b)[^\s\"'<]*", text)
    if (to := answer.headers.get("location", "")) and not _is_inside(to.removeprefix(f"http://{host}")):
        found.append(f"location: {to}")
    for cookie in answer.headers.get_list("set-cookie"):
        if f"path={BELOW}" not in cookie.lower().split("; "):
            found.append(f"set-cookie: {cookie}")
    return [each for each in found if each]


@asynccontextmanager
async def moved(here: Settings, path: str = BELOW) -> AsyncIterator[tuple[House, World]]:
    """A board below a path, on the store of one that stood at the root of its host, with everything in it that can be."""
    async with serving(msgspec.structs.replace(here, openings_per_hour=0), with_archive=True) as house:
        world = await made(house, "Zwaluwnest")
    async with serving(below(here, path), with_archive=True) as house:
        yield house, world


async def test_nothing_that_any_address_answers_leads_out_of_the_path_below_which_the_board_stands(here: Settings) -> None:
    """[OPS-06]"""
    async with moved(here) as (house, world):
        routes = [route for route in application(house).routes if isinstance(route, Route)]
        who = {
            "nobody": Browser(house.base_url),
            "leader": world.leader,
            "reader": world.members["reader"],
        }
        host = f"localhost:{house.port}"
        wrong: list[str] = []
        kinds, with_links = set[str](), 0
        async with httpx.AsyncClient(base_url=house.base_url, timeout=patient(60), limits=LETS_GO, verify=NO_TLS) as client:
            at_once = asyncio.Semaphore(10)

            async def ask(method: str, name: str, path: str) -> None:
                nonlocal with_links
                async with at_once:
                    headers = {"cookie": who[name].cookie_header, "origin": f"http://{host}"}
                    data: dict[str, str] | None = {} if method == "POST" else None
                    answer = await client.request(method, path, headers=headers, data=data)
                    if answer.status_code == 503:
                        # On a busy machine the store may be late, and who asks is asked to come again.
                        answer = await client.request(method, path, headers=headers, data=data)
                assert answer.status_code < 500, (method, path)
                wrong.extend(f"{name} {method} {path}: {each}" for each in outside(answer, host))
                kinds.add(kind := answer.headers.get("content-type", "").partition(";")[0])
                with_links += kind == "text/html" and f'="{BELOW}/' in answer.text

            more = [world.address(path) for path in MORE]
            assert all(
                any(route.matches({"type": "http", "method": "GET", "path": path})[0].value for route in routes) for path in more
            )
            asked = [ask("GET", "leader", path) for path in more]
            asked += [
                ask(method, name, world.address(route.path) + behind)
                for route in routes
                for method in sorted({"GET", "POST"} & (route.methods or set()))
                for name in who
                for behind in (("", "?taal=en") if method == "GET" and name == "nobody" else ("",))
                # What would take things away that others look at.
                if method == "GET" or name != "leader"
            ]
            await asyncio.gather(*asked)
        assert wrong == []
        assert with_links > 400
        assert {"text/html", "application/json", "application/pdf", "text/calendar", "application/atom+xml"} <= kinds
        assert "application/manifest+json" in kinds


async def test_a_proxy_that_takes_the_path_off_and_one_that_passes_it_on_show_the_same(here: Settings) -> None:
    """[OPS-06] Pages, files, probes and sockets; and a redirect of the router is to the board, too."""
    async with serving(below(here)) as house:
        workshop = await house.workshop(people=1)
        root = f"http://localhost:{house.port}"
        for path in ("/hulp", "/static/icons.svg", "/app/nl.webmanifest", "/privacy.json", "/readyz", "/", "/nergens"):
            passed, taken = [await _get(f"{start}{path}") for start in (house.base_url, root)]
            assert (passed.status_code, unmarked(passed.text)) == (taken.status_code, unmarked(taken.text)), path
            assert passed.status_code == (404 if path == "/nergens" else 200)
        assert unmarked((await _get(house.base_url)).text) == unmarked((await _get(f"{root}/")).text)
        assert (await _get(f"{root}{BELOW}er/hulp")).status_code == 404
        for start in (house.base_url, root):
            for path in ("/hulp", "/w/a%20b", "/w/%C3%A9"):
                assert (await _get(f"{start}{path}/?x=1")).headers["location"] == f"{BELOW}{path}?x=1"
        for rev, base_url in enumerate((house.base_url, root)):
            phone = Browser(base_url)
            phone.cookies = dict(workshop.people[0].cookies)
            async with Player(phone, workshop.id, "participant") as device, workshop.facilitator() as leading:
                await leading.must(c.ChangeTitle(rev, title := f"Langs {base_url}"))
                await device.settle()
                assert device.workshop.title == title


async def test_cookies_go_to_the_board_alone_and_by_a_name_that_browsers_take_there(here: Settings) -> None:
    """[OPS-06] [PRIV-06] A browser takes no `__Host-` below a path; and what is not bound to https counts for nothing."""
    settings = msgspec.structs.replace(below(here), public_url=f"https://waarden.example.nl{BELOW}")
    async with serving(settings) as house, visitor(house, host="waarden.example.nl", https=True) as client:
        opened = await client.post("/nieuw", data={"title": "Camera's", "organisation": "Gemeente"})
        assert opened.status_code == 303
        (cookie,) = opened.headers.get_list("set-cookie")
        assert cookie.startswith("__Secure-wb_facilitator_")
        assert {"Secure", "HttpOnly", f"Path={BELOW}"} <= set(cookie.split("; "))
        links, kept = opened.headers["location"].removeprefix(BELOW), cookie.partition(";")[0]
        for held, status in ((kept, 200), (kept.replace("__Secure-", "__Host-"), 303), (kept.removeprefix("__Secure-"), 303)):
            client.cookies.clear()
            assert (await client.get(links, headers={"cookie": held})).status_code == status, held[:12]
        spoken = (await client.get("/hulp?taal=en")).headers["set-cookie"]
        assert f"Path={BELOW}" in spoken.split("; ")


async def test_a_browser_sends_a_cookie_to_the_address_that_people_type_too_and_not_to_the_neighbours(here: Settings) -> None:
    """[OPS-06] [PRIV-06]"""
    async with serving(below(here)) as house, visitor(house) as client:
        await client.get("/hulp?taal=en")
        root = f"http://localhost:{house.port}"
        for path in (BELOW, f"{BELOW}/", f"{BELOW}/hulp"):
            assert '<html lang="en"' in (await client.get(root + path)).text, path
        for path in (f"{BELOW}er", "/hulp"):
            assert '<html lang="nl"' in (await client.get(root + path)).text, path


async def test_a_form_that_is_refused_comes_back_with_what_was_typed(here: Settings) -> None:
    """[OPS-06] It is found again on the page by where it is sent."""
    async with serving(below(here)) as house:
        browser = Browser(house.base_url)
        mark = field((await browser.get("/organisatie")).body, "mark")
        answer = await browser.post("/organisatie", {"name": "Gemeente Oosterveld", "label": "", "mark": mark})
        assert answer.status in (400, 422)
        assert 'value="Gemeente Oosterveld"' in answer.body
        assert f'action="{BELOW}/organisatie"' in answer.body


@pytest.mark.parametrize("path", ["/w", "/static/borden", "/archief/x"])
async def test_a_path_that_is_a_page_of_the_board_itself_is_refused_at_the_start(here: Settings, path: str) -> None:
    """[OPS-06] Nobody could say which of the two is meant."""
    async with serving(here) as house:
        with pytest.raises(SettingsError, match=rf"must have another path: /{path.split('/')[1]} is a page"):
            make_app(below(here, path), house.rooms)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (f"{BELOW}/w/merel", "/w/merel"),
        ("/w/merel", "/w/merel"),
        (BELOW, "/"),
        (f"{BELOW}/", "/"),
        ("/", "/"),
        (f"{BELOW}er", f"{BELOW}er"),
        (f"{BELOW}{BELOW}/x", f"{BELOW}/x"),
    ],
)
def test_an_address_that_comes_in_means_a_path_of_the_board(monkeypatch: pytest.MonkeyPatch, address: str, path: str) -> None:
    """[OPS-06] What counts answers by their kind reads it so too."""
    monkeypatch.setattr(standing, "_below", BELOW)
    assert standing.inside(address) == path
    monkeypatch.setattr(standing, "_below", "")
    assert standing.inside(address) == address


async def test_at_the_root_nothing_is_wrapped_around(here: Settings) -> None:
    """[OPS-06]"""
    async with serving(here) as house:
        front = await _get(house.base_url)
        assert "data-below" not in front.text
        assert 'href="/hulp"' in front.text
        assert isinstance(make_app(house.settings, house.rooms), Proxies)


async def _get(url: str) -> httpx.Response:
    async with httpx.AsyncClient(timeout=patient(20), limits=LETS_GO, verify=NO_TLS) as client:
        return await client.get(url)
