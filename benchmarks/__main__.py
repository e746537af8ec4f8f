# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures one full room on the real server, and in the same run the bare broadcast on two loops: `python -m benchmarks`.

Each run starts all three, fills a room in each, and measures them in turns. Ends by itself.
"""

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Sequence

import msgspec

from benchmarks import archive, costs, many, processes, pure, servers, units, waiting
from benchmarks.load import Order, Phase, Result, Target
from benchmarks.report import Report, Run, report, table

_UNITS = ("fifteen", "growth", "join", "resume")
_BESIDE_S = 120.0
"""What opening, joining and connecting may take besides the phases themselves."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0 when every note reached every socket, 1 when not, whatever the figures are."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=300, help="sockets in the room (default: 300)")
    parser.add_argument("--rate", type=float, default=20.0, help="notes a second in the steady phase (default: 20)")
    parser.add_argument("--seconds", type=float, default=20.0, help="of the steady phase; full load takes half (default: 20)")
    parser.add_argument("--runs", type=int, default=3, help="how often board and floor are measured (default: 3)")
    parser.add_argument(
        "--loop", choices=("auto", "asyncio"), default="auto", help="the board's (default: auto, which is uvloop)"
    )
    parser.add_argument(
        "--only", choices=("archive", "many", "pure", "units", "wait", *_UNITS), help="measure this, and no full room"
    )
    parser.add_argument("--rounds", type=int, default=8, help=f"of {', '.join(_UNITS)}, wait (default: 8)")
    parser.add_argument("--workshops", type=int, default=100, help="of fifteen people each, for many (default: 100)")
    parser.add_argument("--cases", type=int, default=archive.CASES, help=f"of the archive (default: {archive.CASES})")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    options = parser.parse_args(arguments)
    if min(options.people, options.runs, options.rounds, options.workshops, options.cases) < 1:
        parser.error("of nothing there is nothing to measure: give numbers from 1 on")
    if options.rate * options.seconds < 1:
        parser.error("not one note goes in that time: give a higher --rate, or more --seconds")
    if options.only == "archive":
        figures = asyncio.run(archive.measure(options.cases))
        print(msgspec.json.format(msgspec.json.encode(figures)).decode() if options.json else archive.told(figures))
        return 0 if figures.recall == 1 else 1
    if options.only == "pure":
        print(pure.told(pure.measure(options.rounds)))
        return 0
    if not processes.available():
        print("bench: this system does not tell in /proc what processes use; measure on Linux", file=sys.stderr)
        return 2
    if options.only == "many":
        rooms = asyncio.run(many.measure(options.workshops, options.rate, options.seconds, options.loop))
        print(msgspec.json.format(msgspec.json.encode(rooms)).decode() if options.json else many.told(rooms))
        return 0
    if options.only == "units":
        each = asyncio.run(costs.measure(options.rounds, options.loop))
        print(msgspec.json.format(msgspec.json.encode(each)).decode() if options.json else costs.told(each))
        return 0
    if options.only in (*_UNITS, "wait"):
        found = asyncio.run(
            waiting.measure(options.rounds)
            if options.only == "wait"
            else units.measure(options.only, options.rounds, options.rate, options.loop)
        )
        print(msgspec.json.format(msgspec.json.encode(found)).decode() if options.json else units.told(found))
        return 0
    try:
        told = measure(options.people, options.rate, options.seconds, options.runs, options.loop)
    except RuntimeError as problem:
        print(f"bench: {problem}", file=sys.stderr)
        return 1
    print(msgspec.json.format(msgspec.json.encode(told)).decode() if options.json else table(told))
    missing = [phase for run in told.runs for phase in _phases(run) if phase.deliveries != phase.expected or phase.refused]
    if missing:
        print("bench: some notes were refused or did not reach everybody; the figures mean nothing", file=sys.stderr)
    return 1 if missing else 0


def measure(people: int, rate: float, seconds: float, runs: int, loop: str) -> Report:
    """Run after run. Raises RuntimeError when a server does not start or a load fails."""
    done: list[Run] = []
    for number in range(1, runs + 1):
        print(f"bench: run {number} of {runs}", file=sys.stderr, flush=True)
        with servers.board(loop) as board, servers.floor() as floor, servers.floor("auto") as fast_floor:
            b, f, ff = (Target(server.url, server.pid) for server in (board, floor, fast_floor))
            result = _load(Order(b, f, ff, people, rate, seconds, seconds / 2))
        done.append(Run(board.ready_s, result.board, result.floor, result.fast_floor))
    return report(done, people, rate)


def _load(order: Order) -> Result:
    """Carry out an order in a process of its own."""
    within_s = 3 * (order.steady_s + order.full_s) + _BESIDE_S
    command = [sys.executable, "-m", "benchmarks.load"]
    try:
        done = subprocess.run(command, input=msgspec.json.encode(order), capture_output=True, check=True, timeout=within_s)
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"the load failed: {error.stderr.decode(errors='replace').strip().rpartition(chr(10))[2]}") from error
    except subprocess.TimeoutExpired as error:
        raise RuntimeError(f"the load took more than {within_s:g} seconds") from error
    return msgspec.json.decode(done.stdout, type=Result)


def _phases(run: Run) -> tuple[Phase, ...]:
    return tuple(phase for room in (run.board, run.floor, run.fast_floor) for phase in (room.steady, room.full))


if __name__ == "__main__":
    sys.exit(main())
