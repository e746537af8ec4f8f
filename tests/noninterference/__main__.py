# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.noninterference --examples 200`: other pairs of worlds every time, until two can be told apart."""

from __future__ import annotations

import argparse
import sys
import time

from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings

from tests.noninterference.pair import Stage
from tests.noninterference.plans import Plan, plans
from tests.noninterference.world import Looks


def main() -> int:
    """The exit status: 1 when two worlds can be told apart."""
    parser = argparse.ArgumentParser(prog="python -m tests.noninterference", description=__doc__)
    parser.add_argument("--examples", type=int, default=100, help="pairs of worlds to play (default: 100)")
    parser.add_argument("--rounds", type=int, default=14, help="things that happen in a world at most (default: 14)")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**9, help="the same seed plays the same pairs")
    options = parser.parse_args()
    played = compared = 0
    started = time.monotonic()

    with Stage.open() as stage:

        @seed(options.seed)
        @settings(
            max_examples=options.examples,
            deadline=None,
            database=None,
            phases=(Phase.generate, Phase.shrink),
            verbosity=Verbosity.normal,
            suppress_health_check=list(HealthCheck),
        )
        @given(plan=plans(options.rounds))
        def all_look_the_same(plan: Plan) -> None:
            nonlocal played, compared
            # Every second pair by streams, as where a network lets no WebSocket through.
            outcome = stage.compare(plan, Looks(every_page=4, first_page=played % 4, by_stream=played % 2 > 0))
            played, compared = played + 1, compared + len(outcome.one)
            assert not outcome.found, str(outcome)

        try:
            all_look_the_same()
        except AssertionError as error:
            sys.stdout.write(f"{error}\n{''.join(getattr(error, '__notes__', []))}\n")
            sys.stdout.write(f"told apart; again with --seed {options.seed} --rounds {options.rounds}\n")
            return 1
    seconds = time.monotonic() - started
    sys.stdout.write(
        f"noninterference: {played} pairs of worlds, {compared} frames, responses and lines compared, "
        f"0 told apart, {seconds:.0f} s (seed {options.seed})\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
