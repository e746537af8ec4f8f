# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Between a worker and the store: redis-py's client and connection, answered by a `SimulatedLog`, with a line that can fail."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from random import Random
from typing import Any, Self, cast

from redis import exceptions as redis_errors
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.connection import AbstractConnection

from server.store import OneServer, RedisLog, ServerIdentity, Store
from server.store.check import ServerInfo
from server.store.connections import REPLY_TIMEOUT_S, Keys
from tests.simulation.log import Argument, SimulatedLog

Greet = Callable[[AbstractConnection], Awaitable[None]]
"""What a new connection begins with, as redis-py's `redis_connect_func`."""


class Line:
    """One worker's line to the store. This one never fails and takes no time."""

    is_silent = False
    """Nothing gets through, and nobody says so."""

    async def request(self) -> None:
        """Carry a command there. Raises when it does not arrive: then it has not run."""

    async def reply(self) -> None:
        """Carry the answer back. Raises when it does not arrive: then the command has run."""

    async def connect(self) -> None:
        """Open a connection. Raises when the store cannot be reached."""

    def delay_s(self) -> float | None:
        """How long the next publication takes; None when it gets lost."""
        return 0.0

    def copies(self) -> int:
        """How often the next publication comes."""
        return 1


class FaultyLine(Line):
    """A line whose faults the world sets; chances are drawn for every command."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.is_dead = False
        """The worker has crashed: nothing goes out and nothing comes in any more."""
        self.is_cut = False
        """Connections are refused and commands fail at once."""
        self.is_silent = False  # half of the commands run all the same
        self.is_deaf = False
        """Publications get lost, everything else works."""
        self.slowest_s = 0.002
        self.request_loss = 0.0
        self.reply_loss = 0.0
        self.publication_loss = 0.0
        self.duplication = 0.0
        self.slowest_publication_s = 0.004

    @property
    def is_troubled(self) -> bool:
        """Whether something is wrong with it now."""
        return (
            self.is_cut
            or self.is_silent
            or self.slowest_s > 0.01
            or self.request_loss + self.reply_loss + self.publication_loss + self.duplication > 0
        )

    async def request(self) -> None:
        """As the line."""
        await self._pass(self._random.uniform(0.0001, self.slowest_s))
        if self.is_cut or self._random.random() < self.request_loss:
            raise redis_errors.ConnectionError("simulated: the connection broke")
        if self.is_silent and self._random.random() < 0.5:
            await self._time_out()

    async def reply(self) -> None:
        """As the line."""
        if self.is_silent:
            await self._time_out()
        await self._pass(self._random.uniform(0.0001, self.slowest_s))
        if self.is_cut or self._random.random() < self.reply_loss:
            raise redis_errors.ConnectionError("simulated: the connection broke before the reply")

    async def connect(self) -> None:
        """As the line."""
        await self._pass(self._random.uniform(0.0001, self.slowest_s))
        if self.is_silent:
            await self._time_out()
        if self.is_cut:
            raise redis_errors.ConnectionError("simulated: connection refused")

    def delay_s(self) -> float | None:
        """As the line."""
        if self.is_dead or self.is_deaf or self._random.random() < self.publication_loss:
            return None
        return self._random.uniform(0.0001, self.slowest_publication_s)

    def copies(self) -> int:
        """As the line."""
        return 2 if self._random.random() < self.duplication else 1

    async def _pass(self, delay_s: float) -> None:
        await asyncio.sleep(delay_s)
        if self.is_dead:
            await asyncio.Event().wait()  # for ever: whoever waits here died

    async def _time_out(self) -> None:
        await self._pass(REPLY_TIMEOUT_S)
        raise redis_errors.TimeoutError("simulated: no answer in time")


class Host:
    """The machine on which the store runs, and the connections to it."""

    def __init__(self, log: SimulatedLog) -> None:
        self.log = log
        self.is_up = True
        self.loading = False
        self._run = 1
        self._connections: dict[SimulatedConnection, None] = {}
        self._feeds: dict[bytes, dict[SimulatedConnection, None]] = {}
        log.publish = self._publish

    def execute(self, name: str, arguments: list[Argument]) -> Any:
        """The reply to one command. Raises redis-py's errors."""
        if self.loading:
            raise redis_errors.BusyLoadingError("simulated: loading the dataset in memory")
        return self.log.execute(name, arguments)

    def info(self) -> bytes:
        """Which process this is, as INFO says it."""
        return b"# Server\r\nredis_version:7.0.0\r\nrun_id:%040d\r\n" % self._run

    def go_down(self) -> None:
        """End every connection; nothing answers until `come_up`."""
        self.is_up = False
        for connection in list(self._connections):
            connection.end()

    def break_feeds(self, line: Line) -> None:
        """End the feed's connections of one worker."""
        for connection in list({each: None for feeds in self._feeds.values() for each in feeds if each.line is line}):
            connection.end()

    def break_line(self, line: Line) -> None:
        """End every connection of one worker."""
        for connection in [each for each in self._connections if each.line is line]:
            connection.end()

    def come_up(self, records: int) -> None:
        """Serve again, as another process with so many records of the append-only file."""
        self.log.restart(records)
        self._run += 1
        self.is_up = True

    def connected(self, connection: SimulatedConnection) -> None:
        """A connection stands."""
        self._connections[connection] = None

    def gone(self, connection: SimulatedConnection) -> None:
        """It does not any more."""
        self._connections.pop(connection, None)
        for feeds in self._feeds.values():
            feeds.pop(connection, None)

    def listen(self, channel: bytes, connection: SimulatedConnection) -> None:
        """From now on publications on `channel` go to this connection too."""
        self._feeds.setdefault(channel, {})[connection] = None

    def ignore(self, channel: bytes, connection: SimulatedConnection) -> None:
        """No longer."""
        self._feeds.get(channel, {}).pop(connection, None)

    def _publish(self, channel: bytes, message: bytes) -> int:
        feeds = self._feeds.get(channel, {})
        for connection in feeds:
            connection.hear([b"message", channel, message])
        return len(feeds)


