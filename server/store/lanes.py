# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections for appends: what every room waits for goes to Redis without redis-py's pool, retries and measuring around it.

They are made as the pool makes its own (address, rights, the question who answers). One command at a time on each; whatever goes
wrong on one, it is not used again.
"""

import asyncio
from typing import Any

import hiredis
from redis.asyncio import BlockingConnectionPool
from redis.exceptions import RedisError, ResponseError

from .connections import MAX_CONNECTIONS, REPLY_TIMEOUT_S, forget_idle, is_elsewhere, make_connection
from .line import Line


class Lanes:
    """`ask` as many at once as wished; the first `MAX_CONNECTIONS` are under way, further ones wait. Call `close` at the end."""

    def __init__(self, pool: BlockingConnectionPool) -> None:
        self._pool = pool
        self._idle: list[Line] = []
        self._turns = asyncio.Semaphore(MAX_CONNECTIONS)

    async def ask(self, *arguments: str | bytes | int) -> Any:
        """The server's answer as it came. Raises RedisError or OSError, after which the command may or may not have run."""
        async with self._turns:
            line = await self._take()
            try:
                line = line or await self._connect()
                packed = hiredis.pack_command(arguments)  # type: ignore[arg-type]  # its stub knows tuples of one only
                answer = await line.ask(packed, REPLY_TIMEOUT_S)
            except BaseException as error:
                if line is not None and isinstance(error, ResponseError) and not is_elsewhere(error):
                    self._idle.append(line)
                else:
                    if line is not None:
                        await line.close()
                    if isinstance(error, RedisError | OSError):
                        # The others lead where this one led.
                        await self.close()
                        await forget_idle(self._pool)
                raise
            self._idle.append(line)
            return answer

    async def _connect(self) -> Line:
        connection = make_connection(self._pool)
        try:
            await connection.connect()  # type: ignore[no-untyped-call]
            return Line(connection)
        except BaseException:
            await connection.disconnect(nowait=True)
            raise

    async def _take(self) -> Line | None:
        """One that stands, as far as is known."""
        while self._idle:
            line = self._idle.pop()
            if line.stands:
                return line
            await line.close()
        return None

    async def close(self) -> None:
        """End those that are not in use."""
        idle, self._idle = self._idle, []
        for line in idle:
            await line.close()
