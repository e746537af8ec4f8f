# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Three primaries with a replica each, real processes all, as one cluster; and what happens to it: a failover, a slot that
moves, a part that is down.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from redis.crc import key_slot
from redis.exceptions import RedisError

from tests.faults.kinds import Kind
from tests.faults.processes import Store, until
from tests.faults.world import World
from tests.patience import patient
from tests.running import free_port

NODE_TIMEOUT_MS = 1500
"""Shorter, a busy machine fails over again and again."""
STEADY_WITHIN_S = 30.0
SLOTS = 16_384
SETTINGS = {
    "cluster-enabled": "yes",
    "cluster-node-timeout": str(NODE_TIMEOUT_MS),
    # What one part keeps is no reason for the others to stop.
    "cluster-require-full-coverage": "no",
    "repl-diskless-sync-delay": "0",
}


class ClusterStore(Store):
    """Some primaries, and replicas of them. `home` is who keeps the workshop in which people write."""

    def __init__(self, folder: Path, *, primaries: int = 3, replicas: int = 3) -> None:
        super().__init__(folder)
        self.primaries = primaries
        self.stores: list[Store] = []
        self._buses = [str(free_port()) for _ in range(primaries + replicas)]
        for number in range(primaries + replicas):
            (folder / f"n{number}").mkdir()
            self.stores.append(Store(folder / f"n{number}", {**SETTINGS, "cluster-port": self._buses[number]}))
        self.frozen: Store | None = None
        # Workers know two, and learn the others from them.
        self.url = f"redis+cluster://{','.join(f'127.0.0.1:{store.port}' for store in self.stores[:2])}"

    async def start(self) -> None:
        """Start all and make them one; returns when every slot is kept and the replicas follow."""
        for store in self.stores:
            await store.start()
        leading, following = self.stores[: self.primaries], self.stores[self.primaries :]
        for number, store in enumerate(leading):
            first, after = SLOTS * number // self.primaries, SLOTS * (number + 1) // self.primaries
            store.ask("CLUSTER", "SET-CONFIG-EPOCH", number + 1)
            store.ask("CLUSTER", "ADDSLOTSRANGE", first, after - 1)
        for store in self.stores[1:]:
            store.ask("CLUSTER", "MEET", "127.0.0.1", self.stores[0].port, self._buses[0])
        await self.until(lambda: all(self._known_to(store) for store in self.stores), "the servers did not meet")
        for number, store in enumerate(following):
            store.ask("CLUSTER", "REPLICATE", leading[number % self.primaries].ask("CLUSTER", "MYID"))
        await self.steady()

    def _known_to(self, store: Store) -> bool:
        return int(_info(store)["cluster_known_nodes"]) == len(self.stores)

    async def steady(self) -> None:
        """Wait until every slot is kept, every server that lives knows it, and every replica follows."""
        await self.until(self._is_steady, "the cluster did not come to rest")

    async def until(self, holds: Callable[[], bool], otherwise: str) -> None:
        """Wait until it holds. Raises RuntimeError with `otherwise` in it."""
        if not await until(lambda: _quietly(holds), patient(STEADY_WITHIN_S), every_s=0.1):
            raise RuntimeError(otherwise)

    def _is_steady(self) -> bool:
        views = []
        for store in self.stores:
            if not store.alive:
                continue
            told = _info(store)
            if (told["cluster_state"], int(told["cluster_slots_ok"])) != ("ok", SLOTS):
                return False
            views.append(sorted((first, last, server[1]) for first, last, server, *_ in store.ask("CLUSTER", "SLOTS")))
            role = store.ask("INFO", "replication")
            if role["role"] == "slave" and role["master_link_status"] != "up":
                return False
        return all(view == views[0] for view in views)

    def keeper(self, slot: int) -> Store:
        """Who keeps a slot, as a server says that lives."""
        for store in self.stores:
            if store.alive and store is not self.frozen:
                for first, last, server, *_ in store.ask("CLUSTER", "SLOTS"):
                    if first <= slot <= last:
                        return next(each for each in self.stores if each.port == server[1])
        raise RuntimeError("nobody keeps it")

    def ask(self, *command: str | int) -> Any:
        """One command to whoever keeps what it names."""
        return self.keeper(key_slot(str(command[1]).encode())).ask(*command)

    def kill(self) -> None:
        """End all."""
        for store in self.stores:
            store.kill()

    @property
    def alive(self) -> bool:
        return all(store.alive for store in self.stores[: self.primaries])


