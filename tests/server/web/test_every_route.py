# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever anybody sends to any address: an answer, never an error of the server's. The addresses are those of the route table,
the fields those of the forms that pages show, so that what is new is walked too.
"""

from __future__ import annotations

import asyncio
import html.parser
import itertools
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, get_args
from urllib.parse import quote, urlencode

import msgpack  # type: ignore[import-untyped]
import msgspec
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount, Route, WebSocketRoute

import server
from server.app import LARGE_FORMS
from server.live import connection
from server.player.browser import Browser, unlock
from server.settings import Settings
from server.web.interfaces import INTERFACES
from sessions.model.viewer import HELD_ROLES
from sessions.wire import commands as c
from sessions.wire.frames import PROTOCOL, Hello, Ping, Pong, Refused
from tests.patience import patient
from tests.server.house import House, Workshop, pack, raw_socket, serving, unpack
from tests.server.web.test_bodies import application

LARGE = 200_000
VALUES = {
    "missing": "",
    "blank": " \t ",
    "half an emoji": "\ud83d",
    "controls": "a\x01\x07\x1b[31m\x85\u2028",
    "NUL": "a\0b",
    "line ends": "a\r\nset-cookie: x=1\r\n\r\nb",
    "bidi": "\u202eabc\u2066\ufeff\u200b",
    "markup": "</textarea><script>{{7*7}}${x}%(s)s{0}%s",
    "long": "x" * 5_000,
    "astral": "\U0001f468\u200d\U0001f469" * 50,
    "superscript two": "²",
    "Arabic digits": "٣",
    "negative": "-1",
    "not a number": "NaN",
    "infinite": "1e999",
    "many digits": "9" * 4_400,
    "pieces of a path": "../../etc/passwd",
    "dotted": "a.b.c.0.-1.²",
    "brackets": "[" * 400,
    "TOML": "schema = 1\n[[parts]]\ntitle.en = 1\n",
    "TOML without Dutch": 'schema = 1\nid = "x"\nversion = 1\ntitle.en = "x"\n[[parts]]\nid = "a"\ntitle.en = "x"\n',
    "an action": "up:parts.²",
    "another action": "remove:parts.0.steps.-1",
    "a third action": "add:parts.99.x",
}
HEADERS = (
    b"accept-language: \xff\xfe, nl;q=NaN, ;;;q=-1\r\n",
    b"accept-language: " + b"a-" * 500 + b"\r\n",
    b"host: \xff[::1\r\n",
    b"host: a\r\nhost: b\r\n",
    b"origin: http://[\r\n",
    b"origin: \xff\r\n",
    b"content-type: multipart/form-data\r\n",
    b"content-type: multipart/form-data; boundary=\xff\xff\r\n",
    b"content-type: application/x-www-form-urlencoded; charset=\xff\r\n",
    b"content-type: text/plain; charset=utf-7\r\n",
    b"if-none-match: \xff\r\nif-modified-since: never\r\nrange: bytes=9-1,x-\r\n",
    b"x-forwarded-proto: \xff\r\nx-forwarded-host: a b\r\n",
    b'cookie: \xff=\xfe; =; ;;; a=b=c; "="\r\n',
)


class Walk:
    """A house with a workshop in it, and who goes there: nobody, a participant, and everybody with a link."""

    def __init__(self, house: House, workshop: Workshop, cookies: dict[str, str]) -> None:
        self.house = house
        self.workshop = workshop
        self.cookies = cookies
        self.identities = itertools.cycle(cookies)
        self._numbers = itertools.count(1)
        self.failed: list[str] = []
        self.statuses: set[int] = set()

    @property
    def app(self) -> Starlette:
        return application(self.house)

    async def ask(self, method: str, path: str, headers: bytes = b"", body: bytes = b"", identity: str | None = None) -> bytes:
        """The answer, whose status is no failure of the server's."""
        who = next(self.identities) if identity is None else identity
        number = next(self._numbers)
        head = f"{method} {path} HTTP/1.1\r\nconnection: close\r\ncookie: {self.cookies[who]}\r\n".encode()
        # Everybody from an address of his own, or the bounds on guessing would be all that is walked.
        head += f"x-forwarded-for: 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}\r\n".encode()
        head += b"" if b"host:" in headers else b"host: localhost\r\n"
        head += headers + (b"content-length: %d\r\n" % len(body) if method == "POST" else b"") + b"\r\n"
        async with asyncio.timeout(patient(20)):
            reader, writer = await asyncio.open_connection("127.0.0.1", self.house.port)
            try:
                writer.write(head + body)
                answer = await reader.read()
            finally:
                writer.transport.abort()
        found = re.match(rb"HTTP/1.1 (\d\d\d)", answer)
        status = int(found[1]) if found else 0
        self.statuses.add(status)
        if not 200 <= status < 500:
            self.failed.append(f"{status}: {who} {method} {path[:200]} {headers!r:.100} {body!r:.300}")
        return answer

    async def post(self, path: str, fields: list[tuple[str, str]]) -> None:
        """A form, as a browser sends it."""
        body = urlencode([(name[:300], value[:12_000]) for name, value in fields], errors="surrogatepass").encode()
        await self.ask("POST", path, b"content-type: application/x-www-form-urlencoded\r\n", body)

    def address(self, route: Route | WebSocketRoute, **given: str) -> str:
        """The route's path, with what is right where nothing else is given."""
        right = {"session": self.workshop.id, "code": self.workshop.code, "script": "codio-project-2025", "role": "participant"}
        return re.sub(r"\{(\w+)(?::\w+)?\}", lambda found: given.get(found[1], right.get(found[1], "x")), route.path)


