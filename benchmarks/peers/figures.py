# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the slices of a server say beside the floor's of the same minute, and the table that people read."""

from collections.abc import Callable, Sequence
from statistics import median

from msgspec import Struct

from benchmarks.peers.rooms import Slice

WORKLOADS = ("steady", "full", "small")
"""A full room at a rate, the same at full load, and an everyday one at the rate."""


class Phase(Struct, frozen=True):
    """Slices of one workload together. CPU seconds are of all processes, the store included, for 100,000 deliveries."""

    edits: int
    deliveries: int
    lost: int
    twice: int
    cpu_s: float
    edits_per_s: float
    p50_ms: float
    p99_ms: float
    edits_per_frame: float

    @property
    def is_whole(self) -> bool:
        """Whether every edit reached every socket, once."""
        return not (self.lost or self.twice) and self.deliveries > 0


class Round(Struct, frozen=True):
    """One server in one round, and the floor in turns with it, by workload."""

    kb_per_connection: float
    its: dict[str, Phase]
    floors: dict[str, Phase]


class Row(Struct, frozen=True):
    """A line of the table. `lost` says what did not come, and takes the figures away; `problem` why there are fewer rounds."""

    name: str
    version: str
    keeps: str
    rounds: tuple[Round, ...] = ()
    problem: str = ""
    lost: str = ""


def together(slices: Sequence[Slice]) -> Phase:
    """The slices as one."""
    late_ms = sorted(each for one in slices for each in one.late_ms)
    edits, deliveries = sum(one.edits for one in slices), sum(one.deliveries for one in slices)
    return Phase(
        edits=edits,
        deliveries=deliveries,
        lost=sum(one.lost for one in slices),
        twice=sum(one.twice for one in slices),
        cpu_s=sum(one.cpu_s for one in slices) / max(1, deliveries) * 100_000,
        edits_per_s=edits / max(1e-9, sum(one.wall_s for one in slices)),
        p50_ms=_part(late_ms, 0.5),
        p99_ms=_part(late_ms, 0.99),
        edits_per_frame=deliveries / max(1, sum(one.frames for one in slices)),
    )


def lost_in(rounds: Sequence[Round]) -> str:
    """What did not come, in words; nothing when all did. The floor's own losses count too: then nothing can be said."""
    for each in rounds:
        for whose, phases in (("", each.its), ("the floor: ", each.floors)):
            for workload, phase in phases.items():
                if not phase.is_whole:
                    expected = phase.deliveries + phase.lost
                    return f"{whose}{workload}: {phase.lost:,} of {expected:,} deliveries lost, {phase.twice:,} came twice"
    return ""


def table(rows: Sequence[Row], people: int, few: int, rate: float) -> str:
    """Medians over the rounds; × is the median of the ratios to the floor in turns with it."""
    names = (
        "",
        "keeps, before it tells",
        f"CPU s, {people} at {rate:g}/s",
        "full load",
        f"{few} at {rate:g}/s",
        f"p99 ms, {people}",
    )
    more = ("edits a second, full load", "in a frame", "kB a connection", "versions")
    lines = [f"| {' | '.join((*names, *more))} |", "|---|---|---:|---:|---:|---:|---:|---:|---:|---|"]
    for row in rows:
        if row.lost or not row.rounds:
            lines.append(f"| {row.name} | {row.keeps} | no figures: {row.lost or row.problem} | | | | | | | {row.version} |")
            continue
        cells = [_with_ratio(row.rounds, workload, lambda phase: phase.cpu_s) for workload in WORKLOADS]
        cells.append(_with_ratio(row.rounds, "steady", lambda phase: phase.p99_ms))
        cells.append(f"{median(each.its['full'].edits_per_s for each in row.rounds):,.0f}")
        cells.append(f"{median(each.its['full'].edits_per_frame for each in row.rounds):.1f}")
        cells.append(f"{median(each.kb_per_connection for each in row.rounds):.0f}")
        fewer = f" (rounds: {len(row.rounds)}; {row.problem})" if row.problem else ""
        lines.append(f"| {row.name}{fewer} | {row.keeps} | {' | '.join(cells)} | {row.version} |")
    return "\n".join(lines)


def _with_ratio(rounds: Sequence[Round], workload: str, of: Callable[[Phase], float]) -> str:
    its = median(of(each.its[workload]) for each in rounds)
    ratio = median(of(each.its[workload]) / max(1e-9, of(each.floors[workload])) for each in rounds)
    return f"{its:.2f} ({ratio:.2f} ×)" if its < 10 else f"{its:,.1f} ({ratio:.1f} ×)"


def _part(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0