def slot_of(session_id: str) -> int:
    """The slot that a workshop is in."""
    return key_slot(f"wb:{{s:{session_id}}}:head".encode())


def moving(cluster: ClusterStore, slot: int, to: Store) -> Iterator[None]:
    """Give a slot to another server, key by key, as `redis-cli --cluster reshard` does, with a pause after each step."""
    source = cluster.keeper(slot)
    here, there = source.ask("CLUSTER", "MYID"), to.ask("CLUSTER", "MYID")
    to.ask("CLUSTER", "SETSLOT", slot, "IMPORTING", here)
    source.ask("CLUSTER", "SETSLOT", slot, "MIGRATING", there)
    yield
    while keys := source.ask("CLUSTER", "GETKEYSINSLOT", slot, 1):
        source.ask("MIGRATE", "127.0.0.1", to.port, keys[0], 0, 5000)
        yield
    to.ask("CLUSTER", "SETSLOT", slot, "NODE", there)
    source.ask("CLUSTER", "SETSLOT", slot, "NODE", there)


def _info(store: Store) -> dict[str, str]:
    told = store.ask("CLUSTER", "INFO")
    if isinstance(told, dict):
        return told
    return dict(line.split(":", 1) for line in str(told).split())


def _quietly(holds: Callable[[], bool]) -> bool:
    try:
        return holds()
    except (RedisError, OSError, KeyError, RuntimeError):
        return False  # one that is starting says many things


# ── faults ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def fail_over(world: World, _: int, *, frozen: bool) -> bool:
    """The primary of the workshop is killed or stands still under load; its replica leads; the old one comes back and follows."""
    cluster = world.store
    assert isinstance(cluster, ClusterStore)
    await cluster.steady()
    slot = slot_of(world.session_id)
    old = cluster.keeper(slot)
    world.rush()
    await asyncio.sleep(0.1)
    world.struck("cluster failover")
    if frozen:
        cluster.frozen = old
        old.signal(signal.SIGSTOP)
    else:
        old.kill()
    world.at_ease()
    if not await until(lambda: _quietly(lambda: cluster.keeper(slot) is not old), patient(STEADY_WITHIN_S), every_s=0.05):
        raise RuntimeError("no replica came to lead")
    world.lifted()
    if frozen:
        old.signal(signal.SIGCONT)
        cluster.frozen = None
    else:
        await old.start()
    return True


async def planned(world: World, _: int) -> bool:
    """As an operator upgrades a cluster: the replica of the workshop is started anew, and then it leads, both under load."""
    cluster = world.store
    assert isinstance(cluster, ClusterStore)
    await cluster.steady()
    slot = slot_of(world.session_id)
    old = cluster.keeper(slot)
    replica = next(store for store in cluster.stores if store is not old and _follows(store, old))
    replica.kill()
    await replica.start()
    await cluster.steady()
    await asyncio.sleep(3.0)  # every worker has looked at it
    world.rush()
    await asyncio.sleep(0.1)
    world.struck("planned failover")
    replica.ask("CLUSTER", "FAILOVER")
    if not await until(lambda: _quietly(lambda: cluster.keeper(slot) is replica), patient(STEADY_WITHIN_S), every_s=0.05):
        raise RuntimeError("the replica did not come to lead")
    world.at_ease()
    world.lifted()
    return True


