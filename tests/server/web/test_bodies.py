# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever strangers send with a request is bounded before it is read: bytes, time, files, character sets, cookies."""

from __future__ import annotations

import asyncio
import contextlib
import threading

import pytest
from starlette import formparsers
from starlette.applications import Starlette
from starlette.datastructures import FormData, Headers
from starlette.routing import Mount, Route
from starlette.types import Message, Receive, Scope, Send

from server.app import CASE_FORMS, GIVEN_BACK, LARGE_BELOW, LARGE_FORMS, make_app
from server.web import apart, bodies, forms
from server.web.below import Below
from server.web.bodies import MAX_CASE_BYTES, MAX_LARGE_BYTES, MAX_SMALL_BYTES, TO_GIVE_BACK, Bodies
from server.web.guard import Guard
from server.web.languages import Languages
from server.web.proxies import Proxies
from sessions.authoring import toml
from tests.patience import patient
from tests.server.house import House, until, visitor

pytestmark = pytest.mark.asyncio(loop_scope="module")

ENDLESS = b"--y\r\ncontent-disposition: form-data; name=key; filename=f\r\n\r\n"
MULTIPART = "multipart/form-data; boundary=y"
FORM = "application/x-www-form-urlencoded"


def application(house: House) -> Starlette:
    """The routes, inside what is wrapped around them."""
    made = make_app(house.settings, house.rooms)
    proxies = made._app if isinstance(made, Below) else made
    assert isinstance(proxies, Proxies)
    guard = proxies._app
    assert isinstance(guard, Guard)
    inner = guard._app
    assert isinstance(inner, Bodies)
    languages = inner._app
    assert isinstance(languages, Languages)
    assert isinstance(languages._app, Starlette)
    return languages._app


def posts(house: House) -> list[str]:
    """The path of every form, with something in place of its parameters."""
    found = []
    for route in application(house).routes:
        assert isinstance(route, Route | Mount) or not hasattr(route, "methods")
        if isinstance(route, Route) and "POST" in (route.methods or ()):
            path = route.path
            for name in route.param_convertors:
                path = path.replace(f"{{{name}}}", "een-twee-drie" if name == "code" else "0" * 16)
            found.append(path)
    return found


async def answer_to(house: House, head: str, pieces: bytes, most_bytes: int) -> tuple[int, int]:
    """The status of the answer to a request whose body goes on with `pieces`, and how many bytes were taken in until the
    connection was closed; at most `most_bytes` are sent."""
    reader, writer = await asyncio.open_connection("localhost", house.port)
    sent = 0
    status = asyncio.ensure_future(reader.readline())
    try:
        writer.write(head.encode())
        with contextlib.suppress(ConnectionError):
            while sent < most_bytes and not writer.is_closing():
                writer.write(pieces)
                await writer.drain()
                sent += len(pieces)
                await asyncio.sleep(0)
        line = await status
        with contextlib.suppress(ConnectionError):
            while await reader.read(65536):
                pass
    finally:
        status.cancel()
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    return int(line.split()[1]), sent


def head(house: House, method: str, path: str, *lines: str) -> str:
    return "\r\n".join([f"{method} {path} HTTP/1.1", f"host: localhost:{house.port}", *lines, "", ""])


