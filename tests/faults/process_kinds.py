# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults of workers and of the network between them, people and the store."""

from __future__ import annotations

import asyncio
import os
import signal
from functools import partial

from tests.faults.kinds import POINTS, SPRUNG_WITHIN_S, Kind, Point, first, pick, set_trap
from tests.faults.processes import Worker, until
from tests.faults.proxy import Proxy, Way
from tests.faults.world import World
from tests.patience import patient

BOTH_WAYS: tuple[Way, ...] = ("up", "down")


# ── processes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def kill_worker(point: Point, world: World, number: int) -> bool:
    """SIGKILL at a chosen point of an append; the others must not notice, and its people go to another."""
    worker = pick(world, number)
    trap = set_trap(worker, point)
    world.rush()
    if await first([trap]) is None:
        worker.to_store.heal()
        return False
    world.struck("worker killed")
    if point == POINTS[2]:
        worker.to_clients.swallow("down", new=False)
        trap.release()
        # The worker has its reply and tells people, who hear nothing.
        await until(lambda: worker.to_clients.lost_bytes > 0, patient(SPRUNG_WITHIN_S), every_s=0.002)
    worker.kill()
    trap.drop()
    struck = point != POINTS[2] or worker.to_clients.lost_bytes > 0
    worker.to_store.heal()
    worker.to_clients.heal()
    world.lifted()
    return struck


async def kill_one_of_several(world: World, number: int) -> bool:
    """SIGKILL of a worker under `serve --workers 2`: its people go to the other one, and its parent starts another."""
    parent = world.workers[0]
    before = parent.children()
    world.rush()
    await asyncio.sleep(0.05)
    world.struck("one of several workers killed")
    os.kill(before[number % len(before)], signal.SIGKILL)
    await until(lambda: len(set(parent.children()) - set(before)) > 0, patient(SPRUNG_WITHIN_S))
    world.lifted()
    return len(before) == 2 and len(set(parent.children()) - set(before)) == 1


async def restart_worker(world: World, number: int) -> bool:
    """SIGTERM under load, as a rolling restart does, and the same again in its place."""
    worker = pick(world, number)
    world.rush()
    world.struck("worker restarted")
    worker.signal(signal.SIGTERM)
    await asyncio.to_thread(worker.process.wait, 20)  # type: ignore[union-attr]  # it was started
    await worker.start()
    world.lifted()
    return True


async def stop_worker(world: World, number: int) -> bool:
    """SIGSTOP with an append under way, for longer than people wait; then it goes on as if nothing had happened."""
    worker = pick(world, number)
    trap = set_trap(worker, POINTS[number % 2])
    world.rush()
    if await first([trap]) is None:
        return False
    world.struck("worker stopped")
    worker.signal(signal.SIGSTOP)
    trap.release()
    world.at_ease()
    await asyncio.sleep(3.5)
    worker.signal(signal.SIGCONT)
    world.lifted()
    return True


# ── networks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _proxy(worker: Worker, link: str) -> Proxy:
    return worker.to_clients if link == "clients" else worker.to_store


async def cut(link: str, world: World, number: int) -> bool:
    """Every connection of one worker breaks at once."""
    proxy = _proxy(pick(world, number), link)
    world.rush()
    await asyncio.sleep(0.02)
    world.struck(f"{link} cut")
    broken = proxy.cut(None if link == "clients" else "feed" if link == "feed" else "command")
    world.lifted()
    return broken > 0


async def swallow(link: str, lasts_s: float, ways: tuple[Way, ...], world: World, number: int) -> bool:
    """Half-open: connections stand and nothing arrives, either way or one way only, until they are broken off at the end."""
    proxy = _proxy(pick(world, number), link)
    ways = ways or BOTH_WAYS[number % 2 : number % 2 + 1]
    world.rush()
    await asyncio.sleep(0.02)
    world.struck(f"{link} swallowed")
    proxy.swallow(*ways)
    world.at_ease()
    await asyncio.sleep(lasts_s)
    lost = proxy.lost_bytes
    proxy.heal()
    world.lifted()
    return lost > 0


async def deafen(world: World, number: int) -> bool:
    """The subscriber's connection stands and delivers nothing, for ever: the worker itself has to find out."""
    worker = pick(world, number)
    if not worker.to_store.links("feed"):
        return False
    world.rush()
    world.struck("feed deaf")
    worker.to_store.swallow("up", "down", kind="feed", new=False)
    world.at_ease()
    await asyncio.sleep(1.0)
    lost = worker.to_store.lost_bytes
    # Not healed: what recovers, recovers by itself. Bytes that were lost stay lost.
    world.lifted()
    return lost > 0


async def delay(link: str, world: World, number: int) -> bool:
    """Everything takes 300 milliseconds more, each way."""
    proxy = _proxy(pick(world, number), link)
    world.rush()
    world.struck(f"{link} delayed")
    proxy.delay_s = 0.3
    await asyncio.sleep(1.5)
    late = proxy.delayed_bytes
    proxy.heal()
    world.lifted()
    return late > 0


async def slice_up(link: str, world: World, number: int) -> bool:
    """Bytes arrive one by one."""
    proxy = _proxy(pick(world, number), link)
    world.rush()
    world.struck(f"{link} sliced")
    proxy.sliced = True
    await asyncio.sleep(1.0)
    torn = proxy.sliced_bytes
    proxy.heal()
    world.lifted()
    return torn > 0


async def lose_reply(world: World, number: int) -> bool:
    """The append is stored, and its reply is lost with the connection."""
    worker = pick(world, number)
    trap = set_trap(worker, POINTS[1])
    world.rush()
    if await first([trap]) is None:
        return False
    world.struck("reply lost")
    trap.drop()
    world.lifted()
    return True


KINDS: list[Kind] = [
    *(Kind(f"worker killed {point}", partial(kill_worker, point)) for point in POINTS),
    Kind("one of two workers under one parent killed", kill_one_of_several, "workers"),
    Kind("worker restarted (SIGTERM) under load", restart_worker),
    Kind("worker stopped (SIGSTOP) for 3.5 s, with an append under way", stop_worker, long=True),
    Kind("people's connections to a worker cut", partial(cut, "clients")),
    Kind("people's connections half-open for 3 s", partial(swallow, "clients", 3.0, BOTH_WAYS), long=True),
    Kind("people's connections lose one way for 3 s", partial(swallow, "clients", 3.0, ()), long=True),
    Kind("people's connections 300 ms slower each way", partial(delay, "clients")),
    Kind("people's connections byte by byte", partial(slice_up, "clients")),
    Kind("worker's connections to Redis cut", partial(cut, "store")),
    Kind("worker's connections to Redis half-open for 6 s", partial(swallow, "store", 6.0, BOTH_WAYS), long=True),
    Kind("worker's connections to Redis lose one way for 6 s", partial(swallow, "store", 6.0, ()), long=True),
    Kind("worker's connections to Redis 300 ms slower each way", partial(delay, "store")),
    Kind("worker's connections to Redis byte by byte", partial(slice_up, "store")),
    Kind("reply of Redis lost after the commit", lose_reply),
    Kind("worker's subscription to Redis cut", partial(cut, "feed")),
    Kind("worker's subscription to Redis deaf (black hole)", deafen, long=True),
]
