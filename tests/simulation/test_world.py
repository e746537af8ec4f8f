# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workshops in which things go wrong, in virtual time: the invariants of docs/reliability.md hold, and would be missed."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections import Counter

import pytest

from tests.simulation import faults
from tests.simulation.loop import Stuck, run
from tests.simulation.planted import PLANTED
from tests.simulation.runs import Tally, replay_command
from tests.simulation.world import play

FEW, MANY = range(60), range(200)

REGRESSIONS = {
    93: "a page came back to a worker that lagged, and saw its own note vanish for a moment",
    279: "a page came back to a worker that lagged, and was told done before the change was there",
    4032: "a page that changed connections went back by what the old one had said meanwhile",
    23502: "a page came back after a worker had caught up at once with what was made and unmade, and kept what was gone",
    988: "a command was decided again after its entry was lost, and the new entry had the nonce of the lost one",
}
"""Seeds that once failed, and what went wrong."""

BEGIN_AT = {
    "nonces_not_compared": 126,
    "welcomed_before_the_change": 93,
    "nonce_kept_for_another_decision": 5920,
    "two_links_at_once": 4030,
    "several_entries_remembered_as_one": 23500,
}
"""Where the search for a planted bug begins, so that it does not take long; it goes on from there."""
SEARCHED = 300
SLOWLY_FOUND = ("nonces_not_compared",)
"""Workers that trust a lost tail go round and round in it before anybody sees; the others take a second."""


@pytest.mark.slow
@pytest.mark.parametrize(("seeds", "often"), [(FEW, 2), pytest.param(MANY, 10, marks=pytest.mark.long)], ids=["few", "many"])
def test_whatever_breaks_nothing_is_lost_doubled_or_shown_out_of_turn(seeds: range, often: int) -> None:
    """[LOG-04] [LOG-05] [LOG-07] [LOG-08] [LCK-09] [LCK-10] [WIR-04] [WIR-06]"""
    tally = Tally()
    for seed in seeds:
        tally.add(play(seed))
    assert not tally.failed, "\n".join(f"{report.violation}: {replay_command(report.seed)}" for report in tally.failed)
    # A world in which nothing happened would prove nothing.
    assert set(tally.strikes) == set(faults.kinds_of("sentinel"))
    assert tally.sums["done"] > 10 * len(seeds)
    assert min(tally.sums[name] for name in ("refused", "silences", "healed")) > often


@pytest.mark.parametrize("seed", REGRESSIONS, ids=[text.replace(" ", "-") for text in REGRESSIONS.values()])
def test_what_went_wrong_once_goes_well(seed: int) -> None:
    assert not play(seed).violation, replay_command(seed)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] if name in SLOWLY_FOUND else []) for name in PLANTED]
)
def test_a_planted_bug_is_found(name: str) -> None:
    first = BEGIN_AT.get(name, 0)
    with PLANTED[name]():
        assert any(play(seed).violation for seed in range(first, first + SEARCHED))


def test_a_seed_plays_the_same_schedule_in_every_process() -> None:
    def trace(hash_seed: str) -> str:
        command = [sys.executable, "-m", "tests.simulation", "--seed", "12"]
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    first = trace("1")
    assert Counter(first.split())["FAULT"] > 0
    assert first == trace("2")


def test_an_hour_passes_at_once() -> None:
    async def main() -> float:
        loop = asyncio.get_running_loop()
        began_s = loop.time()
        await asyncio.gather(asyncio.sleep(3600), asyncio.sleep(60))
        return loop.time() - began_s

    assert run(main()) == pytest.approx(3600)


def test_a_schedule_that_waits_for_nothing_is_told_so() -> None:
    async def main() -> None:
        await asyncio.Event().wait()

    with pytest.raises(Stuck):
        run(main())
