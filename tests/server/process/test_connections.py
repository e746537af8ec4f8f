# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whoever opens connections and lets the server wait keeps nobody out. Real sockets, on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import resource
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

import board
from server.player.browser import join_workshop, open_workshop
from server.player.device import Device
from server.process import connections
from server.process.logs import EVERY_S, Sparing
from server.settings import Settings
from server.web import bodies
from server.web.interfaces import PROBLEM
from sessions.wire import commands as c
from tests.patience import patient
from tests.running import NO_TLS
from tests.server.house import raw_socket, serving, until
from tests.server.processes import Served, served

IDLE = 1500
HARD = resource.getrlimit(resource.RLIMIT_NOFILE)[1]

UPGRADE = (
    b"GET /ws/x/participant HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\nupgrade: websocket\r\n"
    b"sec-websocket-version: 13\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
)
HEALTH = b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n"
FORM = b"POST /meedoen HTTP/1.1\r\nhost: localhost\r\n"
LARGEST = max((Path(board.__file__).parent / "static").rglob("*.*"), key=lambda path: path.stat().st_size)


@pytest.fixture
def data_dir() -> Iterator[str]:
    # Not pytest's tmp_path: the embedded store's socket has a path of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="wb-") as folder:
        yield str(Path(folder) / "data")


@asynccontextmanager
async def served_with(soft: int, data_dir: str, *arguments: str) -> AsyncIterator[Served]:
    """A server that may open `soft` files when it starts, and more when it asks."""
    async with contextlib.AsyncExitStack() as stack:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, HARD))
        try:
            server = await stack.enter_async_context(served(data_dir, *arguments))
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (HARD, HARD))
        yield server


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


