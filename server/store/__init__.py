# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store: durable logs in Redis, and the feed of what is appended. It knows of what is logged no more than its kind.

Begin at `open_store`; what a room needs of it is `LogStore`. `Store.of` gives the logs of another kind than workshops.
"""

import logging
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from server import clusters
from server.settings import Settings

from .beside import Beside
from .binned import Bin, Binned
from .changes import Changes, OnChange
from .check import ServerInfo, weakest
from .cluster import Nodes
from .cluster_servers import ClusterServers
from .connections import Keys, open_pool
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
from .servers import AnyFeed, Memory, OneServer, Server, Servers
from .servers import Lanes as AnyLanes

__all__ = [
    "DOSSIER",
    "ID",
    "NAMES",
    "NO_LOG",
    "ORGANISATION",
    "STRATEGY",
    "WORKSHOP",
    "AnyFeed",
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
    "OneServer",
    "Passing",
    "Quota",
    "Quotas",
    "RedisLog",
    "Server",
    "ServerIdentity",
    "ServerInfo",
    "Servers",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreUnavailable",
    "WholeLog",
    "Why",
    "open_store",
    "several",
]


_log = logging.getLogger(__name__)


class Store:
    """An open store, to its logs of one kind. Made by `open_store` for workshops."""

    def __init__(
        self,
        url: str,
        info: ServerInfo,
        log: RedisLog,
        servers: Servers,
        keys: Keys,
        identity: ServerIdentity | None = None,
    ) -> None:
        self.url = url
        """Address of the server, for further workers (as REDIS_URL). May hold a password: not for logs."""
        self.info = info
        self.log = log
        self.identity = identity or ServerIdentity()
        """Tells when another server process stands behind the address: set its `on_change`."""
        self.servers = servers
        """What stands behind it: one server, or several."""
        self._keys = keys

    def of(self, kind: Kind) -> "Store":
        """The same store, to its logs of that kind."""
        keys = Keys(self._keys.prefix, kind, in_cluster=self._keys.in_cluster)
        return Store(self.url, self.info, self.log.of(keys), self.servers, keys, self.identity)

    @property
    def copies(self) -> LogCopies:
        """Whole logs, to take along and to put back."""
        return LogCopies(self.servers, self._keys, self.log)

    @property
    def destruction(self) -> Destruction:
        """Logs taken away for good, or begun anew."""
        return Destruction(self.servers, self._keys, self.copies)

    @property
    def holds(self) -> Holds:
        """Logs that may not be taken away for now."""
        return Holds(self.servers.client, self._keys, self.copies)

    @property
    def bin(self) -> Bin:
        """Logs that were thrown away and can be taken back."""
        return Bin(self.servers.client, self._keys, self.copies)

    def lease(self, name: str) -> Lease:
        """What only one worker does at a time."""
        return Lease(self.servers.client, self._keys.lease(name))

    def beside(self, topic: str) -> Beside:
        """What lies beside logs for a while, of one topic."""
        return Beside(self.servers.client, self._keys, topic)

    def passing(self, topic: str) -> Passing:
        """What is kept for a while and belongs to no log, of one topic."""
        return Passing(self.servers.client, self._keys, topic)

    async def check_again(self) -> None:
        """Raises StoreError when the server may no longer hold workshops, StoreUnavailable when it does not answer."""
        await self.servers.check_again()

    async def memory(self) -> Memory:
        """How much of its memory the server uses, and how much it may; of several, the fullest. Raises StoreUnavailable."""
        return await self.servers.memory()

    def part_of(self, log_id: str) -> int:
        """The part of the store that a log is in; one server has one. What is in one part comes and goes together."""
        return self.servers.part_of(self._keys, log_id)

    def together(self, log_ids: Sequence[str]) -> list[list[str]]:
        """The same logs, those that one server keeps in one list: it may be down while others are not."""
        return self.servers.together(self._keys, log_ids)

    def changes(self, on_change: OnChange) -> Changes:
        """Word of every change to any log of this kind: run it as a task."""
        return self.servers.changes(self._keys, on_change)

    @property
    def quotas(self) -> Quotas:
        """How often something may be done, for all workers together."""
        return Quotas(self.servers.client, self._keys)

    def open_feed(self, on_entries: OnEntries, on_resubscribed: OnResubscribed) -> AnyFeed:
        """A feed for this worker: use it as an async context, or `start` and `close` it. See `Feed` for the callbacks."""
        return self.servers.open_feed(self._keys, on_entries, on_resubscribed, self.log.probe)


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
        address = clusters.parse(url)
        if address is not None:
            nodes = Nodes(address, 1 if settings.replicas is None else settings.replicas)
            stack.push_async_callback(nodes.close)
            await nodes.open()
            cluster = ClusterServers(nodes, identity)
            servers: Servers = cluster
            asked: AnyLanes = cluster.lanes
        else:
            pool = open_pool(url, identity)
            stack.push_async_callback(pool.aclose)
            servers = OneServer(pool, url, settings.replicas or 0)
            asked = lanes = Lanes(pool, settings.replicas or 0)
            stack.push_async_callback(lanes.close)
        infos = await servers.check()
        for _, sentence in await servers.advice():
            _log.warning("%s", sentence)
        keys = Keys(settings.key_prefix, in_cluster=address is not None)
        yield Store(url, weakest(infos), RedisLog(servers.client, keys, identity, asked), servers, keys, identity)
