# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The fault proxy does to a connection what it says, and nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.faults.processes import until
from tests.faults.proxy import Proxy
from tests.patience import patient

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    """A proxy before a server that answers every line with the same line."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(line)
        writer.close()

    async with await asyncio.start_server(echo, "127.0.0.1", 0) as server:
        proxy = Proxy(lambda: ("127.0.0.1", server.sockets[0].getsockname()[1]))
        await proxy.start()
        yield proxy
        await proxy.close()


async def connect(proxy: Proxy) -> Streams:
    return await asyncio.open_connection("127.0.0.1", proxy.port)


async def ask(streams: Streams, line: bytes) -> bytes:
    """The answer; empty when the connection broke."""
    streams[1].write(line + b"\n")
    try:
        return (await streams[0].readline()).strip()
    except ConnectionError:
        return b""


async def close(*each: Streams) -> None:
    for _, writer in each:
        writer.close()


async def test_bytes_pass_as_they_are(proxy: Proxy) -> None:
    streams = await connect(proxy)
    assert await ask(streams, b"hello") == b"hello"
    await close(streams)


async def test_a_cut_breaks_every_connection_and_no_later_one(proxy: Proxy) -> None:
    before = await connect(proxy)
    assert await ask(before, b"1") == b"1"
    assert proxy.cut() == 1
    assert await ask(before, b"2") == b""
    after = await connect(proxy)
    assert await ask(after, b"3") == b"3"
    await close(before, after)


async def test_of_a_link_to_redis_the_subscription_alone_can_be_cut(proxy: Proxy) -> None:
    command, feed = await connect(proxy), await connect(proxy)
    assert await ask(command, b"EVALSHA") == b"EVALSHA"
    assert await ask(feed, b"SUBSCRIBE") == b"SUBSCRIBE"
    assert proxy.cut("feed") == 1
    assert await ask(command, b"PING") == b"PING"
    assert await ask(feed, b"PING") == b""
    await close(command, feed)


async def test_a_black_hole_keeps_the_connection_and_breaks_it_when_it_heals(proxy: Proxy) -> None:
    streams = await connect(proxy)
    await ask(streams, b"1")
    proxy.swallow("up", "down")
    answer = asyncio.create_task(ask(streams, b"lost"))
    assert await until(lambda: proxy.lost_bytes >= 5, patient(5))
    assert not answer.done()
    proxy.heal()
    assert await answer == b""
    await close(streams)


async def test_one_way_loss_lets_the_request_through_and_not_its_reply(proxy: Proxy) -> None:
    streams = await connect(proxy)
    await ask(streams, b"1")
    proxy.swallow("down", new=False)
    answer = asyncio.create_task(ask(streams, b"stored"))
    assert await until(lambda: proxy.lost_bytes >= 7, patient(5))
    assert not answer.done()
    other = await connect(proxy)
    assert await ask(other, b"2") == b"2"
    proxy.heal()
    await answer
    await close(streams, other)


async def test_a_trap_holds_a_reply_until_it_is_released(proxy: Proxy) -> None:
    streams = await connect(proxy)
    trap = proxy.trap("down", after=b"EVALSHA")
    assert await ask(streams, b"PING") == b"PING"
    answer = asyncio.create_task(ask(streams, b"EVALSHA"))
    async with asyncio.timeout(patient(5)):
        await trap.sprung.wait()
    assert not answer.done()
    trap.release()
    assert await answer == b"EVALSHA"
    await close(streams)


async def test_a_trap_that_is_dropped_loses_the_reply_after_the_request_had_its_effect(proxy: Proxy) -> None:
    streams = await connect(proxy)
    trap = proxy.trap("down", after=b"EVALSHA")
    answer = asyncio.create_task(ask(streams, b"EVALSHA"))
    async with asyncio.timeout(patient(5)):
        await trap.sprung.wait()
    trap.drop()
    assert await answer == b""
    await close(streams)


async def test_sliced_and_delayed_bytes_are_still_the_same_bytes(proxy: Proxy) -> None:
    streams = await connect(proxy)
    proxy.sliced = True
    proxy.delay_s = 0.01
    line = bytes(range(32, 127)) * 10
    assert await ask(streams, line) == line.strip()
    assert proxy.sliced_bytes > 600
    assert proxy.delayed_bytes > 600
    await close(streams)