class TestEveryForm:
    """[BND-01] [BND-02]"""

    async def test_without_a_length_nothing_is_read_of_it(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bodies, "LINGER_BYTES", 1_000_000)
        chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
        paths = posts(house)
        assert {"/meedoen", "/w/een-twee-drie", "/nieuw", "/draaiboeken/inlezen"} <= set(paths)
        for path in paths:
            start = head(house, "POST", path, f"content-type: {MULTIPART}", "transfer-encoding: chunked")
            status, taken = await answer_to(house, start, chunk, 50_000_000)
            assert status == 411, path
            assert taken < 20_000_000, path

    async def test_with_a_length_over_its_bound_nothing_is_read_of_it(self, house: House) -> None:
        for path in posts(house):
            most = MAX_CASE_BYTES if path.startswith(CASE_FORMS) else MAX_SMALL_BYTES
            most = MAX_LARGE_BYTES if path in LARGE_FORMS or path.startswith(LARGE_BELOW) else most
            most *= TO_GIVE_BACK if path.startswith(GIVEN_BACK) else 1
            for length in (str(most + 1), "9" * 19, "9" * 5000):
                start = head(house, "POST", path, f"content-type: {FORM}", f"content-length: {length}", "expect: 100-continue")
                status, _ = await answer_to(house, start, b"", 0)
                # Numbers of more than twenty digits the server library refuses itself.
                assert status == (400 if len(length) > 20 else 413), (path, length)

    async def test_of_a_small_one_no_file_is_kept(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        made: list[str] = []
        monkeypatch.setattr(formparsers, "SpooledTemporaryFile", lambda **_: made.append("a file"))
        async with visitor(house) as client:
            for path in posts(house):
                # A stream is no form, and says in itself what is wrong.
                if path not in LARGE_FORMS and not path.startswith("/stroom/"):
                    answer = await client.post(path, files={"key": ("f", b"x" * 9000)}, data={"code": "a"})
                    assert answer.status_code in {303, 400, 403, 404}, path
        assert not made

    async def test_in_another_character_set_is_refused_before_it_is_decoded(self, house: House) -> None:
        body = b'--y\r\ncontent-disposition: form-data; name="title"\r\n\r\n' + b"a" * 900_000 + b"\r\n--y--\r\n"
        async with visitor(house) as client:
            for charset in ("punycode", "unicode_escape", "utf-7", "idna", '"punycode"', "zlib"):
                for path in LARGE_FORMS:
                    kind = f"{MULTIPART}; charset={charset}"
                    answer = await client.post(path, content=body, headers={"content-type": kind})
                    assert answer.status_code == 415, (path, charset)
            answer = await client.post("/meedoen", content=b"code=x", headers={"content-type": f"{FORM};charset=UTF-8"})
            assert answer.status_code == 422
            answer = await client.post("/meedoen", content=b"code=x", headers={"content-type": FORM + ";" * 50_000})
            assert answer.status_code == 415


async def test_what_asks_for_something_has_no_body(house: House) -> None:
    for lines in (("content-length: 5",), ("transfer-encoding: chunked",)):
        status, _ = await answer_to(house, head(house, "GET", "/", *lines, "expect: 100-continue"), b"", 0)
        assert status in {411, 413}


async def test_a_body_that_comes_too_slowly_is_given_up(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LINGER_S", 0.05)
    monkeypatch.setattr(bodies, "SMALL_WITHIN_S", 0.05)
    monkeypatch.setattr(bodies, "LARGE_WITHIN_S", 0.05)
    for path, length in (("/meedoen", 100), ("/nieuw", 100_000)):
        start = head(house, "POST", path, f"content-type: {FORM}", f"content-length: {length}")
        status, _ = await answer_to(house, start, b"code=x", 1)
        assert status == 408, path


async def test_a_refusal_is_a_page_that_says_what_to_do(house: House) -> None:
    async with visitor(house) as client:
        answer = await client.post("/meedoen", data={"code": "x" * MAX_SMALL_BYTES})
        assert answer.status_code == 413
        assert "Maak je tekst korter" in answer.text
        assert "content-security-policy" in answer.headers


async def test_a_cookie_that_takes_long_to_read_is_dropped_and_the_others_stay(house: House) -> None:
    workshop = await house.workshop()
    anna = await workshop.join("Anna")
    secret = "; ".join(f"{name}={value}" for name, value in anna.cookies.items())
    async with visitor(house) as client:
        slow = 'a="' + "\\a" * 30_000 + '"'
        answer = await client.get(f"/w/{workshop.code}/bord", headers={"cookie": f"{slow}; {secret}"})
        assert answer.status_code == 200
    headers = [(b"cookie", f'a=1; {slow}; b="\\\\"; c=2'.encode()), (b"x", b'"\\"')]
    Guard.drop_quoted_cookies({"type": "http", "headers": headers})
    assert headers == [(b"cookie", b"a=1; c=2"), (b"x", b'"\\"')]


async def test_boards_go_on_while_a_long_text_is_read(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[BND-05]"""
    workshop = await house.workshop()
    entered, leave = threading.Event(), threading.Event()
    inside: list[int] = []
    read_table = toml.read_table

    def slow(text: str) -> object:
        inside.append(len(inside))
        entered.set()
        assert leave.wait(patient(30))
        inside.pop()
        assert not inside, "two are read at once"
        return read_table(text)

    monkeypatch.setattr(toml, "read_table", slow)
    async with visitor(house) as client, visitor(house) as other:
        reading = [asyncio.create_task(client.post("/draaiboeken/inlezen", data={"script": "id = 1"})) for _ in range(2)]
        await asyncio.to_thread(entered.wait, patient(30))
        assert (await other.get(f"/w/{workshop.code}")).status_code == 200
        anna = await workshop.join("Anna")
        assert anna.cookies
        leave.set()
        assert [(await each).status_code for each in reading] == [422, 422]


async def test_who_is_not_served_in_time_is_told_to_come_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "TURN_WITHIN_S", 0.05)
    leave = threading.Event()
    monkeypatch.setattr(toml, "read_table", lambda _: leave.wait(patient(30)) and [])
    async with visitor(house) as client:
        first = asyncio.create_task(client.post("/draaiboeken/inlezen", data={"script": "id = 1"}))
        second = asyncio.create_task(client.post("/draaiboeken/inlezen", data={"script": "id = 1"}))
        done, _ = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)
        assert done.pop().result().status_code == 503
        leave.set()
        assert {(await first).status_code, (await second).status_code} == {422, 503}


async def test_a_large_form_is_taken_apart_away_from_the_boards(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[BND-05]"""
    threads: list[bool] = []
    take_apart = forms._take_apart

    def noted(headers: Headers, body: bytes, most_fields: int) -> FormData:
        threads.append(threading.current_thread() is threading.main_thread())
        return take_apart(headers, body, most_fields)

    monkeypatch.setattr(forms, "_take_apart", noted)
    async with visitor(house) as client:
        file = {"file": ("f.toml", b"id = 1", "application/toml")}
        assert (await client.post("/draaiboeken/inlezen", files=file, data={"do": "show"})).status_code == 422
        assert (await client.post("/draaiboeken/inlezen", data={"script": "id = 1"})).status_code == 422
    assert threads == [False, False]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (FORM, b"x=" + b"%" * 400_000),
        (MULTIPART, b'--y\r\nContent-Disposition: form-data; name=a; b="' + b";" * 4000 + b"\r\n\r\n\r\n--y--\r\n"),
    ],
)
async def test_a_form_that_takes_long_to_read_for_its_length_is_refused(house: House, kind: str, body: bytes) -> None:
    """[BND-03]"""
    async with visitor(house) as client:
        for path in LARGE_FORMS:
            answer = await client.post(path, content=body, headers={"content-type": kind})
            assert answer.status_code == 413, path


async def test_who_drips_keeps_nobody_out(house: House) -> None:
    drips = [await asyncio.open_connection("localhost", house.port) for _ in range(40)]
    try:
        for _, writer in drips:
            writer.write(head(house, "POST", "/nieuw", f"content-type: {FORM}", "content-length: 900000").encode() + b"a")
        async with visitor(house) as client:
            answer = await client.post("/draaiboeken/inlezen", data={"script": "#" * 100_000})
            assert answer.status_code == 422
    finally:
        for _, writer in drips:
            writer.close()


async def test_all_bodies_that_are_on_their_way_are_bounded_together(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """[BND-01]"""
    monkeypatch.setattr(bodies, "MAX_HELD_BYTES", 50_000)
    async with visitor(house) as client:
        assert (await client.post("/draaiboeken/inlezen", data={"script": "a" * 60_000})).status_code == 503
        assert (await client.post("/draaiboeken/inlezen", data={"script": "a" * 40_000})).status_code == 422


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/draaiboeken/eigen", {"title.steps.0.title.nl": "x", "do": "up:title.steps.0"}),
        ("/draaiboeken/eigen", {"source.parts.0.steps.0.title.nl": "x", "do": "up:source.parts.0.steps.0"}),
        ("/draaiboeken/eigen", {"checklist.0.steps.0.title.nl": "x", "do": "up:checklist.0.steps.0"}),
        ("/draaiboeken/eigen", {"parts.0.steps.0.steps.1.title.nl": "x", "do": "down:parts.0.steps.0.steps.1"}),
        ("/draaiboeken/eigen", {"parts.0.steps.0.questions.0.x": "1", "do": "check"}),
        ("/draaiboeken/eigen", {"checklist.0.question.x": "1", "do": "check"}),
        ("/draaiboeken/eigen", {"parts.²": "x", "do": "check"}),
        ("/draaiboeken/eigen", {f"parts.0.steps.{n}.title.nl": "x" for n in range(150)}),
    ],
)
async def test_no_field_however_odd_is_an_error_of_ours(house: House, path: str, fields: dict[str, str]) -> None:
    async with visitor(house) as client:
        answer = await client.post(path, data=fields)
    assert answer.status_code in {200, 413, 422}


