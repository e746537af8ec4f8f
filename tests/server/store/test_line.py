# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The connection of an append: one answer for one question, or none at all."""

from __future__ import annotations

import asyncio
import contextlib

import hiredis
import pytest
from redis.asyncio import Connection
from redis.exceptions import ConnectionError as RedisConnectionError

from server.store.line import Line
from tests.patience import patient


@pytest.mark.parametrize("more", [b"+of another\r\n", b"+of ano"], ids=["whole", "begun"])
async def test_what_stands_behind_an_answer_is_no_answer_to_the_next_question(more: bytes) -> None:
    left = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while asked := await reader.read(1024):
                writer.write(b"+its own\r\n" + more if b"PING" in asked else b"+OK\r\n" * asked.count(b"SETINFO"))
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
        left.set()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        connection = Connection(host="127.0.0.1", port=port, protocol=2)
        await connection.connect()  # type: ignore[no-untyped-call]
        line = Line(connection)
        with pytest.raises(RedisConnectionError):
            await line.ask(hiredis.pack_command(("PING",)), patient(5))
        assert not line.stands
        await line.close()
        await asyncio.wait_for(left.wait(), patient(5))
