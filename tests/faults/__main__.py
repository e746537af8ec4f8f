# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.faults`: inject every kind of fault into real processes under load, and judge what became of every note."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from pathlib import Path

import msgspec

from tests.faults.programme import ALL, run
from tests.faults.result import Result


def main() -> int:
    """0 when nothing was lost, duplicated or diverged, and every kind that is possible here was injected as often as asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--kinds", nargs="*", default=[], metavar="WORDS", help="only kinds whose name holds one of these")
    parser.add_argument("--times", type=int, default=10, help="effective injections of each kind (default: 10)")
    parser.add_argument("--jobs", type=int, default=4, help="worlds at a time (default: 4)")
    parser.add_argument("--seed", type=int, default=1, help="what people write and in which order (default: 1)")
    parser.add_argument("--json", type=Path, help="write the figures here; `python -m tests.faults.table FILE` makes the table")
    parser.add_argument("--keep", type=Path, default=Path("test-results/faults"), help="where histories of failures are kept")
    parser.add_argument("--list", action="store_true", help="only name the kinds")
    options = parser.parse_args()
    wanted = [word.lower() for word in options.kinds]
    chosen = [kind for kind in ALL if not wanted or any(word in f"{kind.name} [{kind.profile}]".lower() for word in wanted)]
    if options.list:
        print("\n".join(f"{kind.name} [{kind.profile}]" for kind in chosen))
        return 0
    # Workers are started as modules of this project, wherever this is called from.
    os.chdir(Path(__file__).resolve().parents[2])
    say = lambda line: print(line, flush=True)  # noqa: E731 # one word for one thing
    results = asyncio.run(run(chosen, options.times, options.jobs, say, options.keep, options.seed))
    if options.json:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(results), indent=1) + b"\n")
    return close(results)


def close(results: list[Result]) -> int:
    """Say what was not injected, what may be lost by promise, and the last line; the exit status."""
    for result in results:
        if result.refused:
            print(f"not injected: {result.kind} [{result.profile}]: {result.refused}")
        if result.may_lose:
            name = f"{result.kind} [{result.profile}]"
            print(f"not promised: {name}: {result.lost} lost in {result.injected} injections, told {result.told} times")
    injected = sum(result.injected for result in results)
    lost = sum(result.lost for result in results if not result.may_lose)
    duplicated = sum(result.duplicated for result in results)
    diverged = sum(result.diverged for result in results)
    print(f"faults: {injected} injected, {lost} lost, {duplicated} duplicated, {diverged} diverged")
    return int(any(result.problems for result in results))


if __name__ == "__main__":
    sys.exit(main())
