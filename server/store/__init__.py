# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The store: durable logs of sessions in Redis, and the feed of what is appended. It knows nothing of workshops.

Begin at `open_store`; what a room needs of it is `SessionLog`.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from redis.asyncio import BlockingConnectionPool

from server.settings import Settings

from .check import ServerInfo, check_server
from .connections import Keys, make_client, open_pool
from .entries import NO_LOG, Appended, AppendResult, Conflict, Duplicate, Early, Entry, Head, Item
from .errors import StoreDamaged, StoreError, StoreUnavailable
from .feed import Feed, OnEntries, OnResubscribed
from .log import RedisLog, SessionLog

__all__ = [
    "NO_LOG",
    "AppendResult",
    "Appended",
    "Conflict",
    "Duplicate",
    "Early",
    "Entry",
    "Feed",
    "Head",
    "Item",
    "RedisLog",
    "ServerInfo",
    "SessionLog",
    "Store",
    "StoreDamaged",
    "StoreError",
    "StoreUnavailable",
    "open_store",
]


class Store:
    """An open store. Made by `open_store`."""

    def __init__(self, url: str, info: ServerInfo, log: RedisLog, pool: BlockingConnectionPool, keys: Keys) -> None:
        self.url = url
        """Address of the server, for further workers (as REDIS_URL). May hold a password: not for logs."""
        self.info = info
        self.log = log
        self._pool = pool
        self._keys = keys

    def open_feed(self, on_entries: OnEntries, on_resubscribed: OnResubscribed) -> Feed:
        """A feed for this worker: use it as an async context, or `start` and `close` it. See `Feed` for the callbacks."""
        return Feed(self._pool, self._keys, on_entries, on_resubscribed)


@asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[Store]:
    """Connect to the server of `settings.redis_url`, or run an embedded one, and check that it may hold workshops.

    Raises StoreError whose message is one sentence for the operator. Close feeds before leaving the context.
    """
    async with AsyncExitStack() as stack:
        url = settings.redis_url
        if url is None:
            try:
                # Not at the top: it needs what only Unix has, and with REDIS_URL the store runs elsewhere too.
                from .embedded import EmbeddedServer
            except ImportError as error:
                raise StoreError("no_server_program", "There is no embedded store on this system: set REDIS_URL.") from error
            url = (await stack.enter_async_context(EmbeddedServer(settings.data_dir))).url
        pool = open_pool(url)
        stack.push_async_callback(pool.aclose)
        client = make_client(pool)
        info = await check_server(client, url)
        keys = Keys(settings.key_prefix)
        yield Store(url, info, RedisLog(client, keys), pool, keys)
