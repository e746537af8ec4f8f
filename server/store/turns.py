# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections for commands, given out in the order in which they were asked for."""

import asyncio
from collections import deque
from typing import Any

from redis.asyncio import BlockingConnectionPool
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import TimeoutError as RedisTimeoutError


class Turns:
    """So many at once; whoever comes later waits, and nobody overtakes. To take a turn that is free costs next to nothing."""

    def __init__(self, most: int) -> None:
        self._free = most
        self._waiting: deque[asyncio.Future[None]] = deque()

    def take(self) -> bool:
        """Take a turn if one is free, else `wait` for it. `give_back` it afterwards."""
        if self._free <= 0:
            return False
        self._free -= 1
        return True

    async def wait(self) -> None:
        """Take a turn when it comes. Cancelled, it is nobody's."""
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except BaseException:
            if turn.done() and not turn.cancelled():
                self.give_back()
            raise

    def give_back(self) -> None:
        """It goes to whoever waits longest."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class TurnsPool(BlockingConnectionPool):
    """redis-py's pool with a bound at which one waits, and nobody overtakes.

    In redis-py's own whoever gives a connection back and asks again gets it before those who wait, so a few that ask all the time
    keep another one waiting for ever; and who has waited too long is told that the connection was lost, by which all others would
    be made anew.
    """

    def __init__(self, **arguments: Any) -> None:
        """As redis-py's. `timeout`: seconds to wait for a turn."""
        super().__init__(**arguments)
        self._turns = Turns(self.max_connections)
        self._given: set[AbstractConnection] = set()

    async def get_connection(self, command_name: Any = None, *keys: Any, **options: Any) -> AbstractConnection:  # noqa: ARG002
        """A connection that stands. Raises RedisError; TimeoutError of redis-py when no turn came in time."""
        if not self._turns.take():
            try:
                async with asyncio.timeout(self.timeout):
                    await self._turns.wait()
            except TimeoutError:
                raise RedisTimeoutError("no connection came free in time") from None
        try:
            connection: AbstractConnection = await super().get_connection()  # type: ignore[no-untyped-call]
        except BaseException:
            self._turns.give_back()
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
                self._turns.give_back()