@asynccontextmanager
async def walking(settings: Settings) -> AsyncIterator[Walk]:
    async with serving(settings) as house:
        workshop = await house.workshop(people=1)
        doors = {"screen": ("scherm", workshop.opened.screen_key), "scribe": ("notulen", workshop.opened.scribe_key)}
        browsers = {
            "nobody": Browser(house.base_url),
            "participant": workshop.people[0],
            "facilitator": workshop.opened.facilitator,
            **{role: await unlock(house.base_url, door, workshop.id, key) for role, (door, key) in doors.items()},
        }
        yield Walk(house, workshop, {name: browser.cookie_header for name, browser in browsers.items()})


@pytest.fixture
def open_house(here: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings without the rates behind which little would be walked."""
    monkeypatch.setattr(connection, "COMMANDS_BURST", 1e9)
    monkeypatch.setattr(connection, "FLOOD_REFUSALS", 10**9)
    return msgspec.structs.replace(here, openings_per_hour=0)


@pytest.fixture
def no_errors(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    wrong = [record for record in caplog.records if record.levelno > logging.WARNING or record.exc_info]
    assert [f"{record.name}: {record.getMessage()} {record.exc_text or ''}"[:2000] for record in wrong] == []


class Forms(html.parser.HTMLParser):
    """The forms of a page: where they go, and their fields with what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), {}))
        elif self.forms and given.get("name"):
            self.forms[-1][1].setdefault(given["name"], given.get("value", ""))


def encoded(value: str) -> str:
    return quote(value[:3_000].encode(errors="surrogatepass"), safe="")


def is_of_a_kind_told(path: str, answer: bytes) -> bool:
    """Whether a good answer is of a kind that the list of interfaces names, or a page where it names none."""
    kind = re.search(rb"\r\ncontent-type: ([\w./+-]+)", answer.partition(b"\r\n\r\n")[0])
    told = [media for each in INTERFACES if (each.path, each.method) == (path, "get") for media in each.media] or ["text/html"]
    return not answer.startswith(b"HTTP/1.1 200") or (kind is not None and ("*/*" in told or kind[1].decode() in told))


def query_names() -> list[str]:
    """Every name that some page reads from its address."""
    text = "".join(path.read_text(encoding="utf-8") for path in Path(server.__file__).parent.rglob("*.py"))
    return sorted(set(re.findall(r'query_params(?:\.get\(|\[)"(\w+)"', text)))


