# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections for commands, given out in the order in which they were asked for."""

import asyncio
from typing import Any

from redis.asyncio import BlockingConnectionPool
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import TimeoutError as RedisTimeoutError


class TurnsPool(BlockingConnectionPool):
    """redis-py's pool with a bound at which one waits, and nobody overtakes.

    In redis-py's own whoever gives a connection back and asks again gets it before those who wait, so a few that ask all the time
    keep another one waiting for ever; and who has waited too long is told that the connection was lost, by which all others would
    be made anew.
    """

    def __init__(self, **arguments: Any) -> None:
        """As redis-py's. `timeout`: seconds to wait for a turn."""
        super().__init__(**arguments)
        self._turns = asyncio.Semaphore(self.max_connections)
        self._given: set[AbstractConnection] = set()

    async def get_connection(self, command_name: Any = None, *keys: Any, **options: Any) -> AbstractConnection:  # noqa: ARG002
        """A connection that stands. Raises RedisError; TimeoutError of redis-py when no turn came in time."""
        try:
            async with asyncio.timeout(self.timeout):
                await self._turns.acquire()
        except TimeoutError:
            raise RedisTimeoutError("no connection came free in time") from None
        try:
            connection: AbstractConnection = await super().get_connection()  # type: ignore[no-untyped-call]
        except BaseException:
            self._turns.release()
            raise
        self._given.add(connection)
        return connection

    async def release(self, connection: AbstractConnection) -> None:
        """Give it back. redis-py calls this too for one that it could not give out."""
        is_given = connection in self._given
        self._given.discard(connection)
        try:
            await super().release(connection)
        finally:
            if is_given:
                self._turns.release()