class SimulatedConnection:
    """The part of redis-py's connection that the feed uses; the client's own commands ask it only to stand."""

    def __init__(self, host: Host, line: Line, redis_connect_func: Greet | None = None) -> None:
        self._host = host
        self.line = line
        self._greet = redis_connect_func
        self._replies: asyncio.Queue[Any] = asyncio.Queue()
        self._open = False
        self._last_s = 0.0

    @property
    def is_connected(self) -> bool:
        """Whether `connect` has succeeded and nothing has ended it since."""
        return self._open

    async def connect(self) -> None:
        """Raises redis-py's ConnectionError when nobody answers."""
        if self._open:
            return
        await self.line.connect()
        if not self._host.is_up:
            raise redis_errors.ConnectionError("simulated: connection refused")
        self._replies = asyncio.Queue()
        self._open = True
        self._host.connected(self)
        if self._greet is not None:
            try:
                await self._greet(cast("AbstractConnection", self))
            except BaseException:
                self.end()
                raise

    async def on_connect(self) -> None:
        """redis-py would say who we are."""

    async def disconnect(self, nowait: bool = False) -> None:
        """End it; what was under way is gone."""
        self.end()

    async def execute(self, name: str, arguments: list[Argument]) -> Any:
        """The reply to one command. Raises redis-py's errors; one that the server itself gives is a reply too."""
        try:
            await self.line.request()
            if not self._open:
                raise redis_errors.ConnectionError("simulated: the connection has ended")
            reply, refusal = None, None
            try:
                reply = self._host.execute(name, arguments)
            except (redis_errors.ResponseError, redis_errors.BusyLoadingError) as error:
                refusal = error
            await self.line.reply()
            if not self._open:
                raise redis_errors.ConnectionError("simulated: the connection ended before the reply")
        except BaseException:
            self.end()
            raise
        if refusal is not None:
            raise refusal
        return reply

    async def send_command(self, *args: Any) -> None:
        """Raises redis-py's ConnectionError on a connection that has ended."""
        if not self._open:
            raise redis_errors.ConnectionError("simulated: the connection has ended")
        name, *rest = args
        match name:
            case "INFO":
                self._arrive(0.0, self._host.info())
            case "PING":
                self._answer([b"pong", b""])
            case "SUBSCRIBE" | "UNSUBSCRIBE":
                for channel in (str(each).encode() for each in rest):
                    (self._host.listen if name == "SUBSCRIBE" else self._host.ignore)(channel, self)
                    self._answer([name.lower().encode(), channel, b"1"])
            case _:
                raise NotImplementedError(name)

    async def read_response(self, timeout: float | None = None) -> Any:
        """The next reply or message. Raises redis-py's ConnectionError at the end."""
        reply = await self._replies.get()
        if reply is None:
            raise redis_errors.ConnectionError("simulated: the connection has ended")
        return reply

    def hear(self, message: list[bytes]) -> None:
        """A publication is on its way, unless the line loses it."""
        delay_s = self.line.delay_s()
        if delay_s is not None and not self.line.is_silent:
            for _ in range(self.line.copies()):
                self._arrive(delay_s, message)

    def end(self) -> None:
        """The connection breaks; what was under way is gone."""
        if self._open:
            self._open = False
            self._host.gone(self)
            self._replies.put_nowait(None)

    def _answer(self, reply: Any) -> None:
        if not self.line.is_silent:
            self._arrive(0.0, reply)

    def _arrive(self, delay_s: float, reply: Any) -> None:
        loop = asyncio.get_running_loop()
        # A connection keeps its order.
        self._last_s = max(self._last_s + 1e-6, loop.time() + delay_s)
        loop.call_at(self._last_s, self._deliver, self._replies, reply)

    def _deliver(self, replies: asyncio.Queue[Any], reply: Any) -> None:
        if self._open and replies is self._replies:
            replies.put_nowait(reply)