async def test_no_page_fails_before_during_or_after_the_workshop_whoever_asks(open_house: Settings, no_errors: None) -> None:
    """[CON-05, STD-02] And what is no page stands in the list of interfaces, with the kind that it is."""
    async with walking(open_house) as walk:
        pages = [route for route in walk.app.routes if isinstance(route, Route) and "GET" in (route.methods or ())]

        async def ask_all() -> None:
            for route, who in itertools.product(pages, walk.cookies):
                answer = await walk.ask("GET", walk.address(route), identity=who)
                assert is_of_a_kind_told(route.path, answer), route.path

        await ask_all()
        async with walk.workshop.facilitator() as leading:
            await leading.go("A3")
            await ask_all()
            await leading.must(c.CloseWorkshop())
        await ask_all()
        assert walk.failed == []
        assert {200, 303, 403, 404} <= walk.statuses


EVERY = pytest.mark.parametrize("every", [24, pytest.param(1, marks=pytest.mark.long)], ids=["one in 24", "all"])
"""Of the values each address and form gets one in so many, others than the one before it; all of them in the long run."""


def some(every: int, index: int) -> list[str]:
    """The values for the address with this index."""
    return list(VALUES.values())[index % every :: every]


@EVERY
async def test_no_address_fails_whatever_stands_in_it_whoever_asks(open_house: Settings, no_errors: None, every: int) -> None:
    """[CON-05]"""
    names = query_names()
    assert {"taal", "nieuw"} <= set(names)
    async with walking(open_house) as walk:
        routes = [route for route in walk.app.routes if isinstance(route, Route)]
        assert len(routes) > 40
        for index, route in enumerate(routes):
            # What is only read, the test above reads as everybody; here somebody asks for the heads alone.
            for method in sorted((route.methods or set()) - {"GET"}):
                for who in walk.cookies if method == "POST" else (next(walk.identities),):
                    await walk.ask(method, walk.address(route), identity=who)
            for value in some(every, index):
                for name in route.param_convertors:
                    await walk.ask("GET", walk.address(route, **{name: encoded(value)}))
                await walk.ask("GET", f"{walk.address(route)}?" + "&".join(f"{name}={encoded(value)}" for name in names))
            if index % every:
                # What reads heads and methods is the same for all of them.
                continue
            for headers in HEADERS:
                await walk.ask("GET", walk.address(route), headers)
            for method in ("HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"):
                await walk.ask(method, walk.address(route))
        for mount in (route for route in walk.app.routes if isinstance(route, Mount)):
            for value in VALUES.values():
                await walk.ask("GET", f"{mount.path}/{encoded(value)}")
        for value, role in itertools.product(VALUES.values(), [*HELD_ROLES, "second"]):
            cookie = f"wb_{role}_{walk.workshop.id}={encoded(value)}"[:4_000]
            await walk.ask("GET", f"/regie/{walk.workshop.id}/links", f"cookie: {cookie}\r\n".encode())
        assert walk.failed == []


@EVERY
async def test_no_form_fails_whatever_is_typed_in_it(open_house: Settings, no_errors: None, every: int) -> None:
    """[CON-05]"""
    async with walking(open_house) as walk:
        routes = [route for route in walk.app.routes if isinstance(route, Route)]
        shown: list[tuple[str, dict[str, str]]] = []
        for route, who in itertools.product(routes, walk.cookies):
            if "GET" in (route.methods or ()):
                address = walk.address(route)
                page = (await walk.ask("GET", address, identity=who)).decode(errors="replace")
                shown += [(action or address, fields) for action, fields in Forms(page).forms]
        walked = 0
        numbers = itertools.count()
        for index, route in enumerate(route for route in routes if "POST" in (route.methods or ())):
            address = walk.address(route)
            fields: dict[str, str] = {}
            for action, found in shown:
                if route.path_regex.match(action.partition("?")[0]):
                    fields |= found
            fields = fields or {"code": "", "name": "", "key": ""}
            # Of a script's hundreds of fields those of its first step stand for the others.
            names = [name for name in fields if not re.search(r"\.[1-9]\d*\.", name)]
            walked += len(names)
            for value in some(every, index):
                await walk.post(address, [(name, value) for name in fields])
                await walk.post(address, [(value, value), (f"parts.{value}.steps.0.id", value)])
                await walk.post(address, [(name, given) for _ in range(3) for name, given in (*fields.items(), ("x", value))])
                for name in names:
                    # Of a large form one in twelve, each with another value.
                    if address not in LARGE_FORMS or next(numbers) % 12 == 0:
                        await walk.post(address, [(other, value if other == name else given) for other, given in fields.items()])
            for name in names[:20]:
                await walk.post(address, [(other, given) for other, given in fields.items() if other != name])
            if index % every:
                # What reads heads and takes bodies apart is the same for all of them.
                continue
            for headers in HEADERS:
                await walk.ask("POST", address, headers, b"a=b&--x\r\n\xff\xfe%ff%")
            for body in (b"", b"\0" * 1000, b"%" * 3000, b"&" * 3000, b"=" * 10, b"\xff\xfe", b"a=" + b"%ed%a0%80"):
                await walk.ask("POST", address, b"content-type: application/x-www-form-urlencoded\r\n", body)
                await walk.ask("POST", address, b"content-type: multipart/form-data; boundary=x\r\n", b"--x\r\n" + body)
        assert walked > 60
        assert walk.failed == []


