# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which server of a cluster keeps what. Every server has connections, lanes and an identity of its own, as a single server
has, so one that is down or slow keeps nobody waiting but those whose logs it keeps.

redis-py's own client of a cluster is not taken: it says ASKING on another connection than the command that it is for, and one
server that does not answer makes every command wait until the whole cluster is known anew (docs/architecture.md).

The parts of the store are here the 16,384 slots. Who keeps which is asked again and again, and learnt from servers that answer
MOVED. What moved to another server may have lost its end on the way (a failover), so whoever decided before must look again.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Iterable
from itertools import count
from typing import Any

from redis.crc import REDIS_CLUSTER_HASH_SLOTS, key_slot
from redis.exceptions import AskError, RedisError
from redis.exceptions import ConnectionError as RedisConnectionError

from server.clusters import ClusterAddress
from server.ending import begin, end

from .connections import make_client, open_pool_at
from .errors import StoreError, StoreUnavailable
from .identity import ServerIdentity
from .lanes import Lanes

LOOK_EVERY_S = 0.3
"""Seconds between two questions who keeps what. Shorter than `HEAL_WITHIN_S`: after a failover every worker has looked at what it
holds of a lost tail before any of them goes on."""

LOOK_WITHIN_S = 1.0
"""Seconds that one server gets to say who keeps what; then another is asked."""

BELIEVED_S = 2.0
"""Seconds that what a server said by MOVED stands against others that have not heard yet."""

_log = logging.getLogger(__name__)

Address = tuple[str, int]


class Node:
    """One server of the cluster."""

    def __init__(self, at: Address, address: ClusterAddress, replicas: int) -> None:
        self.at = at
        self.identity = ServerIdentity()
        self.identity.parts = ()
        self.pool = open_pool_at(*at, address, self.identity)
        self.client = make_client(self.pool)
        self.lanes = Lanes(self.pool, replicas)

    @property
    def where(self) -> str:
        """Its address, for operators."""
        host, port = self.at
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    async def close(self) -> None:
        """End its connections."""
        await self.lanes.close()
        await self.pool.aclose()


