# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a kind of fault is, and the points of an append at which it may strike."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Literal

from msgspec import Struct

from tests.faults.processes import Store, Worker
from tests.faults.proxy import Trap
from tests.faults.result import Result
from tests.faults.world import World
from tests.patience import patient

Profile = Literal["solo", "everysec", "sentinel", "balancer", "cluster", "workers", "page", "browser"]
"""solo: one Redis, `appendfsync always`. everysec: the same with `appendfsync everysec`. sentinel: two replicas and three
sentinels, whom the workers ask. balancer: the same, behind one address. cluster: three primaries with a
replica each, and an append waits for one replica. workers: solo, and both workers under one parent.
page: one worker with the embedded store, and people on the shipped client in Node. browser: the same, and one in Chromium.
"""

MakeStore = Callable[[Path], Store]
"""Makes a store in a folder."""

Point = Literal["before the append", "after the append, before its reply", "after the reply, before people hear"]
POINTS: tuple[Point, ...] = (
    "before the append",
    "after the append, before its reply",
    "after the reply, before people hear",
)

ATTEMPTS = 4
"""An injection that did not strike, or met too few commands, is repeated so often."""
SPRUNG_WITHIN_S = 5.0
_APPEND = b"EVALSHA"


class NotPossible(Exception):
    """This kind cannot be injected on this machine; the message says why."""


async def _in_another_way(_world: World, _number: int) -> bool:
    raise NotImplementedError


class Kind(Struct, frozen=True):
    """A kind of fault. `inject` calls `world.struck` and `world.lifted`, and answers whether it was seen to have struck."""

    name: str
    inject: Callable[[World, int], Awaitable[bool]] = _in_another_way
    profile: Profile = "solo"
    store: dict[str, str] = {}
    """Settings of the store besides the profile's."""
    may_lose: bool = False
    """The profile promises only that what is lost is told: counted apart."""
    long: bool = False
    """Takes several seconds each; not in the short selection."""
    run: Callable[[MakeStore, Path, int, int, Result], Awaitable[None]] | None = None
    """For a kind that has a world of its own: inject it so many times, with this seed, and write down what came of it."""


async def first(traps: list[Trap]) -> Trap | None:
    """The first trap that springs; the others are released. None when none does."""
    waiting = {asyncio.create_task(trap.sprung.wait()): trap for trap in traps}
    done, late = await asyncio.wait(waiting, timeout=patient(SPRUNG_WITHIN_S), return_when=asyncio.FIRST_COMPLETED)
    for task in late:
        task.cancel()
        waiting[task].release()
    sprung = [waiting[task] for task in done]
    for trap in sprung[1:]:
        trap.release()
    return sprung[0] if sprung else None


def set_trap(worker: Worker, point: Point) -> Trap:
    """Hold the next append of this worker, or the reply to it."""
    return worker.to_store.trap("up" if point == POINTS[0] else "down", kind="command", after=_APPEND)


def pick(world: World, number: int) -> Worker:
    """Another worker each time."""
    return world.workers[number % len(world.workers)]
