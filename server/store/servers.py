# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands behind a store, as far as it matters whether that is one server or several: `OneServer`, or `ClusterServers`."""

from collections.abc import Sequence
from typing import Any, Protocol

from msgspec import Struct
from redis.asyncio import BlockingConnectionPool

from .changes import Changes, OnChange
from .check import ServerInfo, check_again, check_server
from .cluster_feed import ClusterFeed
from .connections import Client, Keys, ask, make_client, make_connection
from .feed import Feed, OnEntries, OnResubscribed, Probe


class Memory(Struct, frozen=True):
    """What a server uses of its memory, and how much it may use; 0 is without a bound."""

    used_bytes: int
    most_bytes: int


class Lanes(Protocol):
    """What appends are asked by, see `server.store.lanes`."""

    replicas: int

    async def ask(self, *arguments: str | bytes | int, within_ms: int = 0) -> Any:
        """The server's answer as it came; replicas get `within_ms` to have it (0: WAIT_WITHIN_MS). Raises RedisError or OSError,
        after which the command may or may not have run.
        """


AnyFeed = Feed | ClusterFeed


class Server(Struct, frozen=True):
    """One server, asked by itself."""

    where: str
    """Its address, without secrets."""
    client: Client

    def at(self, sentence: str) -> str:
        """A sentence about it, that says which it is where there are several."""
        return f"At {self.where}: {sentence}" if self.where else sentence

    async def memory(self) -> Memory:
        """How much of its memory it uses, and how much it may. Raises StoreUnavailable."""
        told = await ask(self.client, "INFO", "memory")
        # What is not counted is buffers, which do not make it refuse anything.
        used = int(told.get("used_memory", 0)) - int(told.get("mem_not_counted_for_evict", 0))
        return Memory(used, int(told.get("maxmemory", 0)))

    async def now_ms(self) -> int:
        """Its clock, in milliseconds since 1970. Raises StoreUnavailable."""
        # redis-py parses TIME into a pair of numbers.
        seconds, microseconds = await ask(self.client, "TIME")
        return int(seconds) * 1000 + int(microseconds) // 1000


async def too_few(server: Server, replicas: int) -> list[tuple[bool, str]]:
    """Advice where fewer replicas follow a server than must have an append. Raises StoreUnavailable."""
    told = await ask(server.client, "INFO", "replication") if replicas else {}
    have = int(told.get("connected_slaves", replicas))
    if have >= replicas:
        return []
    sentence = f"{have} replicas follow it and {replicas} must have what is stored, so nothing is: see WAARDENBORD_REPLICAS."
    return [(True, server.at(sentence))]


class Servers(Protocol):
    """Parts of the store are numbers: what is in one part is where it is together, comes and goes together."""

    client: Client
    """Asks whoever keeps what a command names."""

    def part_of(self, keys: Keys, log_id: str) -> int:
        """The part that a log is in."""

    def together(self, keys: Keys, log_ids: Sequence[str]) -> list[list[str]]:
        """The same logs, those that one server keeps in one list."""

    async def leading(self) -> list[Server]:
        """The servers that keep everything between them, for what has to be asked of all. Raises StoreUnavailable."""

    async def all(self) -> list[Server]:
        """Those and their replicas, as far as they are known by the address."""

    async def check(self) -> dict[str, ServerInfo]:
        """What each is that answers. Raises StoreError as `check_server`."""

    async def check_again(self) -> None:
        """Raises StoreError when one may no longer hold workshops, StoreUnavailable when none answers."""

    async def memory(self) -> Memory:
        """Of the fullest. Raises StoreUnavailable when none answers."""

    async def advice(self) -> list[tuple[bool, str]]:
        """What an operator had better change, in a sentence each, and whether nothing can be stored as it is."""

    def open_feed(self, keys: Keys, on_entries: OnEntries, on_resubscribed: OnResubscribed, probe: Probe) -> AnyFeed:
        """See `Feed`."""

    def changes(self, keys: Keys, on_change: OnChange) -> Changes:
        """See `Changes`."""


class OneServer(Servers):
    """One server, or whoever leads of several that are alike."""

    def __init__(self, pool: BlockingConnectionPool, url: str, replicas: int = 0) -> None:
        """`replicas`: how many must have an append."""
        self._replicas = replicas
        self.client: Client = make_client(pool)
        self._pool = pool
        self._url = url

    def part_of(self, keys: Keys, log_id: str) -> int:  # noqa: ARG002, D102
        return 0

    def together(self, keys: Keys, log_ids: Sequence[str]) -> list[list[str]]:  # noqa: ARG002, D102
        return [list(log_ids)] if log_ids else []

    async def leading(self) -> list[Server]:  # noqa: D102
        return [Server("", self.client)]

    async def all(self) -> list[Server]:  # noqa: D102
        return await self.leading()

    async def check(self) -> dict[str, ServerInfo]:  # noqa: D102
        return {"": await check_server(self.client, self._url)}

    async def check_again(self) -> None:  # noqa: D102
        await check_again(self.client, self._url)

    async def memory(self) -> Memory:  # noqa: D102
        return await Server("", self.client).memory()

    async def advice(self) -> list[tuple[bool, str]]:  # noqa: D102
        return await too_few(Server("", self.client), self._replicas)

    def open_feed(self, keys: Keys, on_entries: OnEntries, on_resubscribed: OnResubscribed, probe: Probe) -> AnyFeed:  # noqa: D102
        return Feed(self._pool, keys, on_entries, on_resubscribed, probe)

    def changes(self, keys: Keys, on_change: OnChange) -> Changes:  # noqa: D102
        return Changes(lambda: make_connection(self._pool), keys, on_change)