class Nodes:
    """All of them. Call `open` first, and `close` at the end."""

    def __init__(self, address: ClusterAddress, replicas: int = 0) -> None:
        self._address = address
        self.replicas = replicas
        """How many must have an append."""
        self._nodes: dict[Address, Node] = {}
        self._owners: list[Node | None] = [None] * REDIS_CLUSTER_HASH_SLOTS
        self._changes = [0] * REDIS_CLUSTER_HASH_SLOTS
        self._said: dict[int, float] = {}
        """Until when what was said by MOVED about a slot stands against others."""
        self._map: object = None
        self._leading: list[Node] = []
        self._following: list[Node] = []
        self._turn = count()
        self._failed: set[Address] = set()
        self._soon = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()
        self.on_change: Callable[[Collection[int]], None] = lambda _: None
        """Called with the slots that another server keeps than before."""
        self.on_map: list[Callable[[], None]] = []
        """Called, one after another, whenever who keeps what has changed."""

    @property
    def leading(self) -> list[Node]:
        """Those that keep slots now."""
        return self._leading

    @property
    def following(self) -> list[Node]:
        """Their replicas."""
        return self._following

    async def open(self) -> None:
        """Learn who keeps what. Raises StoreError."""
        try:
            await self._look()
        except (RedisError, OSError, StoreError) as error:
            names = ", ".join(f"{host}:{port}" for host, port in self._address.servers)
            text = "answers that it is part of one" if "cluster support disabled" in str(error) else f"answers: {error}"
            raise StoreError("unreachable", f"Of the cluster at {names} no server {text}") from error
        self._task = begin(self._keep_looking(), name="look who keeps what")

    async def close(self) -> None:
        """End all connections."""
        await end([*([self._task] if self._task else []), *self._closing])
        for node in self._nodes.values():
            await node.close()

    def owner(self, slot: int) -> Node:
        """Who keeps a slot. Raises StoreUnavailable when nobody is known to."""
        found = self._owners[slot]
        if found is None:
            self.look_soon()
            raise StoreUnavailable("down", "A part of the Redis cluster is kept by no server.")
        return found

    def changes(self, slot: int) -> int:
        """How often another server came to keep a slot."""
        return self._changes[slot]

    def at(self, host: str, port: int) -> Node:
        """The server at an address."""
        node = self._nodes.get((host, port))
        if node is None:
            node = self._nodes[host, port] = Node((host, port), self._address, self.replicas)
            node.identity.on_change = self._on_another_process
        return node

    async def ask_any(self, *arguments: str) -> Any:
        """What any server answers that keeps something. Raises RedisError or OSError when none does."""
        failure: Exception = RedisConnectionError("no server of the cluster is known")
        for node in sorted(self._leading, key=lambda node: node.at in self._failed):
            try:
                async with asyncio.timeout(LOOK_WITHIN_S):
                    return await node.client.execute_command(*arguments)  # type: ignore[no-untyped-call]
            except (RedisError, OSError) as error:
                failure = error
                self._failed.add(node.at)
        raise failure

    def moved(self, error: AskError, asked: Node) -> None:
        """A server said by MOVED who keeps a slot. Without a host it is where it was asked."""
        node = self.at(error.host or asked.at[0], error.port)
        self._said[error.slot_id] = asyncio.get_running_loop().time() + BELIEVED_S
        self._map = None
        self._adopt({error.slot_id: node})
        self.look_soon()

    def look_soon(self) -> None:
        """Something was not as it is known: ask who keeps what."""
        self._soon.set()

    def tag_of(self, node: Node) -> str:
        """A hash tag that leads to this server. Raises StoreUnavailable when it keeps nothing."""
        if node not in self._owners:
            raise StoreUnavailable("down", "A server of the Redis cluster keeps nothing any more.")
        return next(tag for tag in (f"{{{number}}}" for number in count()) if self._owners[key_slot(tag.encode())] is node)

    # ── looking ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _keep_looking(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY_S):
                    await self._soon.wait()
            self._soon.clear()
            try:
                await self._look()
            except Exception as error:  # noqa: BLE001 # whatever it was: who never looks again finds nothing any more
                _log.warning("no server of the cluster says who keeps what: %s", error)
            await asyncio.sleep(LOOK_EVERY_S / 10)

    async def _look(self) -> None:
        """Ask one after another until one answers. Raises what the last one said when none does."""
        known = [*self._leading, *self._following] or [self.at(*each) for each in self._address.servers]
        turn = next(self._turn) % len(known)
        asked = sorted([*known[turn:], *known[:turn]], key=lambda node: node.at in self._failed)
        failure: Exception = StoreError("down", "it keeps nothing and knows of nobody who does")
        for node in [*asked, *(self.at(*each) for each in self._address.servers if self.at(*each) not in asked)]:
            try:
                async with asyncio.timeout(LOOK_WITHIN_S):
                    told = await node.client.execute_command("CLUSTER", "SLOTS")  # type: ignore[no-untyped-call]
            except (RedisError, OSError) as error:
                failure = error
                self._failed.add(node.at)
                continue
            self._failed.discard(node.at)
            if told:
                self._read(told, node)
                return
        raise failure

    def _read(self, told: list[list[object]], asked: Node) -> None:
        if told == self._map:
            return
        owners: dict[int, Node] = {}
        leading: dict[Address, Node] = {}
        following: dict[Address, Node] = {}
        for first, last, *servers in told:
            at = [_address(server, asked) for server in servers]
            node = self.at(*at[0])
            leading[node.at] = node
            following.update((each, self.at(*each)) for each in at[1:])
            owners.update(dict.fromkeys(range(int(first), int(last) + 1), node))  # type: ignore[call-overload]
        now_s = asyncio.get_running_loop().time()
        self._said = {slot: until for slot, until in self._said.items() if until > now_s}
        self._map = told if not self._said else None
        self._leading = list(leading.values())
        self._following = [node for at, node in following.items() if at not in leading]
        self._adopt({slot: node for slot, node in owners.items() if slot not in self._said})
        self._forget_others({*leading, *following, *self._address.servers})

    def _adopt(self, owners: dict[int, Node]) -> None:
        moved = [slot for slot, node in owners.items() if self._owners[slot] is not node]
        if not moved:
            return
        before = {slot: self._owners[slot] for slot in moved}
        for slot in moved:
            self._owners[slot] = owners[slot]
            self._changes[slot] += 1
        slots: dict[Node, list[int]] = {}
        for slot, owner in enumerate(self._owners):
            if owner is not None:
                slots.setdefault(owner, []).append(slot)
        for node in self._nodes.values():
            node.identity.parts = slots.get(node, ())
        if anew := [slot for slot in moved if before[slot] is not None]:
            _log.warning("%d slots of the cluster are kept by another server than before", len(anew))
            self.on_change(anew)
        for told in self.on_map:
            told()

    def _forget_others(self, there: Iterable[Address]) -> None:
        for at in self._nodes.keys() - set(there):
            node = self._nodes[at]
            if node in self._owners:
                continue
            del self._nodes[at]
            task = begin(node.close(), name="leave a server")
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    def _on_another_process(self, parts: Collection[int]) -> None:
        if parts:
            self.on_change(parts)


def _address(server: object, asked: Node) -> Address:
    """Of what CLUSTER SLOTS says of a server; without a host it is where it was asked."""
    host, port = server[:2]  # type: ignore[index]
    return (host or b"").decode() or asked.at[0], int(port)
