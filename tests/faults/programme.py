# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Runs kinds of faults, several worlds at a time, judges each world's history, and sums up."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from tests.faults import (
    browser_kinds,
    case_kinds,
    cluster,
    dying_kinds,
    keeping_kinds,
    page_kinds,
    people_kinds,
    process_kinds,
    publishing_kinds,
    sentinel,
    store_kinds,
    tails,
)
from tests.faults.kinds import ATTEMPTS, Kind, NotPossible
from tests.faults.processes import Store
from tests.faults.result import Result, sum_up
from tests.faults.world import MIN_UNDER_WAY, open_world

ALL: list[Kind] = [
    *process_kinds.KINDS,
    *store_kinds.KINDS,
    *keeping_kinds.KINDS,
    *people_kinds.KINDS,
    tails.KIND,
    *sentinel.KINDS,
    *cluster.KINDS,
    *page_kinds.KINDS,
    *browser_kinds.KINDS,
    *case_kinds.KINDS,
    *publishing_kinds.KINDS,
    *dying_kinds.KINDS,
]
_TINY_DISK = {store_kinds.fill_disk}


Say = Callable[[str], None]


async def run(chosen: list[Kind], times: int, jobs: int, say: Say, keep: Path | None = None, seed: int = 1) -> list[Result]:
    """Inject every kind `times` times, `jobs` worlds at once. Histories of what went wrong are kept in `keep`."""
    turn = asyncio.Semaphore(jobs)

    async def one(kind: Kind) -> Result:
        async with turn:
            began = time.monotonic()
            result = await run_kind(kind, times, keep, seed)
            say(_line(result, time.monotonic() - began))
            return result

    # The slow ones first, so that none of them is left over at the end.
    tasks = {kind.name + kind.profile: asyncio.create_task(one(kind)) for kind in sorted(chosen, key=lambda kind: not kind.long)}
    return [await tasks[kind.name + kind.profile] for kind in chosen]


async def run_kind(kind: Kind, times: int, keep: Path | None, seed: int) -> Result:
    """One world, one kind of fault, `times` effective injections; then its history is judged."""
    result = Result(kind.name, kind.profile, kind.may_lose)
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="wbf-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        try:
            make_store = _store_maker(kind, folder, stack)
            if kind.run is not None:
                await kind.run(make_store, folder, times, seed, result)
            else:
                await _run_world(kind, times, make_store, folder, seed, result)
        except NotPossible as error:
            result.refused = str(error)
        except (RuntimeError, TimeoutError, OSError, AssertionError) as error:
            result.problems.append(f"the run broke off: {type(error).__name__}: {error}")
        if result.problems and keep is not None:
            _keep(folder, keep, kind, result)
    return result


def _keep(folder: Path, keep: Path, kind: Kind, result: Result) -> None:
    """Save what is needed to understand what went wrong."""
    keep.mkdir(parents=True, exist_ok=True)
    result.history = str(keep / f"{''.join(c if c.isalnum() else '-' for c in kind.name)}-{kind.profile}")
    for path in (*folder.glob("*.jsonl"), *folder.glob("*.log"), *folder.glob("cut*/*.jsonl")):
        shutil.copy(path, f"{result.history}.{path.name}")


def _store_maker(kind: Kind, folder: Path, stack: ExitStack) -> Callable[[Path], Store]:
    if kind.profile == "sentinel":
        return sentinel.SentinelStore
    if kind.profile == "balancer":
        return partial(sentinel.SentinelStore, is_balanced=True)
    if kind.profile == "cluster":
        return cluster.ClusterStore
    environment: dict[str, str] = {}
    if kind.inject is store_kinds.step_clock:
        environment = store_kinds.shifted_clock(folder)
    if kind.inject in _TINY_DISK:
        stack.enter_context(store_kinds.small_disk(folder))
    return partial(Store, overrules=kind.store, environment=environment)


async def _run_world(
    kind: Kind, times: int, make_store: Callable[[Path], Store], folder: Path, seed: int, result: Result
) -> None:
    workers, several = (1, 2) if kind.profile == "workers" else (2, 1)
    async with open_world(make_store, workers=workers, several=several, seed=seed, folder=folder) as world:
        attempts = 0
        try:
            while result.injected < times and attempts < times * ATTEMPTS:
                world.work()
                await asyncio.sleep(0.15)
                struck = await kind.inject(world, result.injected)
                attempts += 1
                effective = struck and world.under_way >= MIN_UNDER_WAY
                last = effective and result.injected == times - 1
                seconds = await world.recovered(kind.name, everybody=last)
                if effective:
                    result.injected += 1
                    result.under_way.append(world.under_way)
                    result.in_flight.append(world.in_flight)
                    result.recover_ms.append(round(seconds * 1000))
                else:
                    result.missed += 1
        finally:
            if world.store.alive:
                for line in world.log_lines():
                    world.history.copy(line)
            for phone in world.phones:
                await phone.stop()
            sum_up(world.history, result)
    if result.injected < times:
        result.problems.append(f"only {result.injected} of {times} injections struck")


def _line(result: Result, seconds: float) -> str:
    name = f"{result.kind} [{result.profile}]"
    if result.refused:
        return f"{name}: not injected: {result.refused}"
    worst = max(result.recover_ms, default=0) / 1000
    line = (
        f"{name}: {result.injected} injected, {result.lost} lost, {result.duplicated} duplicated, {result.diverged} diverged, "
        f"at most {worst:.1f} s to recover ({seconds:.0f} s)"
    )
    return "\n".join([line, *(f"    {problem}" for problem in result.problems[:5])])
