# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections to Redis as this store wants them, and the names of its keys."""

import re
from collections.abc import Awaitable
from contextlib import AbstractAsyncContextManager
from functools import lru_cache
from typing import Any, Protocol

from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.connection import AbstractConnection, SSLConnection
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import MasterNotFoundError, Sentinel, SentinelConnectionPool
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from server import clusters, sentinels

from .errors import StoreError, translate
from .identity import ServerIdentity
from .logid import ID, WORKSHOP, Kind, LogId
from .turns import TurnsPool

REPLY_TIMEOUT_S = 5.0
"""Seconds to wait for a reply before giving up on it. An fsync on a struggling disk takes up to about two."""

SENTINEL_TIMEOUT_S = 1.0
"""Seconds for one sentinel to answer; then the next is asked."""

MAX_CONNECTIONS = 32
"""Commands that one worker may have under way at once; further ones queue for a connection. One thread serves them all."""

_CODES: dict[Kind, str] = {WORKSHOP: "code:"}
"""How the keys of join codes begin where that does not tell the kind: they are older than kinds."""

_ELSEWHERE = ("loading", "lost", "noreplicas", "readonly")
"""Codes of `StoreError`."""


class Client(Protocol):
    """What is asked of a server, or of a cluster as if it were one: redis-py's client has it, and `ClusterClient`."""

    def execute_command(self, *arguments: Any) -> Awaitable[Any]:
        """The answer, as redis-py reads it. Raises RedisError or OSError."""

    def pipeline(self, transaction: bool = ...) -> AbstractAsyncContextManager[Any]:
        """Commands that go together, asked by `execute`."""


def open_pool(url: str, identity: ServerIdentity | None = None) -> BlockingConnectionPool:
    """A pool that never repeats a command by itself; redis-py's default would, ten times. `identity` asks its connections.

    Raises StoreError for an unusable URL. The caller closes the pool.
    """
    ours = _ours(identity)
    try:
        address = sentinels.parse(url)
        if address is not None:
            return _SentinelPool.to(address, ours)
        return TurnsPool.from_url(url, **ours)
    except (TypeError, ValueError) as error:
        # The error may quote a part of a password.
        raise StoreError(
            "redis_url",
            "REDIS_URL must be an address like redis://host:6379/0, rediss://…, unix:///path, redis+sentinel://one,two/name or "
            "redis+cluster://one,two.",
        ) from error


def open_pool_at(host: str, port: int, address: clusters.ClusterAddress, identity: ServerIdentity) -> BlockingConnectionPool:
    """The same to one server of a cluster."""
    theirs: dict[str, Any] = {"host": host, "port": port, "username": address.username, "password": address.password}
    if address.tls:
        return TurnsPool(connection_class=SSLConnection, **theirs, **_ours(identity))
    return TurnsPool(**theirs, **_ours(identity))


def _ours(identity: ServerIdentity | None) -> dict[str, Any]:
    return {
        "max_connections": MAX_CONNECTIONS,
        "timeout": REPLY_TIMEOUT_S,
        "socket_timeout": REPLY_TIMEOUT_S,
        "socket_connect_timeout": REPLY_TIMEOUT_S,
        "retry": Retry(NoBackoff(), 0),
        "protocol": 2,
        "driver_info": None,
        "redis_connect_func": identity.greet if identity else None,
    }


class _SentinelPool(SentinelConnectionPool, TurnsPool):
    """redis-py's pool that asks sentinels at each connection, with a bound at which one waits."""

    @classmethod
    def to(cls, address: sentinels.SentinelAddress, ours: dict[str, Any]) -> "_SentinelPool":
        """The pool of whoever leads."""
        # A sentinel that is down must not use up the time of the others.
        own = {"socket_timeout": SENTINEL_TIMEOUT_S, "socket_connect_timeout": SENTINEL_TIMEOUT_S, "retry": Retry(NoBackoff(), 0)}
        named = {"username": address.sentinel_username, "password": address.sentinel_password, "ssl": address.tls}
        manager = Sentinel(list(address.sentinels), sentinel_kwargs={**own, **named})  # type: ignore[no-untyped-call]
        theirs = {"db": address.database, "username": address.username, "password": address.password, "ssl": address.tls}
        return cls(address.name, manager, **theirs, **ours)

    async def get_master_address(self) -> tuple[str, int]:
        """Who leads now. Raises MasterNotFoundError, in our words: redis-py's hold all of a connection, its password too."""
        try:
            address: tuple[str, int] = await super().get_master_address()  # type: ignore[no-untyped-call]
        except MasterNotFoundError:
            raise MasterNotFoundError(f"no sentinel answers that knows who leads {self.service_name}.") from None
        return address

    async def aclose(self) -> None:
        """Close the connections to the sentinels too."""
        await super().aclose()
        await self.sentinel_manager.aclose()