async def test_no_frame_makes_a_socket_fail_whoever_sends_it(open_house: Settings, no_errors: None) -> None:
    """[CON-05] [BRD-02]"""
    async with walking(open_house) as walk:
        for role in ("participant", "facilitator", "scribe", "screen"):
            codes = await _codes_of(walk, role, walk.cookies[role])
            assert "invalid" in codes
            assert "internal" not in codes


async def _codes_of(walk: Walk, role: str, cookie: str) -> set[str]:
    """With what a role's frames are refused."""
    codes: set[str] = set()
    async with raw_socket(walk.house.base_url, f"/ws/{walk.workshop.id}/{role}", cookie=cookie) as socket:
        await socket.send(pack(Hello("page-1", PROTOCOL)))
        sent = 0
        for frame in _frames():
            await socket.send(frame)
            sent += 1
            if sent % 50 == 0:
                codes |= await _until_pong(socket, sent)
        codes |= await _until_pong(socket, sent + 1)
    return codes


async def _until_pong(socket: Any, mark: int) -> set[str]:
    await socket.send(pack(Ping(float(mark))))
    codes: set[str] = set()
    async with asyncio.timeout(patient(20)):
        while True:
            frame = unpack(await socket.recv())
            if isinstance(frame, Refused):
                codes.add(frame.code)
            elif isinstance(frame, Pong) and frame.t == mark:
                return codes


WRONG: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**63,
    float("nan"),
    float("inf"),
    "",
    *(value.encode(errors="surrogatepass") for value in VALUES.values() if len(value) < 6_000),
    [],
    [[[[]]]],
    {},
    {"a": {"b": {"c": []}}},
    {1: 2},
    ["x"] * 2000,
    msgpack.ExtType(5, b"x"),
    msgpack.Timestamp(1, 1),
)


def _frames() -> Iterator[bytes]:
    """Every command with every field wrong in every way, and frames that are none."""
    number = 0
    for command in get_args(c.Command):
        tag = command.__struct_config__.tag
        fields = {field.encode_name: _plausible(field.name) for field in msgspec.structs.fields(command)}
        for name, value in itertools.product(fields, WRONG):
            number += 1
            yield _frame(number, {"type": tag, **fields, name: value})
        for missing in fields:
            number += 1
            yield _frame(number, {"type": tag, **{name: value for name, value in fields.items() if name != missing}})
        number += 1
        yield _frame(number, {"type": tag, **fields})
    for value in WRONG:
        yield _packed(value)
        yield _packed({"type": value})
        yield _packed({"type": "do", "n": value, "command": {"type": "say_ready"}})
        yield _packed({"type": "do", "n": 1, "client_id": value, "command": value})
        yield _packed({"type": "hello", "client_id": value, "protocol": value})
    yield b""
    yield b"\x91" * 10_000


def _plausible(name: str) -> Any:
    if name.endswith("rev") or name in ("seconds", "minutes"):
        return 1
    return "r1" if name == "run_id" else "x"


def _frame(number: int, command: dict[str, Any]) -> bytes:
    return _packed({"type": "do", "n": number, "command": command})


def _packed(value: Any) -> bytes:
    # Bytes as text: so a surrogate, too, comes as a browser would never send it.
    packed: bytes = msgpack.packb(value, use_bin_type=False)
    return packed
