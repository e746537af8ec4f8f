# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A connection that redis-py made, used without what it does around each command: one write, one wake-up.

redis-py says where the server is, who we are and which process answers. From then on its packing, its two timeouts and the
stream between socket and reader cost more than deciding what is stored (docs/performance.md); one command at a time needs none.
"""

import asyncio
from typing import Any

import hiredis
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import InvalidResponse
from redis.exceptions import TimeoutError as RedisTimeoutError


class Line(asyncio.Protocol):
    """Takes over a connection that stands; nobody else may use it from then on. `close` it at the end, and after any error but a
    ResponseError.
    """

    def __init__(self, connection: AbstractConnection) -> None:
        self._connection = connection
        self._answers = hiredis.Reader(protocolError=InvalidResponse, replyError=connection._parser.parse_error)  # noqa: SLF001
        self._waiting: asyncio.Future[Any] | None = None
        self._loop = asyncio.get_running_loop()
        self._until_s = self._look_s = 0.0
        self._look: asyncio.TimerHandle | None = None
        """One for many questions: they come faster than they are late."""
        reader, writer = connection._reader, connection._writer  # noqa: SLF001
        if reader is None or writer is None:
            raise RedisConnectionError("the connection is closed")
        self._transport = writer.transport
        self._transport.set_protocol(self)
        self.stands = not self._transport.is_closing() and not reader.at_eof() and reader.exception() is None
        """As far as is known: what the server closed since is seen here, and not by an append that fails."""

    async def ask(self, packed: bytes, within_s: float) -> Any:
        """The server's answer to one packed command. Raises RedisError, after which the command may or may not have run."""
        if not self.stands:
            raise RedisConnectionError("the connection is closed")
        waiting = self._waiting = self._loop.create_future()
        self._transport.write(packed)
        self._until_s = self._loop.time() + within_s
        if self._look is None or self._look_s > self._until_s:
            self._look_at(self._until_s)
        try:
            answer = await waiting
        finally:
            self._waiting = None
        wrong = answer[0] if isinstance(answer, list) and answer else answer
        if isinstance(wrong, Exception):
            raise wrong
        return answer

    def _look_at(self, when_s: float) -> None:
        if self._look is not None:
            self._look.cancel()
        self._look_s, self._look = when_s, self._loop.call_at(when_s, self._is_late)

    def _is_late(self) -> None:
        self._look = None
        if self._waiting is None:
            return
        if self._loop.time() < self._until_s:
            self._look_at(self._until_s)
        else:
            self._fail(RedisTimeoutError("no answer in time"))

    async def close(self) -> None:
        """End the connection at once."""
        self.stands = False
        if self._look is not None:
            self._look.cancel()
            self._look = None
        await self._connection.disconnect(nowait=True)

    def data_received(self, data: bytes) -> None:
        """An answer, or a part of it."""
        try:
            self._answers.feed(data)
            answer = self._answers.gets()
        except InvalidResponse as error:
            self._fail(error)
            return
        if answer is False:
            return
        if self._waiting is None or self._answers.has_data():
            # More than was asked for: from here on answers and questions would not belong together.
            self._fail(RedisConnectionError("an answer to nothing"))
        elif not self._waiting.done():
            self._waiting.set_result(answer)

    def connection_lost(self, exc: Exception | None) -> None:
        """The server, or `close`, ended it."""
        self._fail(RedisConnectionError(f"the connection was closed: {exc}" if exc else "the server closed the connection"))

    def _fail(self, error: Exception) -> None:
        self.stands = False
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(error)
