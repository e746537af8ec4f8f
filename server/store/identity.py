# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which server process stands behind the address: after a restart or failover it is another one, and may have lost a tail.

A TCP connection cannot move to another process, so it is enough to ask when a connection is made, before its first command.
"""

from collections.abc import Callable, Collection
from contextvars import ContextVar, Token

from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as RedisConnectionError

ONE_PART: Collection[int] = (0,)
"""What one server keeps: all that there is. A server of a cluster keeps a part, see `server.store.cluster`."""

_decided_in: ContextVar[int | None] = ContextVar("decided_in", default=None)


class _OfNow:
    """A context manager by hand: every append is in one."""

    __slots__ = ("_changes", "_token")

    _token: Token[int | None]

    def __init__(self, changes: int) -> None:
        self._changes = changes

    def __enter__(self) -> None:
        self._token = _decided_in.set(self._changes)

    def __exit__(self, *_: object) -> None:
        _decided_in.reset(self._token)


class ServerIdentity:
    """Asks every new connection. `on_change` is called at once, with the parts of the store that are kept there, when another
    process answers than before.
    """

    def __init__(self) -> None:
        self.on_change: Callable[[Collection[int]], None] = _nothing
        self.parts = ONE_PART
        self._run_id = b""
        self._changes = 0

    def of_now(self) -> "_OfNow":
        """What is asked within, was decided on what the process that answers now holds: another one must not be asked it."""
        return _OfNow(self._changes)

    @property
    def is_deciding(self) -> bool:
        """Whether what is asked now is asked within `of_now`."""
        return _decided_in.get() is not None

    async def greet(self, connection: AbstractConnection) -> None:
        """Begin a connection, as redis-py's `redis_connect_func`.

        Raises redis-py's ConnectionError when it is made for something that was decided before another process answered: rooms
        have to compare first, and to decide it again.
        """
        await connection.on_connect()
        await connection.send_command("INFO", "server")
        run_id = _run_id(await connection.read_response())
        before, self._run_id = self._run_id, run_id
        if before not in (b"", run_id):
            self._changes += 1
            self.on_change(self.parts)
        if _decided_in.get() not in (None, self._changes):
            raise RedisConnectionError("another server process answers")


def _run_id(info: object) -> bytes:
    for line in info.splitlines() if isinstance(info, bytes) else ():
        if line.startswith(b"run_id:"):
            return bytes(line.partition(b":")[2])
    return b""


def _nothing(_: Collection[int]) -> None:
    pass
