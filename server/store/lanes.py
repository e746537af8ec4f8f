# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections for appends: what every room waits for goes to Redis without redis-py's pool, retries and measuring around it.

They are made as the pool makes its own (address, rights, the question who answers). One command at a time on each; whatever goes
wrong on one, it is not used again.
"""

import asyncio
from typing import Any

from redis.asyncio import BlockingConnectionPool
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import RedisError, ResponseError

from .connections import MAX_CONNECTIONS, forget_idle, is_elsewhere, make_connection


class Lanes:
    """`ask` as many at once as wished; the first `MAX_CONNECTIONS` are under way, further ones wait. Call `close` at the end."""

    def __init__(self, pool: BlockingConnectionPool) -> None:
        self._pool = pool
        self._idle: list[AbstractConnection] = []
        self._turns = asyncio.Semaphore(MAX_CONNECTIONS)

    async def ask(self, *arguments: str | bytes | int) -> Any:
        """The server's answer as it came. Raises RedisError or OSError, after which the command may or may not have run."""
        async with self._turns:
            connection = await self._take() or make_connection(self._pool)
            try:
                await connection.connect()  # type: ignore[no-untyped-call]  # nothing when it is connected
                await connection.send_command(*arguments)
                answer = await connection.read_response()
            except BaseException as error:
                if isinstance(error, ResponseError) and not is_elsewhere(error):
                    self._idle.append(connection)
                else:
                    await connection.disconnect(nowait=True)
                    if isinstance(error, RedisError | OSError):
                        # The others lead where this one led.
                        await self.close()
                        await forget_idle(self._pool)
                raise
            self._idle.append(connection)
            return answer

    async def _take(self) -> AbstractConnection | None:
        """One that stands, as far as is known: what the server closed since is found here, and not by an append that fails."""
        while self._idle:
            connection = self._idle.pop()
            reader = connection._reader  # noqa: SLF001 # redis-py's own check reads from the socket, at a third of an append's cost
            if reader is not None and not reader.at_eof() and reader.exception() is None:
                return connection
            await connection.disconnect(nowait=True)
        return None

    async def close(self) -> None:
        """End those that are not in use."""
        idle, self._idle = self._idle, []
        for connection in idle:
            await connection.disconnect(nowait=True)
