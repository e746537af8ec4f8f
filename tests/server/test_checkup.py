# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord check`: what is wrong with an installation is told with what to do, and what is right is not."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from board import below as standing
from server import checkup
from server.checkup import Finding, look
from server.settings import Settings
from tests.running import free_port, outcome_of
from tests.server.conftest import StartServer
from tests.server.house import serving


async def found(settings: Settings, url: str | None = None) -> dict[str, list[Finding]]:
    by_subject: dict[str, list[Finding]] = {}
    async for finding in look(settings, url):
        by_subject.setdefault(finding.about, []).append(finding)
    return by_subject


def bad(findings: dict[str, list[Finding]]) -> list[str]:
    return [each.said for several in findings.values() for each in several if each.weight == "bad"]


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def spoiling(port: int, wrong: str) -> AsyncIterator[str]:
    """A careless proxy: it passes on what it gets, but for what `wrong` says. Its address."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if wrong == "sockets":
            head = head.replace(b"Upgrade: websocket\r\n", b"")
        if wrong == "host":
            head = head.replace(b"Connection: keep-alive", b"Connection: close")
            head = b"\r\n".join(b"Host: intern:1" if line.lower().startswith(b"host:") else line for line in head.split(b"\r\n"))
        there, to = await asyncio.open_connection("127.0.0.1", port)
        to.write(head)
        await asyncio.gather(pump(reader, to), pump(there, writer))

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@asynccontextmanager
async def taking_off(path: str, port: int) -> AsyncIterator[str]:
    """A proxy that takes a path off; the address of the board through it."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).replace(f" {path}/".encode(), b" /", 1)
        there, to = await asyncio.open_connection("127.0.0.1", port)
        to.write(head.replace(b"Connection: keep-alive", b"Connection: close"))
        await asyncio.gather(pump(reader, to), pump(there, writer))

    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}{path}"


async def test_a_board_that_is_in_order_has_nothing_bad(here: Settings) -> None:
    """[OPS-01] Asked from outside, with a form and a socket."""
    settings = msgspec.structs.replace(here, security_contact=("mailto:veilig@example.nl",))
    async with serving(settings) as house:
        findings = await found(settings, house.base_url)
    assert bad(findings) == []
    assert {"disk", "store", "clock", "address", "proxy", "sockets", "security.txt"} <= findings.keys()


@pytest.mark.parametrize(("wrong", "subject", "words"), [("sockets", "sockets", "Upgrade"), ("host", "proxy", "Host")])
async def test_a_proxy_that_spoils_something_is_told_with_what_to_pass_on(
    here: Settings, wrong: str, subject: str, words: str
) -> None:
    """[OPS-06]"""
    async with serving(here) as house, spoiling(house.port, wrong) as address:
        findings = await found(here, address)
    assert [each.weight for each in findings[subject] if words in each.said] == ["bad"]


async def test_a_board_below_a_path_is_in_order_where_it_knows_of_it_and_else_is_told_to(
    here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[OPS-06] Its security.txt is looked for at the root of the host, where alone it counts."""
    monkeypatch.setattr(standing, "_below", "")
    port = free_port()
    settings = msgspec.structs.replace(
        here, port=port, public_url=f"http://localhost:{port}/waardenbord", security_contact=("mailto:veilig@example.nl",)
    )
    async with serving(settings) as house:
        findings = await found(settings, house.base_url)
        assert bad(findings) == []
        assert {each.weight for each in findings["sockets"] + findings["address"]} == {"good"}
        assert any("host name of its own" in each.said for each in findings["settings"])
        # Through a proxy that takes off another path than the board was told.
        said = bad(await found(settings, f"http://localhost:{port}/waardenbord/waardenbord"))
        assert "something else answers" in said[0]
    elsewhere = msgspec.structs.replace(settings, public_url=None)
    async with serving(elsewhere) as house, taking_off("/borden", house.port) as address:
        (only,) = bad(await found(elsewhere, address))
        assert only.endswith(f"lead to the root of the host: set WAARDENBORD_PUBLIC_URL to {address}.")


async def test_what_is_wrong_with_store_disk_clock_and_dates_is_told(
    here: Settings, start_server: StartServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[OPS-01] [SEC-03]"""
    settings = msgspec.structs.replace(here, redis_url=start_server(maxmemory_policy="allkeys-lru").url)
    assert any("maxmemory-policy noeviction" in said for said in bad(await found(settings)))
    assert any(
        "cannot be reached" in said for said in bad(await found(msgspec.structs.replace(here, redis_url="redis://127.0.0.1:1/0")))
    )
    here.data_dir.mkdir(mode=0o755)
    here.data_dir.chmod(0o755)
    (here.data_dir / "appendonlydir-damaged-1").mkdir()
    today = datetime.now(UTC).date()
    monkeypatch.setattr(checkup, "FREE_BYTES", 1 << 62)
    monkeypatch.setattr(checkup, "CLOCK_APART_S", -1.0)
    late = msgspec.structs.replace(
        here, security_contact=("mailto:a@b.nl",), security_expires=today - timedelta(days=1), trusted_proxies=("::/0",)
    )
    findings = await found(late, "http://127.0.0.1:1")
    said = bad(findings)
    for words in ("make room", "chmod 700", "WAARDENBORD_SECURITY_EXPIRES", "by NTP", "does not answer"):
        assert any(words in each for each in said), words
    assert any("appendonlydir-damaged-1" in each.said for each in findings["disk"])
    assert any("Name the proxy's network" in each.said for each in findings["proxy"])


async def test_the_command_says_a_line_for_each_and_ends_with_one_when_something_is_bad(tmp_path: Path) -> None:
    status, out, err = await outcome_of(None, "check", WAARDENBORD_DATA_DIR=str(tmp_path), REDIS_URL="redis://127.0.0.1:1/0")
    assert (status, err) == (1, "")
    assert "bad  store: Redis at 127.0.0.1:1 cannot be reached" in out
    assert all(line.startswith(("good ", "look ", "bad  ")) for line in out.splitlines())
