# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults of the store: crashes, lost tails, a full disk or memory, what an operator does to it, and its clock."""

from __future__ import annotations

import asyncio
import contextlib
import os
import struct
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.faults.kinds import POINTS, Kind, NotPossible, Point, first, set_trap
from tests.faults.processes import Store
from tests.faults.world import World

DISK_MEGABYTES = 24
CLOCK_FILE = "clock-offset-us"
EVERYSEC = {"appendfsync": "everysec"}


async def kill_store(point: Point, world: World, _: int) -> bool:
    """SIGKILL of Redis at a chosen point of an append; it is started again as an operator's supervisor does."""
    traps = [set_trap(worker, point) for worker in world.workers]
    world.rush()
    sprung = await first(traps)
    if sprung is None:
        return False
    world.struck("store killed")
    if point == POINTS[2]:
        sprung.release()
    world.store.kill()
    sprung.drop()
    world.at_ease()
    await world.store.start()
    world.lifted()
    return True


# ── lost tails ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def lose_tail(world: World, _: int) -> bool:
    """Redis dies with its machine before the last writes were on disk, and comes back without them; the workers live."""
    world.rush()
    await asyncio.sleep(0.3)
    world.struck("tail lost")
    before = world.head_seq()
    world.store.kill()
    _truncate(world.store, world.random.randint(300, 6000))
    await world.store.start()
    # Past every proxy, and before a worker can have put anything back: connections are refused until `start` returns at most.
    after = world.head_seq()
    world.lifted()
    return after < before


async def lose_tail_and_workers(world: World, _: int) -> bool:
    """The whole machine dies before the last writes were on disk: nobody is left who still has them."""
    world.rush()
    await asyncio.sleep(0.3)
    world.struck("machine crashed")
    before = world.head_seq()
    for worker in world.workers:
        worker.kill()
    world.store.kill()
    _truncate(world.store, world.random.randint(300, 6000))
    await world.store.start()
    after = world.head_seq()
    for worker in world.workers:
        await worker.start()
    world.lifted()
    return after < before


def _truncate(store: Store, by_bytes: int) -> None:
    path = store.aof
    os.truncate(path, max(0, path.stat().st_size - by_bytes))


# ── refusals ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def refuse(word: str, on: Callable[[Store], None], off: Callable[[Store], None], world: World, _: int) -> bool:
    """Redis refuses every write with an error word for a second; people keep what they wrote."""
    world.store.ask("CONFIG", "RESETSTAT")
    world.rush()
    world.struck(word)
    on(world.store)
    world.at_ease()
    await asyncio.sleep(1.0)
    refused = world.store.errors(word)
    off(world.store)
    world.lifted()
    return refused > 0


def _memory(limit: str) -> Callable[[Store], None]:
    return lambda store: store.ask("CONFIG", "SET", "maxmemory", limit)


async def flush_scripts(world: World, _: int) -> bool:
    """SCRIPT FLUSH under load: the append script is gone from the cache."""
    world.store.ask("CONFIG", "RESETSTAT")
    world.rush()
    world.struck("SCRIPT FLUSH")
    world.store.ask("SCRIPT", "FLUSH")
    await asyncio.sleep(0.3)
    struck = world.store.errors("NOSCRIPT") > 0
    world.lifted()
    return struck


async def kill_clients(world: World, number: int) -> bool:
    """CLIENT KILL of all ordinary connections, or of all subscribers."""
    world.rush()
    await asyncio.sleep(0.02)
    world.struck("CLIENT KILL")
    killed = world.store.ask("CLIENT", "KILL", "TYPE", ("normal", "pubsub")[number % 2])
    world.lifted()
    return int(killed) > 0


async def pause_clients(world: World, _: int) -> bool:
    """CLIENT PAUSE: Redis answers nobody for 1.5 seconds."""
    world.rush()
    world.struck("CLIENT PAUSE")
    before = world.head_seq()
    world.store.ask("CLIENT", "PAUSE", 1500, "ALL")
    await asyncio.sleep(1.5)
    world.lifted()
    return any(phone.in_flight for phone in world.phones) or world.head_seq() == before


