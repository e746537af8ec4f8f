# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many schedules, on every processor, and what they were worth together."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.simulation.world import Report, play

CHUNK = 20
"""Seeds that a process takes at once."""


def replay_command(seed: int) -> str:
    """What plays this schedule again, with everything that happened."""
    return f"python -m tests.simulation --seed {seed}"


def play_many(seeds: Iterable[int], jobs: int | None = None) -> Iterator[Report]:
    """The reports of these seeds, in their order."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1:
        yield from map(play, seeds)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(play, seeds, chunksize=CHUNK)


class Tally:
    """Adds reports up."""

    def __init__(self) -> None:
        self.schedules = 0
        self.failed: list[Report] = []
        self.sums: Counter[str] = Counter()
        self.strikes: Counter[str] = Counter()
        self._began_s = time.monotonic()

    def add(self, report: Report) -> None:
        """One more."""
        self.schedules += 1
        if report.violation:
            self.failed.append(report)
        for name in ("commands", "appends", "entries", "done", "refused", "silences", "lost", "healed", "started_over"):
            self.sums[name] += getattr(report, name)
        self.strikes.update(report.strikes)

    @property
    def per_minute(self) -> float:
        """Schedules a minute since this tally was begun."""
        return self.schedules * 60 / (time.monotonic() - self._began_s)

    def lines(self) -> Iterator[str]:
        """The account, for a terminal."""
        yield f"{'fault':<20}{'struck':>8}"
        for name, count in sorted(self.strikes.items()):
            yield f"{name:<20}{count:>8}"
        yield ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in self.sums.items())
        yield (
            f"simulation: {self.schedules} schedules, {sum(self.strikes.values())} faults, {len(self.failed)} violations, "
            f"{self.per_minute:.0f} schedules a minute"
        )
