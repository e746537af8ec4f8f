# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a kind of fault did, in figures."""

from __future__ import annotations

from msgspec import Struct, field

from tests.faults.checker import Verdict, judge
from tests.faults.history import History, Line


class Result(Struct):
    """What a kind of fault did. `refused` says why it could not be injected, when it could not."""

    kind: str
    profile: str
    may_lose: bool
    injected: int = 0
    missed: int = 0
    """Injections that did not strike, and do not count."""
    commands: int = 0
    under_way: list[int] = field(default_factory=list)
    in_flight: list[int] = field(default_factory=list)
    recover_ms: list[int] = field(default_factory=list)
    lost: int = 0
    duplicated: int = 0
    diverged: int = 0
    anew: int = 0
    told: int = 0
    """How many pages were told that something is lost."""
    problems: list[str] = field(default_factory=list)
    refused: str = ""
    history: str = ""


def sum_up(history: History, result: Result) -> None:
    """Judge a history and write the outcome down in the result."""
    lines = history.read()
    count(lines, judge(lines), result)


def count(lines: list[Line], verdict: Verdict, result: Result) -> None:
    """Write down in the result what came of a history."""
    result.commands += sum(line["k"] == "invoke" for line in lines)
    result.lost += len(verdict.lost)
    result.duplicated += len(verdict.duplicated)
    result.diverged += len(verdict.diverged)
    result.anew += verdict.anew
    result.told += verdict.told
    if result.profile in {"solo", "workers", "page", "browser"} and verdict.told:
        result.problems.append(f"{verdict.told} pages were told of a loss where nothing can be lost")
    if result.may_lose:
        # Gone from the store is gone from the screens. That people were told is still asked (`untold`).
        verdict.lost, verdict.phantoms = [], []
    result.problems += verdict.problems
