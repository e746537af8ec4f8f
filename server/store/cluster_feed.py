# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is appended anywhere in a cluster, as it happens: one feed to each server that keeps logs. When a log moves to another
server its subscription goes with it, and whoever listens is told that something may have been missed.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Self

from redis.crc import key_slot

from server.ending import begin, end

from .cluster import Node, Nodes
from .connections import Keys
from .errors import StoreUnavailable
from .feed import Feed, OnEntries, OnResubscribed, Part, Probe

_log = logging.getLogger(__name__)


class ClusterFeed:
    """As `Feed`. A server in trouble does not make this worker unfit for what others keep."""

    def __init__(self, nodes: Nodes, keys: Keys, on_entries: OnEntries, on_resubscribed: OnResubscribed, probe: Probe) -> None:
        self._nodes = nodes
        self._keys = keys
        self._callbacks = (on_entries, on_resubscribed, probe)
        self._feeds: dict[Node, Feed] = {}
        self._tags: dict[Node, str] = {}
        self._where: dict[str, Node] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._started = False
        self.probed = asyncio.Event()
        """Set when the first probes have their answers."""

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    # ── how it is ───────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def connected(self) -> bool:
        """Whether what is appended is heard from some server at least; of the others, `partly` tells."""
        return any(feed.connected for feed in self._feeds.values())

    @property
    def trouble(self) -> str:
        """Why appends or their delivery work nowhere; "" when they do somewhere."""
        return self._everywhere(lambda feed: feed.trouble)

    @property
    def own_trouble(self) -> str:
        """The same, but for what the store refuses whoever asks."""
        return self._everywhere(lambda feed: feed.own_trouble)

    @property
    def partly(self) -> str:
        """What is wrong with some parts, as far as the last probes tell; "" when nothing is."""
        troubles = [feed.trouble for feed in self._feeds.values() if feed.trouble]
        return f"in {len(troubles)} of {len(self._feeds)} parts {troubles[0]}" if troubles else ""

    def _everywhere(self, of: Callable[[Feed], str]) -> str:
        troubles = [of(feed) for feed in self._feeds.values()]
        return troubles[0] if troubles and all(troubles) else "" if troubles else "starting"

    # ── how it goes ─────────────────────────────────────────────────────────────────────────────────────────────────

    def start(self) -> None:
        """Begin to connect. Call `close` afterwards."""
        if not self._started:
            self._started = True
            self._nodes.on_map.append(self._reshape)
            self._reshape()
            self._do(self._await_probes())

    async def close(self) -> None:
        """End all connections; nothing is delivered afterwards."""
        if self._started:
            self._nodes.on_map.remove(self._reshape)
        self._started = False
        await end(self._tasks)
        for feed in self._feeds.values():
            await feed.close()

    async def subscribe(self, log_id: str) -> None:
        """As `Feed.subscribe`."""
        node = self._where.get(log_id) or self._owner(log_id)
        feed = self._feed_of(node)
        # No await from here until the feed has it: who keeps what may change meanwhile.
        self._where[log_id] = node
        await feed.subscribe(log_id)

    async def unsubscribe(self, log_id: str) -> None:
        """As `Feed.unsubscribe`."""
        node = self._where.pop(log_id, None)
        if node is not None and node in self._feeds:
            await self._feeds[node].unsubscribe(log_id)

    def _owner(self, log_id: str) -> Node:
        return self._nodes.owner(key_slot(self._keys.channel(log_id).encode()))

    def _feed_of(self, node: Node) -> Feed:
        feed = self._feeds.get(node)
        if feed is None:
            tag = self._tags[node] = self._nodes.tag_of(node)
            part = Part(tag, self._nodes.look_soon)
            feed = self._feeds[node] = Feed(node.pool, self._keys, *self._callbacks, part)
            feed.start()
        return feed

    def _reshape(self) -> None:
        """Who keeps what has changed: every subscription goes to where its log is now."""
        keeping = set(self._nodes.leading)
        old: dict[Node, Feed] = {}
        for node, tag in list(self._tags.items()):
            # Its probes would go elsewhere.
            if self._nodes.owner(key_slot(tag.encode())) is not node:
                old[node] = self._feeds.pop(node)
                del self._tags[node]
        for log_id, node in list(self._where.items()):
            owner = self._owner(log_id)
            feed = old.get(node) or self._feeds.get(node)
            if feed is None or (owner is node and node not in old):
                continue
            self._where[log_id] = owner
            self._feed_of(owner).take_over(log_id, feed.give_away(log_id))
        for node in keeping - self._feeds.keys():
            try:
                self._feed_of(node)
            except StoreUnavailable:
                continue
        for node in self._feeds.keys() - keeping - set(self._where.values()):
            old[node] = self._feeds.pop(node)
            self._tags.pop(node, None)
        for feed in old.values():
            self._do(feed.close())

    def _do(self, work: Coroutine[None, None, None]) -> None:
        made = begin(work, name="feeds of the cluster")
        self._tasks.add(made)
        made.add_done_callback(self._tasks.discard)

    async def _await_probes(self) -> None:
        await asyncio.gather(*(feed.probed.wait() for feed in list(self._feeds.values())))
        self.probed.set()