# ── a full disk ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A tmpfs in `folder`/data while the context is open. Raises NotPossible where that is not allowed."""
    data = folder / "data"
    data.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m", "tmpfs", str(data)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise NotPossible(f"no small disk: {error}") from error
    if done.returncode:
        raise NotPossible(f"no small disk: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(data)], capture_output=True, check=False)


async def fill_disk(world: World, _: int) -> bool:
    """The disk of Redis is full for a second. With fsync always Redis gives up at once; with everysec it refuses writes."""
    always = world.store.ask("CONFIG", "GET", "appendfsync")
    dies = "always" in (always.values() if isinstance(always, dict) else always)
    world.store.ask("CONFIG", "RESETSTAT")
    filler = world.store.data / "filler"
    world.rush()
    world.struck("disk full")
    _fill(filler)
    world.at_ease()
    await asyncio.sleep(2.0 if not dies else 1.0)
    struck = not world.store.alive if dies else world.store.errors("MISCONF") > 0
    filler.unlink()
    if not world.store.alive:
        await world.store.start()
    world.lifted()
    return struck


def _fill(path: Path) -> None:
    for size in (1 << 20, 1 << 12, 256, 1):
        with contextlib.suppress(OSError), path.open("ab", buffering=0) as file:
            while True:
                file.write(b"\0" * size)


# ── the clock ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def shifted_clock(folder: Path) -> dict[str, str]:
    """Environment of a store whose wall clock is as much off as `step_clock` says. Raises NotPossible without a C compiler."""
    library = folder / "clockshift.so"
    source = Path(__file__).with_name("clockshift.c")
    try:
        subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotPossible(f"no clock of its own: {error}") from error
    (folder / CLOCK_FILE).write_bytes(struct.pack("q", 0))
    return {"LD_PRELOAD": str(library), "CLOCKSHIFT_FILE": str(folder / CLOCK_FILE)}


async def step_clock(world: World, number: int) -> bool:
    """The wall clock of Redis' machine jumps an hour ahead, and the next time back."""
    path = world.folder / CLOCK_FILE
    before = int(world.store.ask("TIME")[0])
    world.rush()
    await asyncio.sleep(0.05)
    world.struck("clock")
    with path.open("r+b") as file:
        file.write(struct.pack("q", 0 if number % 2 else 3600 * 1_000_000))
    await asyncio.sleep(0.3)
    after = int(world.store.ask("TIME")[0])
    world.lifted()
    return abs(after - before) > 3000


KINDS: list[Kind] = [
    *(Kind(f"Redis killed {point}", partial(kill_store, point)) for point in POINTS),
    Kind("Redis killed after the append, before its reply", partial(kill_store, POINTS[1]), "everysec", EVERYSEC),
    Kind("Redis lost its last writes, the workers live", lose_tail, "everysec", EVERYSEC),
    Kind(
        "machine crashed: last writes and all workers lost", lose_tail_and_workers, "everysec", EVERYSEC, may_lose=True, long=True
    ),
    Kind(
        "Redis read-only (REPLICAOF)",
        partial(
            refuse,
            "READONLY",
            lambda store: store.ask("REPLICAOF", "127.0.0.1", "1"),
            lambda store: store.ask("REPLICAOF", "NO", "ONE"),
        ),
    ),
    Kind("Redis out of memory (noeviction)", partial(refuse, "OOM", _memory("1mb"), _memory("0"))),
    Kind("SCRIPT FLUSH", flush_scripts),
    Kind("CLIENT KILL", kill_clients),
    Kind("CLIENT PAUSE 1.5 s", pause_clients),
    Kind("disk full: Redis ends", fill_disk),
    Kind("disk full: Redis refuses (MISCONF)", fill_disk, "everysec", EVERYSEC),
    Kind("clock of Redis jumps an hour, either way", step_clock),
]