class Raw:
    """A connection that sends what it is told, and reads when it is told."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def answer(self, within_s: float = 10) -> bytes:
        """All that comes until the server closes, as it must."""
        try:
            async with asyncio.timeout(patient(within_s)):
                return await self.reader.read()
        except ConnectionError:
            return b""
        except TimeoutError:
            pytest.fail("the server keeps the connection")


@asynccontextmanager
async def raw(base_url: str, sent: bytes = b"") -> AsyncIterator[Raw]:
    # The limit is what is taken in before somebody reads.
    reader, writer = await asyncio.open_connection("127.0.0.1", int(base_url.rpartition(":")[2]), limit=1024)
    try:
        writer.write(sent)
        yield Raw(reader, writer)
    finally:
        writer.transport.abort()


@asynccontextmanager
async def idle(base_url: str, count: int, sent: bytes = b"") -> AsyncIterator[None]:
    """So many connections that ask nothing."""
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(count):
            await stack.enter_async_context(raw(base_url, sent))
        yield


async def slowest_s(device: Device) -> float:
    """Seconds that the slowest of some commands takes."""
    slowest = 0.0
    for number in range(20):
        begun = time.monotonic()
        assert await device.do(c.ChangeProfile(f"Naam {number}", "")) is None
        slowest = max(slowest, time.monotonic() - begun)
    return slowest


class TestMany:
    async def test_fifteen_hundred_idle_connections_keep_nobody_out_and_nobody_waiting(self, data_dir: str) -> None:
        """[CON-01] Started with fewer files than that, as systems do."""
        async with served_with(1024, data_dir) as server:
            opened = await open_workshop(server.base_url, {"title": "Camera's", "organisation": "Gemeente"})
            first = await join_workshop(server.base_url, opened.code)
            async with Device(first, opened.session_id, "participant") as device:
                alone_s = await slowest_s(device)
                async with idle(server.base_url, IDLE):
                    assert await slowest_s(device) < patient(alone_s + 0.25)
                    begun = time.monotonic()
                    second = await join_workshop(server.base_url, opened.code)
                    async with Device(second, opened.session_id, "participant") as other:
                        assert await other.do(c.ChangeProfile("Noor", "")) is None
                    assert time.monotonic() - begun < patient(3)

    async def test_workers_and_the_store_may_open_as_many_as_the_system_allows(self, data_dir: str) -> None:
        """[CON-01]"""
        async with served_with(256, data_dir, "--workers", "2") as server:
            pid = server.process.pid
            children = await asyncio.to_thread(_children, pid)
            assert len(children) == 3
            assert {resource.prlimit(each, resource.RLIMIT_NOFILE)[0] for each in [pid, *children]} == {HARD}

    async def test_where_there_is_place_for_few_those_that_ask_nothing_make_place(
        self, here: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[CON-01]"""
        monkeypatch.setattr(connections, "MAX_CONNECTIONS", 70)
        async with serving(here) as house, idle(house.base_url, 200, FORM):
            try:
                workshop = await house.workshop(people=1)
            except OSError:
                pytest.fail("nobody gets in")
            async with workshop.device(workshop.people[0]) as device:
                assert await device.do(c.ChangeProfile("Noor", "")) is None

    async def test_the_last_places_are_for_those_who_are_in_a_workshop(
        self, here: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[CON-01] Half bodies are requests that are carried out: they do not make place."""
        monkeypatch.setattr(connections, "MAX_CONNECTIONS", 70)
        async with serving(here) as house:
            workshop = await house.workshop(people=1)
            async with idle(house.base_url, 60, FORM + b"content-length: 9\r\n\r\n"):
                async with (
                    asyncio.timeout(patient(10)),
                    httpx.AsyncClient(base_url=house.base_url, trust_env=False, verify=NO_TLS) as stranger,
                ):
                    answer = await stranger.get("/")
                    assert answer.status_code == 503
                    assert answer.headers["content-security-policy"]
                    assert answer.headers["connection"] == "close"
                    # A program that asks for JSON gets a problem (STD-03).
                    told = await stranger.get("/archief.json")
                    assert (told.status_code, told.headers["content-type"], told.json()["code"]) == (503, PROBLEM, "busy")
                    assert (await stranger.get("/healthz")).status_code == 200
                async with workshop.device(workshop.people[0]) as device:
                    assert await device.do(c.ChangeProfile("Noor", "")) is None
                assert (await workshop.people[0].get(f"/w/{workshop.code}/bord")).status == 200


BEGINNINGS = {
    "nothing": (b"", b""),
    "half a head": (FORM, b""),
    "dripping headers": (b"GET / HTTP/1.1\r\n", b"x-a: b\r\n"),
    "half a second head": (HEALTH + b"GET ", b"/"),
    "half a body of a socket": (UPGRADE + b"content-length: 100\r\n\r\nhalf a body", b""),
    "half a body": (FORM + b"content-length: 100\r\n\r\ncode=", b""),
    "a dripping body": (FORM + b"content-length: 100\r\n\r\n", b"c"),
    "idle after an answer": (HEALTH, b""),
}


class TestSlow:
    @pytest.mark.parametrize(("begun", "drip"), BEGINNINGS.values(), ids=list(BEGINNINGS))
    async def test_a_connection_without_a_whole_request_is_closed(
        self, here: Settings, monkeypatch: pytest.MonkeyPatch, begun: bytes, drip: bytes
    ) -> None:
        """[CON-02] With fifteen seconds shortened to one."""
        monkeypatch.setattr(connections, "REQUEST_WITHIN_S", 1.0)
        monkeypatch.setattr(bodies, "SMALL_WITHIN_S", 1.0)
        monkeypatch.setattr(bodies, "LINGER_S", 1.0)
        async with serving(here) as house, raw(house.base_url, begun) as connection:
            dripping = asyncio.create_task(_drips(connection, drip))
            await connection.answer(12)
            dripping.cancel()

    async def test_a_connection_that_never_reads_its_answers_is_closed(
        self, here: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """[CON-02] With thirty seconds shortened to one."""
        monkeypatch.setattr(connections, "READ_AGAIN_WITHIN_S", 1.0)
        path = LARGEST.relative_to(Path(board.__file__).parent / "static").as_posix()
        ask = f"GET /static/{path} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode()
        # More than any system takes in for whoever does not read.
        count = 1 + 16_000_000 // LARGEST.stat().st_size
        async with serving(here) as house, raw(house.base_url, ask * count) as connection:

            def is_cut() -> bool:
                connection.writer.write(b"\r\n")
                return connection.writer.transport.is_closing()

            await until(is_cut, 15)

    # An answer that is broken off leaves its file to the collector, which is asked here rather than in some other test.
    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
    async def test_a_server_ends_though_somebody_does_not_read(self, here: Settings) -> None:
        """[CON-02]"""
        path = LARGEST.relative_to(Path(board.__file__).parent / "static").as_posix()
        ask = f"GET /static/{path} HTTP/1.1\r\nhost: localhost\r\n\r\n".encode()
        async with asyncio.timeout(patient(30)):
            async with contextlib.AsyncExitStack() as stack, serving(here) as house:
                await stack.enter_async_context(raw(house.base_url, ask * 40))
                await until(lambda: True)
        gc.collect()


async def _drips(connection: Raw, drip: bytes) -> None:
    with contextlib.suppress(ConnectionError):
        while drip:
            await asyncio.sleep(0.3)
            connection.writer.write(drip)


NO_REQUESTS = {
    "no HTTP": b"hello\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "a bad header": b"GET / HTTP/1.1\r\nhost: localhost\r\nx y: \x00\r\n\r\n",
    "a path that is none": b"GET \xff\xfe HTTP/1.1\r\nhost: localhost\r\n\r\n",
    "two lengths": FORM + b"content-length: 3\r\ncontent-length: 4\r\n\r\nabc",
    "another host": b"CONNECT example.org:443 HTTP/1.1\r\nhost: localhost\r\n\r\n",
}
NO_SOCKETS = {
    "without a key": UPGRADE.replace(b"sec-websocket-key", b"x-key") + b"\r\n",
    "a bad key": UPGRADE.replace(b"AAAA", b"\xff!", 1) + b"\r\n",
    "another version": UPGRADE.replace(b"version: 13", b"version: 8") + b"\r\n",
    "another method": UPGRADE.replace(b"GET", b"POST") + b"\r\n",
    "HTTP/1.0": UPGRADE.replace(b"HTTP/1.1", b"HTTP/1.0") + b"\r\n",
    "a body": UPGRADE + b"content-length: 4\r\n\r\nbody",
    "pieces of a body": UPGRADE + b"transfer-encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
    "a long header": UPGRADE + b"x-long: " + b"a" * 10_000 + b"\r\n\r\n",
    "many headers": UPGRADE + b"x-many: 1\r\n" * 200 + b"\r\n",
    "another protocol": HEALTH[:-2] + b"connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\n\r\n",
    "a foreign origin": UPGRADE + b"origin: https://evil.example\r\n\r\n",
    "no workshop": UPGRADE + b"sec-websocket-protocol: other\r\n\r\n",
    "no address": UPGRADE.replace(b"/ws/x/participant", b"/elsewhere") + b"\r\n",
}


class TestMalformed:
    @pytest.mark.parametrize("sent", [*NO_REQUESTS.values(), *NO_SOCKETS.values()], ids=[*NO_REQUESTS, *NO_SOCKETS])
    async def test_what_is_no_request_is_answered_with_our_headers_or_without_a_body_and_no_error_is_logged(
        self, here: Settings, caplog: pytest.LogCaptureFixture, sent: bytes
    ) -> None:
        """[CON-03] [SEC-01]"""
        async with serving(here) as house, raw(house.base_url, sent) as connection:
            async with asyncio.timeout(patient(10)):
                answer = await connection.reader.read(1024)
            # A socket that is refused after its handshake is closed when its client has said goodbye too.
            answer += b"" if b" 101 " in answer else await connection.answer()
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 ")
        is_socket = head.startswith(b"HTTP/1.1 101")
        assert is_socket or not head.startswith(b"HTTP/1.1 5")
        assert is_socket or not body or b"content-security-policy" in head.lower()
        assert [record for record in caplog.records if record.levelno > logging.WARNING] == []

    async def test_a_bad_piece_behind_a_refusal_is_no_traceback(self, here: Settings, caplog: pytest.LogCaptureFixture) -> None:
        """[CON-03]"""
        async with serving(here) as house:
            for pause_s in (0.0, 0.1):
                async with raw(house.base_url, FORM + b"transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n") as connection:
                    await asyncio.sleep(pause_s)
                    connection.writer.write(b"no number\r\n\r\n")
                    answer = await connection.answer()
                    assert answer.count(b"HTTP/1.1 ") <= 1
        assert [record for record in caplog.records if record.exc_info or record.levelno > logging.WARNING] == []

    async def test_a_text_that_is_no_text_on_a_socket_is_no_error(self, here: Settings, caplog: pytest.LogCaptureFixture) -> None:
        """[CON-03]"""
        async with serving(here) as house:
            workshop = await house.workshop(people=1)
            cookie = workshop.people[0].cookie_header
            async with raw_socket(house.base_url, f"/ws/{workshop.id}/participant", cookie=cookie) as socket:
                socket.transport.write(b"\x81\x84\0\0\0\0\xff\xfe\xfd\xfc")
                await socket.wait_closed()
                assert socket.close_code == 4502
        assert [record for record in caplog.records if record.levelno > logging.WARNING] == []

    def test_a_thousand_warnings_of_one_wording_are_two_lines_a_minute_later(self) -> None:
        """[CON-03]"""
        now = 0.0
        sparing = Sparing(lambda: now)

        def heard(level: int = logging.WARNING) -> str | None:
            record = logging.LogRecord("uvicorn.error", level, "", 0, "Invalid HTTP request received.", None, None)
            return record.getMessage() if sparing.filter(record) else None

        assert heard() == "Invalid HTTP request received."
        assert {heard() for _ in range(999)} == {None}
        assert heard(logging.ERROR) == "Invalid HTTP request received."
        now = EVERY_S
        assert heard() == "Invalid HTTP request received. (and 999 more since the last time)"
