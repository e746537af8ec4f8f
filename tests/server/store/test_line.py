# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The connection of an append: one answer for one question, or none at all."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import hiredis
import pytest
from redis.asyncio import Connection
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from server.store.line import Line
from tests.patience import patient


@asynccontextmanager
async def connected(answer: Callable[[bytes], Awaitable[bytes]]) -> AsyncIterator[Line]:
    """A line to a server that answers what it reads so, and has let go of it at the end."""
    left = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while asked := await reader.read(1024):
                writer.write(b"+OK\r\n" * asked.count(b"SETINFO") or await answer(asked))
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        left.set()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        connection = Connection(host="127.0.0.1", port=server.sockets[0].getsockname()[1], protocol=2)
        await connection.connect()  # type: ignore[no-untyped-call]
        line = Line(connection)
        yield line
        await line.close()
        await asyncio.wait_for(left.wait(), patient(5))


@pytest.mark.parametrize("more", [b"+of another\r\n", b"+of ano"], ids=["whole", "begun"])
async def test_what_stands_behind_an_answer_is_no_answer_to_the_next_question(more: bytes) -> None:
    async def answer(_: bytes) -> bytes:
        return b"+its own\r\n" + more

    async with connected(answer) as line:
        with pytest.raises(RedisConnectionError):
            await line.ask(hiredis.pack_command(("PING",)), patient(5))
        assert not line.stands


async def test_each_question_has_its_own_time_and_a_line_that_was_not_answered_is_not_used_again() -> None:
    """One timer looks after many questions: it must neither end a later one early nor forget it."""
    quiet = asyncio.Event()

    async def answer(asked: bytes) -> bytes:
        if b"SILENCE" in asked:
            await quiet.wait()
        return b"+OK\r\n"

    async with connected(answer) as line:
        loop = asyncio.get_running_loop()
        within_s = patient(0.4)
        for _ in range(3):
            assert await line.ask(hiredis.pack_command(("PING",)), within_s) == b"OK"
            await asyncio.sleep(within_s / 2)
        asked_s = loop.time()
        asked = asyncio.create_task(line.ask(hiredis.pack_command(("SILENCE",)), within_s))
        await asyncio.wait({asked}, timeout=patient(5))
        assert isinstance(asked.done() and asked.exception(), RedisTimeoutError)
        # Loops count whole milliseconds.
        assert loop.time() - asked_s >= within_s - 0.005
        assert not line.stands
        with pytest.raises(RedisConnectionError):
            await line.ask(hiredis.pack_command(("PING",)), within_s)
        quiet.set()


async def test_a_question_that_may_wait_less_than_the_one_before_is_given_up_in_time() -> None:
    asked: list[bytes] = []

    async def answer(words: bytes) -> bytes:
        asked.append(words)
        return b"" if b"SILENCE" in words else b"+OK\r\n"

    async with connected(answer) as line:
        assert await line.ask(hiredis.pack_command(("PING",)), 3600) == b"OK"
        async with asyncio.timeout(patient(10)):
            with pytest.raises(RedisTimeoutError):
                await line.ask(hiredis.pack_command(("SILENCE",)), 0.01)
    assert b"SILENCE" in asked[-1]