class SimulatedClient(Redis):
    """redis-py's client, whose commands go over a line to a simulated host."""

    def __init__(self, host: Host, line: Line | None = None, greet: Greet | None = None) -> None:
        self._make = functools.partial(SimulatedConnection, host, line or Line(), greet)
        self._free: list[SimulatedConnection] = []

    async def execute_command(self, *args: Any, **options: Any) -> Any:
        """As redis-py's, errors included; nothing is repeated."""
        connection = self._free.pop() if self._free else self._make()
        try:
            await connection.connect()
            return await connection.execute(args[0], list(args[1:]))
        finally:
            self._free.append(connection)

    def pipeline(self, transaction: bool = True, shard_hint: str | None = None) -> Any:
        """Several commands, one after the other; nothing here depends on their going in one."""
        return _Pipeline(self)

    async def aclose(self, close_connection_pool: bool | None = None) -> None:
        """There is nothing to close."""


class _Pipeline:
    def __init__(self, client: SimulatedClient) -> None:
        self._client = client
        self._commands: list[tuple[Any, ...]] = []

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._commands.clear()

    def execute_command(self, *args: Any) -> None:
        self._commands.append(args)

    async def execute(self) -> list[Any]:
        return [await self._client.execute_command(*args) for args in self._commands]


class _Pool:
    """Makes the feed's connections."""

    def __init__(self, host: Host, line: Line, identity: ServerIdentity) -> None:
        self.connection_class = functools.partial(SimulatedConnection, host, line)
        self.connection_kwargs = {"redis_connect_func": identity.greet}


def make_store(host: Host, line: Line | None = None, prefix: str = "") -> Store:
    """The store as a worker opens it, at the end of a line."""
    line = line or Line()
    keys, identity = Keys(prefix), ServerIdentity()
    pool = cast("BlockingConnectionPool", _Pool(host, line, identity))
    info = ServerInfo("simulated", "7.0.0", "always")
    log = RedisLog(SimulatedClient(host, line, identity.greet), keys, identity)
    return Store("simulated", info, log, OneServer(pool, "redis://simulated"), keys, identity)
