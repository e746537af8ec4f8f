# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A Redis or Valkey Cluster behind a store. One of its servers may be down: then what it keeps waits, and nothing else does."""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, TypeVar

from redis.asyncio.connection import AbstractConnection
from redis.crc import key_slot

from .changes import Changes, OnChange
from .check import ServerInfo, check_again, check_server
from .cluster import Node, Nodes
from .cluster_client import ClusterClient, ClusterLanes, Following
from .cluster_feed import ClusterFeed
from .connections import Client, Keys, ask, make_connection
from .errors import StoreError, StoreUnavailable
from .feed import OnEntries, OnResubscribed, Probe
from .identity import ServerIdentity
from .servers import AnyFeed, Lanes, Memory, Server, Servers, too_few

ANSWER_WITHIN_S = 1.5
"""Seconds for one server to say how it is, where others answer too."""

_UNREACHABLE = ("unreachable", "lost", "timeout", "loading")
_Told = TypeVar("_Told")

_log = logging.getLogger(__name__)


class ClusterServers(Servers):
    """Made on `Nodes` that are open."""

    def __init__(self, nodes: Nodes, identity: ServerIdentity) -> None:
        self._nodes = nodes
        nodes.on_change = lambda parts: identity.on_change(parts)  # noqa: PLW0108 # that is set later
        following = Following(nodes, identity)
        self.client: Client = ClusterClient(following)
        self.lanes: Lanes = ClusterLanes(following)

    def part_of(self, keys: Keys, log_id: str) -> int:  # noqa: D102
        return key_slot(keys.head(log_id).encode())

    def together(self, keys: Keys, log_ids: Sequence[str]) -> list[list[str]]:  # noqa: D102
        groups: dict[object, list[str]] = {}
        for log_id in log_ids:
            try:
                owner: object = self._nodes.owner(self.part_of(keys, log_id))
            except StoreUnavailable:
                owner = None
            groups.setdefault(owner, []).append(log_id)
        return list(groups.values())

    async def leading(self) -> list[Server]:  # noqa: D102
        return [_server(node) for node in self._nodes.leading]

    async def all(self) -> list[Server]:  # noqa: D102
        return [_server(node) for node in (*self._nodes.leading, *self._nodes.following)]

    async def check(self) -> dict[str, ServerInfo]:  # noqa: D102
        told = await self._of_each(
            lambda node, is_replica: check_server(node.client, _url(node), in_cluster=True, is_replica=is_replica)
        )
        return {node.where: info for node, info in told}

    async def check_again(self) -> None:  # noqa: D102
        await self._of_each(lambda node, is_replica: check_again(node.client, _url(node), in_cluster=True, is_replica=is_replica))

    async def memory(self) -> Memory:  # noqa: D102
        told = await self._of_each(lambda node, _: _server(node).memory(), replicas=False)
        return max((memory for _, memory in told), key=lambda each: each.used_bytes / (each.most_bytes or 1 << 62))

    async def advice(self) -> list[tuple[bool, str]]:  # noqa: D102
        told = await self._of_each(lambda node, _: self._advice(node), replicas=False)
        return [each for _, several in told for each in several]

    async def _advice(self, node: Node) -> list[tuple[bool, str]]:
        found = await too_few(_server(node), self._nodes.replicas)
        with contextlib.suppress(StoreError):  # it may be forbidden
            answer: list[bytes] = await ask(node.client, "CONFIG", "GET", "cluster-require-full-coverage")
            if b"yes" in answer:
                sentence = "When one part of the cluster is down all of it stops: set cluster-require-full-coverage no."
                found.append((False, _server(node).at(sentence)))
        return found

    def open_feed(self, keys: Keys, on_entries: OnEntries, on_resubscribed: OnResubscribed, probe: Probe) -> AnyFeed:  # noqa: D102
        return ClusterFeed(self._nodes, keys, on_entries, on_resubscribed, probe)

    def changes(self, keys: Keys, on_change: OnChange) -> Changes:  # noqa: D102
        return Changes(self._connection_to_any, keys, on_change)

    def _connection_to_any(self) -> AbstractConnection:
        # What is published without a part is heard at every server.
        return make_connection(random.choice(self._nodes.leading).pool)  # noqa: S311 # not a secret

    async def _of_each(
        self, ask: Callable[[Node, bool], Coroutine[Any, Any, _Told]], *, replicas: bool = True
    ) -> list[tuple[Node, _Told]]:
        """What each says that can be reached. Raises what one of them objects to, StoreUnavailable when none can be reached."""
        asked = [(node, False) for node in self._nodes.leading]
        asked += [(node, True) for node in self._nodes.following] if replicas else []
        answers = await asyncio.gather(*(_soon(ask(*each)) for each in asked), return_exceptions=True)
        told: list[tuple[Node, _Told]] = []
        silent: list[StoreError] = []
        for (node, _), answer in zip(asked, answers, strict=True):
            if isinstance(answer, StoreUnavailable | TimeoutError) or (
                isinstance(answer, StoreError) and answer.code in _UNREACHABLE
            ):
                silent.append(answer if isinstance(answer, StoreError) else StoreUnavailable("timeout", "It does not answer."))
            elif isinstance(answer, BaseException):
                raise answer
            else:
                told.append((node, answer))
        if not told:
            raise StoreUnavailable(silent[0].code, silent[0].message)
        return told


async def _soon(asked: Coroutine[Any, Any, _Told]) -> _Told:
    async with asyncio.timeout(ANSWER_WITHIN_S):
        return await asked


def _server(node: Node) -> Server:
    return Server(node.where, node.client)


def _url(node: Node) -> str:
    return f"redis://{node.where}"
