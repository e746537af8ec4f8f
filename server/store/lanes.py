# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections for appends: what every room waits for goes to Redis without redis-py's pool, retries and measuring around it.

They are made as the pool makes its own (address, rights, the question who answers). One command at a time on each; whatever goes
wrong on one, it is not used again. Where that is asked, an answer counts only once replicas have what was written too.
"""

from typing import Any

import hiredis
from redis.asyncio import BlockingConnectionPool
from redis.exceptions import RedisError, ResponseError

from .connections import MAX_CONNECTIONS, REPLY_TIMEOUT_S, forget_idle, is_elsewhere, make_connection
from .line import Line
from .turns import Turns

WAIT_WITHIN_MS = 2000
"""Milliseconds that replicas get to have an append; then it counts as not stored, and is asked for again."""

PROBED_WITHIN_MS = 1500
"""The same when it is only tried whether anything is stored: below what a probe waits for an answer (`PROBE_WITHIN_S`), so
that it says what is wrong."""

WRITE = "#!lua flags=allow-oom\nreturn redis.call('SET', KEYS[1], '', 'PX', 1)"
"""Changes nothing that lasts."""
_WRITTEN = (b"APPENDED", b"RESTORED", b"OK")


class TooFewReplicas(ResponseError):
    """An append is where it was asked for, and not yet with as many replicas as it must be."""


class Lanes:
    """`ask` as many at once as wished; the first `MAX_CONNECTIONS` are under way, further ones wait. Call `close` at the end."""

    def __init__(self, pool: BlockingConnectionPool, replicas: int = 0) -> None:
        """`replicas`: how many must have an append before it is answered."""
        self._pool = pool
        self.replicas = replicas
        self._idle: list[Line] = []
        self._turns = Turns(MAX_CONNECTIONS)

    async def ask(self, *arguments: str | bytes | int, asking: bool = False, within_ms: int = 0) -> Any:
        """The server's answer as it came. Raises RedisError or OSError, after which the command may or may not have run.

        With `asking`, a server of a cluster that takes a slot over answers for what it has of it already. Replicas get
        `within_ms` (0: WAIT_WITHIN_MS).
        """
        if not self._turns.take():
            await self._turns.wait()
        try:
            line = self._idle.pop() if self._idle else None
            if line is not None and not line.stands:
                line = await self._next(line)
            try:
                line = line or await self._connect()
                packed = _packed(*arguments)
                if asking:
                    await line.ask(_packed("ASKING"), REPLY_TIMEOUT_S)
                answer = await line.ask(packed, REPLY_TIMEOUT_S)
                if self.replicas:
                    await self._be_followed(line, answer, str(arguments[3]), asking=asking, within_ms=within_ms or WAIT_WITHIN_MS)
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
        finally:
            self._turns.give_back()

    async def _be_followed(self, line: Line, answer: Any, key: str, *, asking: bool, within_ms: int) -> None:
        """Wait until so many replicas have what `answer` tells of. Raises RedisError: it may be there all the same, and
        asking again tells.
        """
        word = answer[0] if isinstance(answer, list) else answer
        if word == b"EARLY":
            return
        if word not in _WRITTEN:
            # It tells what was written before, perhaps on a line that broke: WAIT waits for the last write on this one.
            if asking:
                await line.ask(_packed("ASKING"), REPLY_TIMEOUT_S)
            await line.ask(_packed("EVAL", WRITE, 1, f"{key}:waited"), REPLY_TIMEOUT_S)
        have = await line.ask(_packed("WAIT", self.replicas, within_ms), REPLY_TIMEOUT_S)
        if have < self.replicas:
            raise TooFewReplicas(f"NOREPLICAS {have} of {self.replicas} replicas have it after {within_ms} ms")

    async def _connect(self) -> Line:
        connection = make_connection(self._pool)
        try:
            await connection.connect()  # type: ignore[no-untyped-call]
            return Line(connection)
        except BaseException:
            await connection.disconnect(nowait=True)
            raise

    async def _next(self, line: Line) -> Line | None:
        """Close one that does not stand any more; another that does, as far as is known."""
        await line.close()
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


def _packed(*arguments: str | bytes | int) -> bytes:
    packed: bytes = hiredis.pack_command(arguments)  # type: ignore[arg-type]  # its stub knows tuples of one only
    return packed
