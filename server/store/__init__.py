# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store: durable logs in Redis, and the feed of what is appended. It knows of what is logged no more than its kind.

Begin at `open_store`; what a room needs of it is `LogStore`. `Store.of` gives the logs of another kind than workshops.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from msgspec import Struct
from redis.asyncio import BlockingConnectionPool

from server.settings import Settings

from .beside import Beside
from .binned import Bin, Binned
from .changes import Changes, OnChange
from .check import ServerInfo, check_again, check_server
from .connections import Keys, ask, make_client, open_pool
from .copies import LogCopies, WholeLog
from .destroying import Destroyed, Destruction, Why
from .entries import NO_LOG, Appended, AppendResult, Conflict, Duplicate, Early, Entry, Head, Item
from .errors import StoreDamaged, StoreError, StoreUnavailable
from .feed import Feed, OnEntries, OnResubscribed
from .holds import Hold, Holds
from .identity import ServerIdentity
from .lanes import Lanes
from .leases import Lease
from .log import LogStore, RedisLog
from .logid import DOSSIER, ID, NAMES, ORGANISATION, STRATEGY, WORKSHOP, Kind, LogId, several
from .passing import Passing
from .quotas import Quota, Quotas

__all__ = [
    "DOSSIER",
    "ID",
    "NAMES",
    "NO_LOG",
    "ORGANISATION",
    "STRATEGY",
    "WORKSHOP",
    "AppendResult",
    "Appended",
    "Beside",
    "Bin",
    "Binned",
    "Changes",
    "Conflict",
    "Destroyed",
    "Destruction",
    "Duplicate",
    "Early",
    "Entry",
    "Feed",
    "Head",
    "Hold",
    "Holds",
    "Item",
    "Kind",
    "Lease",
    "LogCopies",
    "LogId",
    "LogStore",
    "Memory",
    "Passing",
    "Quota",
    "Quotas",
    "RedisLog",
    "ServerIdentity",
    "ServerInfo",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreUnavailable",
    "WholeLog",
    "Why",
    "open_store",
    "several",
]


class Memory(Struct, frozen=True):
    """What a server uses of its memory, and how much it may use; 0 is without a bound."""

    used_bytes: int
    most_bytes: int


class Store:
    """An open store, to its logs of one kind. Made by `open_store` for workshops."""

    def __init__(
        self,
        url: str,
        info: ServerInfo,
        log: RedisLog,
        pool: BlockingConnectionPool,
        keys: Keys,
        identity: ServerIdentity | None = None,
    ) -> None:
        self.url = url
        """Address of the server, for further workers (as REDIS_URL). May hold a password: not for logs."""
        self.info = info
        self.log = log
        self.identity = identity or ServerIdentity()
        """Tells when another server process stands behind the address: set its `on_change`."""
        self._pool = pool
        self._keys = keys

    def of(self, kind: Kind) -> "Store":
        """The same store, to its logs of that kind."""
        keys = Keys(self._keys.prefix, kind)
        return Store(self.url, self.info, self.log.of(keys), self._pool, keys, self.identity)

    @property
    def copies(self) -> LogCopies:
        """Whole logs, to take along and to put back."""
        return LogCopies(make_client(self._pool), self._keys, self.log)

    @property
    def destruction(self) -> Destruction:
        """Logs taken away for good, or begun anew."""
        return Destruction(make_client(self._pool), self._keys, self.copies)

    @property
    def holds(self) -> Holds:
        """Logs that may not be taken away for now."""
        return Holds(make_client(self._pool), self._keys, self.copies)

    @property
    def bin(self) -> Bin:
        """Logs that were thrown away and can be taken back."""
        return Bin(make_client(self._pool), self._keys, self.copies)

    def lease(self, name: str) -> Lease:
        """What only one worker does at a time."""
        return Lease(make_client(self._pool), self._keys.lease(name))

    def beside(self, topic: str) -> Beside:
        """What lies beside logs for a while, of one topic."""
        return Beside(make_client(self._pool), self._keys, topic)

    def passing(self, topic: str) -> Passing:
        """What is kept for a while and belongs to no log, of one topic."""
        return Passing(make_client(self._pool), self._keys, topic)

    async def check_again(self) -> None:
        """Raises StoreError when the server may no longer hold workshops, StoreUnavailable when it does not answer."""
        await check_again(make_client(self._pool), self.url)

    async def memory(self) -> Memory:
        """How much of its memory the server uses, and how much it may. Raises StoreUnavailable."""
        told = await ask(make_client(self._pool), "INFO", "memory")
        # What is not counted is buffers, which do not make it refuse anything.
        used = int(told.get("used_memory", 0)) - int(told.get("mem_not_counted_for_evict", 0))
        return Memory(used, int(told.get("maxmemory", 0)))

    def changes(self, on_change: OnChange) -> Changes:
        """Word of every change to any log of this kind: run it as a task."""
        return Changes(self._pool, self._keys, on_change)

    @property
    def quotas(self) -> Quotas:
        """How often something may be done, for all workers together."""
        return Quotas(make_client(self._pool), self._keys)

    def open_feed(self, on_entries: OnEntries, on_resubscribed: OnResubscribed) -> Feed:
        """A feed for this worker: use it as an async context, or `start` and `close` it. See `Feed` for the callbacks."""
        return Feed(self._pool, self._keys, on_entries, on_resubscribed, self.log.probe)


@asynccontextmanager
async def open_store(
    settings: Settings, *, join_running: bool = False, meanwhile: Callable[[], None] | None = None
) -> AsyncIterator[Store]:
    """Connect to the server of `settings.redis_url`, or run an embedded one, and check that it may hold workshops.

    With `join_running`, the embedded server that another application runs in the data directory is used and left running; else
    that is an error. `meanwhile` is called while an embedded server starts, if one does. Raises StoreError whose message is one
    sentence for the operator. Close feeds before leaving the context.
    """
    async with AsyncExitStack() as stack:
        url = settings.redis_url
        if url is None:
            try:
                # Not at the top: it needs what only Unix has, and with REDIS_URL the store runs elsewhere too.
                from .embedded import EmbeddedServer, url_in
            except ImportError as error:
                raise StoreError("no_server_program", "There is no embedded store on this system: set REDIS_URL.") from error
            try:
                url = (await stack.enter_async_context(EmbeddedServer(settings.data_dir, meanwhile, settings.store_mb))).url
            except StoreError as error:
                if not (join_running and error.code == "data_dir_in_use"):
                    raise
                url = url_in(settings.data_dir)
        identity = ServerIdentity()
        pool = open_pool(url, identity)
        stack.push_async_callback(pool.aclose)
        client = make_client(pool)
        info = await check_server(client, url)
        keys = Keys(settings.key_prefix)
        lanes = Lanes(pool)
        stack.push_async_callback(lanes.close)
        yield Store(url, info, RedisLog(client, keys, identity, lanes), pool, keys, identity)