async def reshard(world: World, number: int) -> bool:
    """The slot of the workshop moves to another primary under load, key by key, with people writing between two keys."""
    cluster = world.store
    assert isinstance(cluster, ClusterStore)
    await cluster.steady()
    slot = slot_of(world.session_id)
    source = cluster.keeper(slot)
    leading = [store for store in cluster.stores if store.ask("ROLE")[0] == "master" and store is not source]
    world.rush()
    await asyncio.sleep(0.1)
    world.struck("slot moves")
    target = leading[number % len(leading)]
    for _ in moving(cluster, slot, target):
        await asyncio.sleep(0.1)
    world.at_ease()
    world.lifted()
    return cluster.keeper(slot) is target


async def lonely_primary(world: World, _: int) -> bool:
    """The replica dies, people go on, and then the primary dies with all workers: what only those had is gone for ever, so
    nothing of it may have been acknowledged. An operator starts the replica and lets it lead.
    """
    cluster = world.store
    assert isinstance(cluster, ClusterStore)
    await cluster.steady()
    slot = slot_of(world.session_id)
    old = cluster.keeper(slot)
    replica = next(store for store in cluster.stores if store is not old and _follows(store, old))
    seq = world.head_seq()
    replica.kill()
    world.rush()
    await asyncio.sleep(0.5)
    struck = int(old.ask("HGET", f"wb:{{s:{world.session_id}}}:head", "seq")) > seq
    world.struck("lonely primary")
    old.kill()
    for worker in world.workers:
        worker.kill()
    world.at_ease()
    await replica.start()
    await cluster.until(lambda: _info(replica)["cluster_known_nodes"] == str(len(cluster.stores)), "the replica knows nobody")
    replica.ask("CLUSTER", "FAILOVER", "TAKEOVER")
    if not await until(lambda: _quietly(lambda: cluster.keeper(slot) is replica), patient(STEADY_WITHIN_S), every_s=0.05):
        raise RuntimeError("the replica did not come to lead")
    for worker in world.workers:
        await worker.start()
    world.lifted()
    await old.start()
    return struck


async def part_down(world: World, _: int) -> bool:
    """The primary of the workshop and its replica are gone for two seconds, and come back."""
    cluster = world.store
    assert isinstance(cluster, ClusterStore)
    await cluster.steady()
    slot = slot_of(world.session_id)
    gone = [cluster.keeper(slot)]
    gone += [store for store in cluster.stores if _follows(store, gone[0])]
    world.rush()
    await asyncio.sleep(0.1)
    world.struck("part down")
    for store in gone:
        store.kill()
    world.at_ease()
    await asyncio.sleep(2.0)
    for store in gone:
        await store.start()
    world.lifted()
    return True


def _follows(store: Store, leader: Store) -> bool:
    told = store.ask("INFO", "replication")
    return bool(told["role"] == "slave" and int(told.get("master_port", 0)) == leader.port)


def _kind(name: str, inject: Callable[[World, int], Awaitable[bool]]) -> Kind:
    return Kind(name, inject, "cluster", long=True)


async def _killed(world: World, number: int) -> bool:
    return await fail_over(world, number, frozen=False)


async def _frozen(world: World, number: int) -> bool:
    return await fail_over(world, number, frozen=True)


async def _lonely_by_stream(world: World, number: int) -> bool:
    for phone in world.phones:
        phone.by_stream = True
    for worker in world.workers:  # everybody comes back, by a stream
        worker.kill()
        await worker.start()
    if not await until(lambda: all(phone.up for phone in world.phones), patient(STEADY_WITHIN_S)):
        raise RuntimeError("not everybody came back")
    return await lonely_primary(world, number)


KINDS = [
    _kind("cluster failover: primary killed", _killed),
    _kind("cluster failover: primary stopped (SIGSTOP), then back", _frozen),
    _kind("cluster failover: planned, to a replica that was just restarted", planned),
    _kind("cluster: replica killed, then primary and all workers", lonely_primary),
    _kind("cluster: the same by a stream, whose commands may reach another worker", _lonely_by_stream),
    _kind("cluster: the slot of the workshop moves, key by key", reshard),
    _kind("cluster: the part of the workshop is down for two seconds", part_down),
]
