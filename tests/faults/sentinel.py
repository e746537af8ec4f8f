# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A primary, two replicas and three sentinels, real processes all, and a failover under load.

Workers ask the sentinels themselves, or reach the primary of the moment through one address that follows what the sentinels
say, as a TCP balancer in front of Redis does; here that is the proxy between a worker and its store.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import subprocess
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from server.store.embedded import server_binary, tied_to_parent
from tests.faults.kinds import Kind, Profile
from tests.faults.processes import Store, until
from tests.faults.world import World
from tests.patience import patient
from tests.running import free_port

NAME = "board"
SETTINGS = {
    "repl-diskless-sync-delay": "0",
    # An old primary that comes back and has nobody behind it takes no changes: nothing is acknowledged that is thrown away.
    "min-replicas-to-write": "1",
    "min-replicas-max-lag": "3",
}
DOWN_AFTER_MS = 1500
"""Shorter, a busy machine fails over again and again."""
FAILOVER_WITHIN_S = 20.0


class SentinelStore(Store):
    """Three stores of which one leads, and three sentinels that say which. Workers ask them, unless `is_balanced`."""

    def __init__(self, folder: Path, *, is_balanced: bool = False) -> None:
        super().__init__(folder)
        self._is_balanced = is_balanced
        self.stores: list[Store] = []
        for name in ("one", "two", "three"):
            (folder / name).mkdir()
            self.stores.append(Store(folder / name, SETTINGS))
        self.leader = self.stores[0]
        self._follower: asyncio.Task[None] | None = None
        self._sentinels: list[tuple[subprocess.Popen[bytes], int]] = []
        self._lead(self.stores[0])

    def _lead(self, store: Store) -> None:
        self.leader = store
        self.port, self.socket, self.data, self.process = store.port, store.socket, store.data, store.process

    async def start(self) -> None:
        """Start all six; returns when the replicas follow and the sentinels know each other."""
        for store in self.stores:
            await store.start()
        for store in self.stores[1:]:
            store.ask("REPLICAOF", "127.0.0.1", self.stores[0].port)
        self._lead(self.stores[0])
        for number in range(3):
            self._start_sentinel(number)
        await self.steady()
        if not self._is_balanced:
            self.url = f"redis+sentinel://{','.join(f'127.0.0.1:{port}' for _, port in self._sentinels)}/{NAME}"
        self._follower = asyncio.create_task(self._follow(), name="sentinels' leader")

    async def _follow(self) -> None:
        """What the balancer does: connect newcomers to the leader of the moment. Connections to an old one stand."""
        while True:
            with contextlib.suppress(RedisError):
                self._find_leader()
            await asyncio.sleep(0.05)

    def _start_sentinel(self, number: int) -> None:
        port = free_port()
        config = self.folder / f"sentinel{number}.conf"
        config.write_text(
            f"port {port}\nbind 127.0.0.1\ndir {self.folder}\n"
            f"sentinel monitor {NAME} 127.0.0.1 {self.stores[0].port} 2\n"
            f"sentinel down-after-milliseconds {NAME} {DOWN_AFTER_MS}\n"
            f"sentinel failover-timeout {NAME} 4000\n"
        )
        with (self.folder / f"sentinel{number}.log").open("ab") as output:
            process = subprocess.Popen(
                [server_binary(), str(config), "--sentinel"],
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=tied_to_parent(),  # noqa: PLW1509 # one thread starts processes here, the main one
            )
        self._sentinels.append((process, port))

    async def steady(self) -> None:
        """Wait until the replicas have everything and all sentinels see one another and them."""
        if not await until(self._is_steady, patient(FAILOVER_WITHIN_S), every_s=0.1):
            raise RuntimeError("the sentinels did not come to rest")

    def _is_steady(self) -> bool:
        try:
            for _, port in self._sentinels:
                known = _ask(port, "SENTINEL", "MASTER", NAME)
                seen = (int(known["num-other-sentinels"]), int(known["num-slaves"]), known["flags"], int(known["port"]))
                if seen != (2, 2, "master", self.leader.port):
                    return False
            return all(self._follows(store) for store in self.stores if store is not self.leader)
        except Exception:  # noqa: BLE001 # one that is starting says many things
            return False

    def _follows(self, store: Store) -> bool:
        told = store.ask("INFO", "replication")
        return told.get("master_link_status") == "up" and int(told.get("master_port", 0)) == self.leader.port

    def _find_leader(self) -> None:
        said = [self._leader_port(port) for _, port in self._sentinels]
        for store in self.stores:
            if store is not self.leader and said.count(store.port) >= 2 and store.ask("ROLE")[0] == "master":
                self._lead(store)

    def _leader_port(self, port: int) -> int:
        try:
            return int(_ask(port, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME)[1])
        except Exception:  # noqa: BLE001 # no answer is no vote
            return 0

    def kill(self) -> None:
        """End all six."""
        if self._follower is not None:
            self._follower.cancel()
        for process, _ in self._sentinels:
            process.kill()
            process.wait()
        for store in self.stores:
            store.kill()

    @property
    def alive(self) -> bool:
        return self.leader.alive


async def fail_over(world: World, _: int, *, frozen: bool) -> bool:
    """The primary is killed or stands still under load; sentinels make the replica lead; the old one comes back and follows."""
    store = world.store
    assert isinstance(store, SentinelStore)
    await store.steady()
    world.rush()
    await asyncio.sleep(0.1)
    old = store.leader
    world.struck("failover")
    if frozen:
        old.signal(signal.SIGSTOP)
    else:
        old.kill()
    world.at_ease()
    if not await until(lambda: store.leader is not old, patient(FAILOVER_WITHIN_S)):
        raise RuntimeError("the sentinels chose no other leader")
    world.lifted()
    if frozen:
        # It goes on as a primary until the sentinels tell it otherwise, and connections to it stand: nobody breaks them off.
        old.signal(signal.SIGCONT)
    else:
        await old.start()
    return True


def _ask(port: int, *command: str) -> Any:
    with Redis(port=port, decode_responses=True, socket_timeout=1) as client:
        return client.execute_command(*command)


def _kind(name: str, profile: Profile, *, frozen: bool) -> Kind:
    async def inject(world: World, number: int) -> bool:
        return await fail_over(world, number, frozen=frozen)

    return Kind(name, inject, profile, long=True)


KINDS = [
    _kind("Sentinel failover: primary killed", "sentinel", frozen=False),
    _kind("Sentinel failover: primary stopped (SIGSTOP), then back", "sentinel", frozen=True),
    _kind("failover behind a balancer: primary stopped (SIGSTOP), then back", "balancer", frozen=True),
]
