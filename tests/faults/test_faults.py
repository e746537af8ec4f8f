# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A short selection of `make faults`: each quick kind once, against two real workers on one real store, with people writing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from tests.faults import people_kinds, process_kinds, store_kinds, tails
from tests.faults.checker import Verdict, judge
from tests.faults.kinds import ATTEMPTS, Kind
from tests.faults.processes import Store
from tests.faults.result import Result
from tests.faults.world import MIN_UNDER_WAY, RECOVERY_LIMIT_S, World, open_world
from tests.patience import patient

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

_OWN_STORE = (store_kinds.fill_disk, store_kinds.step_clock)
_SLOW = ("byte by byte", "SIGTERM", "300 ms slower", "CLIENT PAUSE")
QUICK = [
    kind
    for kind in (*process_kinds.KINDS, *store_kinds.KINDS, *people_kinds.KINDS)
    if kind.profile == "solo" and not kind.long and kind.inject not in _OWN_STORE and not any(word in kind.name for word in _SLOW)
]
_FIRST = (
    "killed before",
    "people's connections",
    "reply of Redis lost",
    "Redis killed after the append",
    "out of memory",
    "while a worker",
)
"""Of each part that can fail, and at each step of a command, one; the rest are long."""
HEALED = next(kind for kind in store_kinds.KINDS if kind.inject is store_kinds.lose_tail)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world() -> AsyncIterator[World]:
    """One workshop on two workers, under all faults one after another: a board has to survive them in any order."""
    async with open_world(Store) as world:
        world.recovery_limit_s = patient(RECOVERY_LIMIT_S)
        yield world


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world_of_streams() -> AsyncIterator[World]:
    """The same where the network lets no WebSocket through, and what people send goes to either worker."""
    async with open_world(Store, by_stream=True) as world:
        world.recovery_limit_s = patient(RECOVERY_LIMIT_S)
        yield world


async def inject(kind: Kind, world: World, number: int = 0) -> None:
    """Inject until it was seen to strike, with enough commands under way; then wait until everybody is as he should be."""
    for _ in range(ATTEMPTS):
        world.work()
        struck = await kind.inject(world, number)
        effective = struck and world.under_way >= MIN_UNDER_WAY
        await world.recovered(kind.name)
        if effective:
            return
    pytest.fail("it never struck")


def verdict_of(world: World) -> Verdict:
    return judge([*world.history.read(), *world.log_lines()])


def is_first(kind: Kind) -> bool:
    return any(words in kind.name for words in _FIRST)


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, id=kind.name.replace(" ", "-"), marks=() if is_first(kind) else pytest.mark.long) for kind in QUICK],
)
async def test_nothing_is_lost_or_doubled_and_all_see_the_same_after(kind: Kind, world: World) -> None:
    await inject(kind, world, QUICK.index(kind))
    verdict = verdict_of(world)
    assert verdict.sound, verdict.problems


@pytest.mark.long
@pytest.mark.parametrize("kind", QUICK, ids=lambda kind: kind.name.replace(" ", "-"))
async def test_the_same_holds_where_no_websocket_comes_through(kind: Kind, world_of_streams: World) -> None:
    """[WIR-16]"""
    await inject(kind, world_of_streams, QUICK.index(kind))
    verdict = verdict_of(world_of_streams)
    assert verdict.sound, verdict.problems


async def test_the_checker_finds_an_entry_taken_out_of_the_real_log_and_one_put_in_twice(world: World) -> None:
    """Otherwise the sentences above would be true of anything."""
    told, log = world.history.read(), world.log_lines()
    settled = next(line for line in log if line["c"])
    assert judge([*told, *(line for line in log if line is not settled)]).lost
    assert judge([*told, *log, settled | {"seq": log[-1]["seq"] + 1}]).duplicated


async def test_a_lost_tail_is_put_back_by_the_workers_that_still_have_it() -> None:
    async with open_world(partial(Store, overrules=store_kinds.EVERYSEC)) as world:
        world.recovery_limit_s = patient(RECOVERY_LIMIT_S)
        await inject(HEALED, world)
        verdict = verdict_of(world)
    assert verdict.sound, verdict.problems


async def test_a_cut_append_only_file_restores_everything_acknowledged_before_the_cut(tmp_path: Path) -> None:
    result = Result(tails.KIND.name, "solo", may_lose=False)
    await tails.run(Store, tmp_path, 4, 1, result)
    assert result.injected == 4
    assert not result.problems