@pytest.mark.parametrize("origin", ["http://[x", "http://[", "http://]"])
async def test_an_origin_that_is_none_is_a_foreign_one(house: House, origin: str) -> None:
    async with visitor(house) as client:
        assert (await client.post("/meedoen", data={"code": "a"}, headers={"origin": origin})).status_code == 403


async def test_a_host_that_fits_in_no_code_is_refused(house: House) -> None:
    workshop = await house.workshop()
    async with visitor(house) as client:
        answer = await client.get(f"/w/{workshop.code}/qr.svg", headers={"host": "a" * 5000})
    assert answer.status_code == 400


async def test_large_bodies_on_their_way_keep_nobody_from_joining(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MAX_HELD_BYTES", 30_000)
    workshop = await house.workshop()
    _, writer = await asyncio.open_connection("localhost", house.port)
    try:
        start = head(house, "POST", "/nieuw", f"content-type: {FORM}", "content-length: 900000").encode()
        writer.write(start + b"a" * 29_990)
        async with visitor(house) as client:

            async def refused() -> bool:
                return (await client.post("/draaiboeken/inlezen", data={"script": "x" * 100})).status_code == 503

            await until(refused)
        assert (await workshop.join("Anna")).cookies
    finally:
        writer.close()


async def test_a_body_is_on_its_way_only_until_it_is_there() -> None:
    """Whoever does not read the answer holds nothing of what others may send."""
    reached, leave = asyncio.Event(), asyncio.Event()

    async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
        assert (await receive())["body"] == b"code=x"
        reached.set()
        await leave.wait()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"code=x", "more_body": False}

    async def send(_: Message) -> None:
        raise AssertionError("nothing is sent")

    guarded = Bodies(app, large=(), refuse=lambda *_: app)
    scope = {"type": "http", "method": "POST", "path": "/meedoen", "headers": [(b"content-length", b"6")]}
    waiting = asyncio.create_task(guarded(scope, receive, send))
    await reached.wait()
    assert guarded._held_bytes == 0
    leave.set()
    await waiting
