# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one command costs does not grow with the board, counted in steps of the interpreter; and the small workloads work."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from benchmarks import many, pure, units, waiting


def steps_of(work: Callable[[], object]) -> int:
    """Lines that are executed, each turn of a loop anew: the same on every machine."""
    count = 0

    def traced(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return traced

    sys.settrace(traced)
    try:
        work()
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("name", pure.COMMANDS)
def test_a_change_costs_as_much_on_a_board_of_ten_times_as_many_notes(name: str) -> None:
    steps: list[int] = []
    for notes in (100, 1_000):
        session = pure.board(notes).session
        _, session = pure.once(session, pure.command(name, session, 0, 0), 0)  # so that what is kept is there
        command = pure.command(name, session, 1, 0)
        steps.append(steps_of(lambda: pure.once(session, command, 1)))  # noqa: B023 - it is called at once
    assert steps[1] <= 1.2 * steps[0]


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the bench reads /proc")
def test_the_small_workloads_measure_what_arrives() -> None:
    edit, floor, idle = asyncio.run(units.fifteen(1, 100, times=15))
    assert edit.median > floor.median > 0 < idle.median
    for resumed in (False, True):
        _, _, welcome = asyncio.run(units.storm(1, resumed=resumed))
        assert (welcome.median > 100_000) is not resumed


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the bench reads /proc")
def test_many_small_workshops_are_measured_on_the_board_and_on_the_floor() -> None:
    found = asyncio.run(many.measure(3, 15, 3, "auto"))
    assert found.board.sockets == found.floor.sockets == 45
    assert found.board.mib > found.floor.mib
    assert found.board.p99_ms >= found.board.p50_ms > 0


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the bench reads /proc")
def test_an_append_is_measured_with_a_replica_and_without() -> None:
    units_of = asyncio.run(waiting.measure(1, times=16))
    assert len(units_of) == 4 * len(waiting.WAYS)
    assert all(each.median > 0 for each in units_of)
    assert [each.ratio is None for each in units_of] == [True, False] * 2 * len(waiting.WAYS)