def make_client(pool: BlockingConnectionPool) -> Redis:
    """A client on `pool` that answers bytes. The pool stays the caller's to close."""
    return Redis(connection_pool=pool)


async def command(client: Client, *arguments: str | bytes | int) -> Any:
    """The server's answer to one command, after redis-py's reading of it. Raises RedisError or OSError."""
    try:
        return await client.execute_command(*arguments)
    except RedisError as error:
        if is_elsewhere(error):
            await forget_idle(getattr(client, "connection_pool", None))
        raise


async def ask(client: Client, *arguments: str | bytes | int) -> Any:
    """The same, with what goes wrong as the StoreError that it means."""
    try:
        return await command(client, *arguments)
    except (RedisError, OSError) as error:
        raise translate(error) from error


def is_elsewhere(error: Exception) -> bool:
    """Whether to ask for changes on a new connection: this one is gone, or leads to a server that does not take them now.

    After a failover the address leads to another server, while old connections may stand and go on refusing for ever.
    """
    return translate(error).code in _ELSEWHERE


async def forget_idle(pool: object) -> None:
    """Let further commands make new connections: those of the pool that are not in use lead where one was just turned away."""
    # The pool's own way waits for each to end, and whoever takes one meanwhile finds it torn. A simulated client has no pool.
    for connection in list(getattr(pool, "_available_connections", ())):
        await connection.disconnect(nowait=True)


def make_connection(pool: BlockingConnectionPool) -> AbstractConnection:
    """A connection outside the pool with the pool's address and rights, not yet connected. The caller disconnects it."""
    return pool.connection_class(**pool.connection_kwargs)


