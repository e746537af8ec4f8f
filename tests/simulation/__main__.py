# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: T201 (a command line tool prints)
"""Simulate workshops in which things go wrong.

`python -m tests.simulation --seed 7` plays one schedule and prints what happened; `--seeds 0:10000` plays many.
"""

from __future__ import annotations

import argparse
import sys

from tests.simulation.runs import Tally, play_many, replay_command
from tests.simulation.world import Report, play


def main() -> int:
    """Exit code 1 when an invariant was violated."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--seed", type=int, help="play this schedule and print its trace")
    which.add_argument("--seeds", type=_range, metavar="A:B", help="play the schedules from A up to B")
    parser.add_argument("--jobs", type=int, help="processes; without it one for each processor")
    chosen = parser.parse_args()
    if chosen.seed is not None:
        return _one(play(chosen.seed, traced=True))
    return _many(chosen.seeds, chosen.jobs)


def _one(report: Report) -> int:
    for line in report.trace:
        print(line)
    print(f"seed {report.seed}: {report.plan}")
    print(report.violation or f"no violation; calm after {report.calm_after_s:.1f} s")
    return 1 if report.violation else 0


def _many(seeds: range, jobs: int | None) -> int:
    tally = Tally()
    for report in play_many(seeds, jobs):
        tally.add(report)
        if report.violation:
            print(f"seed {report.seed}: {report.violation}\n  {replay_command(report.seed)}", flush=True)
    for line in tally.lines():
        print(line)
    return 1 if tally.failed else 0


def _range(text: str) -> range:
    first, _, end = text.partition(":")
    return range(int(first), int(end))


if __name__ == "__main__":
    sys.exit(main())
