# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shipped client, in processes of its own, against a real server: a short selection of `python -m tests.clientqueue`."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.clientqueue import endings
from tests.clientqueue.__main__ import inject
from tests.clientqueue.endings import ENDINGS, Ending
from tests.clientqueue.kinds import KINDS, Kind, jam, kill_all_offline
from tests.clientqueue.world import RECOVERY_LIMIT_S, World, open_house, open_world
from tests.patience import patient

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.slow]

ENOUGH = 20
"""Commands under way; the longer run asks for more, which a busy machine gives only now and then."""
QUICK = [kind for kind in KINDS if not kind.long]
FIRST = ("replies lost after the commit", "server killed", "phones killed after replies were lost")
"""The rest are long."""
JAMMED = next(kind for kind in KINDS if kind.inject is jam)
BOTH_TABS = next(kind for kind in KINDS if kind.inject is kill_all_offline)
PHONES_DIE = next(kind for kind in KINDS if kind.name == "phones killed after replies were lost")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world() -> AsyncIterator[World]:
    """One workshop under all faults, one after another."""
    async with open_world() as world:
        world.recovery_limit_s = patient(RECOVERY_LIMIT_S)
        yield world


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, id=kind.name.replace(" ", "-"), marks=() if kind.name in FIRST else pytest.mark.long) for kind in QUICK],
)
async def test_every_note_is_there_once_and_all_see_the_same_after(kind: Kind, world: World) -> None:
    """I3, I4, I5, I6, I7, I8, I13; and nothing that was asked on a page is refused because of what happened to it."""
    await inject(kind, world, QUICK.index(kind), ENOUGH)
    verdict = await world.verdict()
    assert verdict.sound, verdict.problems
    assert not [line for line in world.history() if line["k"] == "refused"]


async def test_pages_have_taken_over_what_dead_ones_left(world: World) -> None:
    """Otherwise the sentences above would be true of phones that lost nothing."""
    assert world.adopted > 0


async def test_a_page_that_takes_a_queue_over_under_another_name_is_found() -> None:
    async with open_world(plant="nameless") as world:
        world.recovery_limit_s = patient(RECOVERY_LIMIT_S)
        await inject(PHONES_DIE, world, 0, ENOUGH)
        assert (await world.verdict()).duplicated


async def test_what_cannot_be_sent_goes_out_of_the_way_of_what_stands_behind_it() -> None:
    """Twice, the second time offline where pages die with it: four of each person's five are refused, and nothing else waits."""
    async with open_world() as world:
        world.recovery_limit_s = patient(RECOVERY_LIMIT_S)
        for number in range(2):
            await inject(JAMMED, world, number, ENOUGH)
        verdict = await world.verdict()
        codes = [line["code"] for line in world.history() if line["k"] == "refused"]
    assert verdict.sound, verdict.problems
    assert codes.count("invalid") == 3 * codes.count("too_long") > 0


@pytest.mark.long
async def test_two_tabs_of_one_person_keep_a_queue_and_a_draft_each() -> None:
    async with open_world(tabs=2) as world:
        world.recovery_limit_s = patient(RECOVERY_LIMIT_S)
        await inject(BOTH_TABS, world, 0, ENOUGH)
        verdict = await world.verdict()
    assert verdict.sound, verdict.problems


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(each, id=each.name.replace(" ", "-"), marks=() if each is ENDINGS[0] else pytest.mark.long)
        for each in ENDINGS
    ],
)
async def test_what_was_unsent_at_the_end_still_stands_on_its_device(ending: Ending) -> None:
    """Also after that died and started again."""
    async with open_house() as (folder, house):
        ended = await endings.run(ending, house, folder / "w")
    assert ended.verdict.sound, ended.verdict.problems
