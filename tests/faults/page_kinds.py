# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults of the page itself: the shipped client in Node, as `python -m tests.clientqueue` runs it, counted with the others."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

from tests.clientqueue import endings, kinds
from tests.clientqueue.world import MIN_UNDER_WAY, RECOVERY_LIMIT_S, open_house, open_world
from tests.faults.history import Line
from tests.faults.kinds import ATTEMPTS, Kind, MakeStore
from tests.faults.result import Result, count
from tests.patience import patient

_OURS = ("heads of queues", "two tabs", "both tabs")
"""The rest of that programme's kinds strike line and server, as the ones here do."""


async def _strike(kind: kinds.Kind, _make: MakeStore, folder: Path, times: int, _seed: int, result: Result) -> None:
    """One workshop, `times` injections."""
    async with open_world(tabs=kind.tabs) as world:
        # Time goes by faster for these pages, and their patience with it: they share the machine with the rest of the programme.
        world.recovery_limit_s = patient(RECOVERY_LIMIT_S)
        for attempt in range(times * ATTEMPTS):
            await world.work()
            struck = await kind.inject(world, attempt)
            effective = struck and world.under_way >= MIN_UNDER_WAY
            seconds = await world.recovered(kind.name)
            if not effective:
                result.missed += 1
                continue
            result.injected += 1
            result.under_way.append(world.under_way)
            result.recover_ms.append(round(seconds * 1000))
            if result.injected == times:
                break
        verdict = await world.verdict()
        lines = world.history()
    count(lines, verdict, result)
    _finish(folder, "history", lines, times, result)


async def _end(ending: endings.Ending, _make: MakeStore, folder: Path, times: int, _seed: int, result: Result) -> None:
    """A workshop for each."""
    async with open_house() as (place, house):
        for number in range(times):
            ended = await endings.run(ending, house, place / f"w{number}")
            result.injected += 1
            result.under_way.append(ended.under_way)
            result.recover_ms.append(round(ended.seconds * 1000))
            before = len(result.problems)
            count(ended.lines, ended.verdict, result)
            if len(result.problems) > before:
                _finish(folder, f"workshop{number}", ended.lines, number + 1, result)


def _finish(folder: Path, name: str, lines: list[Line], times: int, result: Result) -> None:
    """Leave the history where the programme looks for it, and say when there were too few."""
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    if result.injected < times:
        result.problems.append(f"only {result.injected} of {times} injections struck")


KINDS: list[Kind] = [
    *(
        Kind(kind.name, profile="page", long=True, run=partial(_strike, kind))
        for kind in kinds.KINDS
        if any(words in kind.name for words in _OURS)
    ),
    *(Kind(ending.name, profile="page", long=True, run=partial(_end, ending)) for ending in endings.ENDINGS),
]