class Keys:
    """Names of keys and channels of the logs of one kind."""

    def __init__(self, prefix: str, kind: Kind = WORKSHOP, *, in_cluster: bool = False) -> None:
        self.prefix = prefix
        self.kind = kind
        self.in_cluster = in_cluster
        self._codes = prefix + _CODES.get(kind, f"{kind}:code:")

    @property
    def is_sharded(self) -> bool:
        """Whether what is appended is published within a part of a cluster alone. Not for kinds of which somebody listens to all
        logs at once: their changes are few, and a pattern hears no sharded channel.
        """
        return self.in_cluster and self.kind == WORKSHOP

    def saying(self, script: str) -> str:
        """A script as it publishes here."""
        return script.replace("'PUBLISH'", "'SPUBLISH'") if self.is_sharded else script

    def which(self, log_id: str) -> LogId:
        """The log with this id. Raises ValueError for what cannot be one."""
        return LogId(self.kind, log_id)

    def _of(self, log_id: str) -> str:
        return _stem(self.prefix, self.kind, log_id)

    def log(self, log_id: str) -> str:
        """Stream of entries, ids `seq-0`."""
        return append_keys(self, log_id)[0]

    def head(self, log_id: str) -> str:
        """Hash with epoch, seq, nonce, ms."""
        return append_keys(self, log_id)[1]

    def clients(self, log_id: str) -> str:
        """Hash from client key to "n:outcome"."""
        return append_keys(self, log_id)[2]

    def channel(self, log_id: str) -> str:
        """Pub/sub channel of the log's appends."""
        return append_keys(self, log_id)[3]

    def all_channels(self) -> str:
        """Pattern for PSUBSCRIBE that hears of every log of this kind; `id_of` with "ev" tells which."""
        return f"{_literally(self.prefix)}{{{self.kind}:*}}:ev"

    def beside(self, log_id: str, topic: str, name: str) -> str:
        """String or hash that lies beside the log, see `Beside`."""
        return f"{self._of(log_id)}{topic}:{name}"

    def probe(self, listener: str, tag: str = "") -> str:
        """Pub/sub channel on which one worker listens whether it still hears anything; `tag` leads to a part of a cluster."""
        return f"{self.prefix}probe:{tag}{listener}"

    def quota(self, topic: str, who: str) -> str:
        """Hash: what is left of how often somebody may do something."""
        return f"{self.prefix}quota:{topic}:{who}"

    def destroyed(self, log_id: str) -> str:
        """Hash: the record that this log was taken away, see `Destruction`."""
        return self._of(log_id) + "destroyed"

    def hold(self, log_id: str) -> str:
        """Hash: this log may not be taken away, see `Holds`."""
        return self._of(log_id) + "hold"

    def binned(self, log_id: str, part: str) -> str:
        """A part of a log (log, head, clients) that was thrown away, or the record of that, see `Bin`."""
        return f"{self._of(log_id)}bin:{part}"

    @property
    def binned_times(self) -> str:
        """String: how often a log of this kind was thrown away, see `Bin`."""
        return f"{self.prefix}binned:{self.kind}"

    @property
    def unclean(self) -> str:
        """String: the append-only file may still hold what was taken away."""
        return f"{self.prefix}unclean"

    def lease(self, name: str) -> str:
        """String: which worker does what only one may do."""
        return f"{self.prefix}lease:{name}"

    def passing(self, topic: str, name: str) -> str:
        """String that belongs to no log, see `Passing`."""
        return f"{self.prefix}passing:{topic}:{name}"

    def staged(self, log_id: str, part: str, attempt: str) -> str:
        """What will be the log's `part` (log or clients) once it is there whole. Nobody looks here."""
        return f"{self._of(log_id)}staged:{attempt}:{part}"

    def code(self, code: str) -> str:
        """String: the id that a join code leads to."""
        return f"{self._codes}{code}"

    def all_heads(self) -> str:
        """Pattern for SCAN that finds the head of every log of this kind; `id_of` tells what else it may find."""
        return f"{_literally(self.prefix)}{{{self.kind}:*}}:head"

    def all_destroyed(self) -> str:
        """Pattern for SCAN that finds the record of every log that was taken away; `id_of` tells what else it may find."""
        return f"{_literally(self.prefix)}{{{self.kind}:*}}:destroyed"

    def all_holds(self) -> str:
        """Pattern for SCAN that finds the hold of every log of this kind; `id_of` tells what else it may find."""
        return f"{_literally(self.prefix)}{{{self.kind}:*}}:hold"

    def all_binned(self) -> str:
        """Pattern for SCAN that finds the record of every log in the bin; `id_of` tells what else it may find."""
        return f"{_literally(self.prefix)}{{{self.kind}:*}}:bin:record"

    def all_of_kind(self) -> str:
        """Pattern for SCAN that finds whatever is named after logs of this kind, besides their codes."""
        return f"{_literally(self.prefix)}{{{self.kind}:*}}:*"

    def owner_of(self, key: str) -> str | None:
        """The id of the log after which a key is named, or None."""
        found = re.match(rf"{re.escape(self.prefix)}\{{{self.kind}:({ID.pattern})\}}:", key)
        return found[1] if found else None

    def id_of(self, key: str, part: str = "head") -> str | None:
        """The id of the log whose head, or other part, has this name, or None for any other name."""
        found = re.fullmatch(rf"{re.escape(self.prefix)}\{{{self.kind}:({ID.pattern})\}}:{part}", key)
        return found[1] if found else None

    def all_codes(self) -> str:
        """Pattern for SCAN that finds every join code."""
        return f"{_literally(self._codes)}*"


@lru_cache(maxsize=4096)
def _stem(prefix: str, kind: Kind, log_id: str) -> str:
    """How the names of a log's keys begin; each append needs four of them."""
    return f"{prefix}{LogId(kind, log_id).tag}:"


def append_keys(keys: Keys, log_id: str) -> tuple[str, str, str, str]:
    """`log`, `head`, `clients` and `channel` of a log, as every append needs them."""
    return _append_keys(keys.prefix, keys.kind, log_id)


@lru_cache(maxsize=4096)
def _append_keys(prefix: str, kind: Kind, log_id: str) -> tuple[str, str, str, str]:
    stem = _stem(prefix, kind, log_id)
    return stem + "log", stem + "head", stem + "clients", stem + "ev"


def _literally(text: str) -> str:
    """`text` in a pattern for SCAN, standing for itself."""
    return re.sub(r"([*?\[\]\\^-])", r"\\\1", text)
