# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Medians of the runs, the ratios to the floor, and the table that people read."""

import os
import platform
from collections.abc import Callable, Sequence
from statistics import median

from msgspec import Struct

from benchmarks.load import Phase, Room


class Run(Struct):
    """The board and the floors, measured in turns."""

    ready_s: float
    board: Room
    floor: Room
    fast_floor: Room


class Figure(Struct):
    """One line of the table. `board` and the floors are medians over the runs, the ratios are medians of the runs' ratios.

    Floors and ratios are None where there is nothing to compare. `goal` says what is aimed for, beside `floor`; without one `met`
    is None.
    """

    name: str
    unit: str
    board: float
    floor: float | None = None
    ratio: float | None = None
    fast_floor: float | None = None
    fast_ratio: float | None = None
    goal: str = ""
    met: bool | None = None


class Report(Struct):
    """Everything, for `--json`."""

    machine: str
    people: int
    rate: float
    figures: list[Figure]
    runs: list[Run]


def report(runs: Sequence[Run], people: int, rate: float) -> Report:
    """What these runs say."""
    per_s = f"{rate:g} notes a second"
    figures = [
        _figure(runs, f"CPU per 100,000 deliveries, {per_s}", "s", lambda r: r.steady.cpu_per_100k, most_ratio=1.25),
        _figure(runs, "CPU per 100,000 deliveries, full load", "s", lambda r: r.full.cpu_per_100k, most_ratio=0.5),
        _figure(runs, f"author to every socket, p50, {per_s}", "ms", lambda r: r.steady.p50_ms),
        _figure(runs, f"author to every socket, p99, {per_s}", "ms", lambda r: r.steady.p99_ms),
        _figure(runs, "author to every socket, p50, full load", "ms", lambda r: r.full.p50_ms),
        _figure(runs, "author to every socket, p99, full load", "ms", lambda r: r.full.p99_ms),
        _figure(runs, "notes a second, full load", "", lambda r: r.full.notes / r.full.wall_s),
        _figure(runs, "notes in a frame, full load", "", lambda r: r.full.deliveries / r.full.frames),
        _figure(runs, f"bytes of a frame, {per_s}", "", lambda r: r.steady.frame_bytes),
        _figure(runs, "memory per connection", "kB", lambda r: r.kb_per_connection, most=30),
        Figure("ready after its start", "s", ready := median(run.ready_s for run in runs), goal="at most 1", met=ready <= 1),
        _figure(runs, f"the generator's own CPU, {per_s}", "%", lambda r: _generator(r.steady)),
        _figure(runs, "the generator's own CPU, full load", "%", lambda r: _generator(r.full)),
    ]
    return Report(_machine(), people, rate, figures, list(runs))


def table(told: Report) -> str:
    """The figures as a Markdown table."""
    lines = [
        f"One room of {told.people} sockets; {len(told.runs)} runs, medians; {told.machine}.",
        "",
        "| | Waardenbord | bare broadcast | ratio | the same on uvloop | ratio | goal |",
        "|---|---:|---:|---:|---:|---:|---|",
    ]
    for figure in told.figures:
        unit = f" {figure.unit}" if figure.unit else ""
        shown = [f"{_short(figure.board)}{unit}"]
        for floor, ratio in ((figure.floor, figure.ratio), (figure.fast_floor, figure.fast_ratio)):
            shown.append("" if floor is None else f"{_short(floor)}{unit}")
            shown.append("" if ratio is None else f"{ratio:.2f}")
        goal = figure.goal if figure.met is None else f"{figure.goal}: {'met' if figure.met else 'NOT met'}"
        lines.append(f"| {figure.name} | {' | '.join(shown)} | {goal} |")
    return "\n".join(lines)


def _figure(
    runs: Sequence[Run],
    name: str,
    unit: str,
    of: Callable[[Room], float],
    *,
    most: float | None = None,
    most_ratio: float | None = None,
) -> Figure:
    mine = median(of(run.board) for run in runs)
    other, ratio = _beside(runs, of, lambda run: run.floor)
    figure = Figure(name, unit, mine, other, ratio, *_beside(runs, of, lambda run: run.fast_floor))
    if most is not None:
        figure.goal, figure.met = f"at most {most:g} {unit}", mine <= most
    if most_ratio is not None and ratio is not None:
        figure.goal, figure.met = f"at most {most_ratio:g} × the bare broadcast", ratio <= most_ratio
    return figure


def _beside(runs: Sequence[Run], of: Callable[[Room], float], floor: Callable[[Run], Room]) -> tuple[float, float | None]:
    """A floor's median, and the median of the ratios to it; no ratio where one would divide by nothing."""
    theirs = [of(floor(run)) for run in runs]
    ratio = median(of(run.board) / other for run, other in zip(runs, theirs, strict=True)) if all(theirs) else None
    return median(theirs), ratio


def _generator(phase: Phase) -> float:
    return phase.generator_cpu_s / phase.wall_s * 100


def _short(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"


def _machine() -> str:
    cores = os.cpu_count() or 1
    return f"{cores} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
