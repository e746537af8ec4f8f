# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A reckoning, on paper, of how many workers, machines and stores so many workshops at once take, from measured unit costs.

    python -m benchmarks --only units --json > units.json
    python -m benchmarks.capacity units.json

Nothing here measures. It takes costs to add up, as they do where nothing waits for anything else, and leaves room for the rest: a
worker and a store are full at 60 % of a core, a machine at 80 % of its memory, a line at half of its width.
"""

import math
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from benchmarks.costs import Costs

SIZES = (1, 10, 100, 1_000, 10_000, 100_000)
PACKET_BYTES = 66
"""Ethernet, IP and TCP around each message."""
_KIB_A_GIB = 1024 * 1024
_MS_A_S = 1000.0


class Assumed(Struct, frozen=True):
    """What the workshops do, and what the machines are. Nothing of it is measured."""

    people: int = 15
    changes_per_s: float = 0.1
    """In one workshop."""
    minutes: float = 120.0
    """How long its changes pile up in the store."""
    arriving_s: float = 600.0
    """In which everybody of all of them comes."""
    core_part: float = 0.6
    memory_part: float = 0.8
    line_part: float = 0.5
    cores: int = 8
    memory_gib: float = 32.0
    line_gbit: float = 1.0
    descriptors: int = 20_000
    """Of one process."""
    store_clients: int = 10_000
    """Of one store, its default."""
    spread: bool = True
    """Whether a workshop's people come to any worker; else a proxy sends all of them to the same one, by the address."""


class Need(Struct, frozen=True):
    """What so many workshops take."""

    workshops: int
    sockets: int
    changes_per_s: float
    workers_per_workshop: float
    """On how many workers one is open."""
    worker_cores: float
    """Kept busy by all workers together."""
    workers: int
    worker_gib: float
    store_cores: float
    stores: int
    store_gib: float
    store_connections: int
    """To each store."""
    subscriptions: int
    line_mbit: float
    """To the browsers."""
    machines: int
    breaks: tuple[tuple[str, float], ...]
    """What one worker, one store and one machine would be asked for, as parts of what they have; the largest first."""


def open_on(people: int, workers: int) -> float:
    """On how many of so many workers a workshop is open whose people chose theirs blindly."""
    return workers * (1 - (1 - 1 / workers) ** people)


def need(costs: Costs, workshops: int, assumed: Assumed) -> Need:
    """What so many workshops take. More workers mean more copies of each workshop, so their number is found step by step."""
    workers = 1
    while True:
        found = _with(costs, workshops, workers, assumed)
        if found.workers <= workers:
            return found
        workers = found.workers


def _with(costs: Costs, workshops: int, workers: int, assumed: Assumed) -> Need:
    sockets = workshops * assumed.people
    copies = open_on(assumed.people, workers) if assumed.spread else 1.0
    changes = workshops * assumed.changes_per_s
    worker_cores = _worker_ms(costs, workshops, copies, assumed) / _MS_A_S
    store_cores = changes * (costs.store_change_ms + (copies - 1) * costs.store_another_worker_ms) / _MS_A_S
    held_kib = sockets * costs.socket_kib + workshops * copies * costs.workshop_kib
    kept_kib = workshops * costs.store_workshop_kib + changes * assumed.minutes * 60 * costs.store_change_kib
    # An append waits for its sync; those of others may share it, which is not reckoned with.
    store_busy = store_cores + changes * costs.store_sync_ms / _MS_A_S
    machine_kib = assumed.memory_gib * assumed.memory_part * _KIB_A_GIB
    wanted = max(
        1,
        math.ceil(worker_cores / assumed.core_part),
        math.ceil(sockets / (assumed.descriptors - costs.worker_descriptors)),
    )
    stores = max(1, math.ceil(store_busy / assumed.core_part), math.ceil(kept_kib / machine_kib))
    worker_kib, store_kib = wanted * costs.worker_kib + held_kib, stores * costs.store_kib + kept_kib
    delivered = changes * assumed.people * (costs.delivery_bytes + PACKET_BYTES)
    line_mbit = delivered * 8 / 1e6
    machines = max(
        math.ceil((wanted + stores) / assumed.cores),
        math.ceil((worker_kib + store_kib) / machine_kib),
        math.ceil(line_mbit / (assumed.line_gbit * 1000 * assumed.line_part)),
    )
    alone = 1.0
    parts = {
        "a worker's core": _worker_ms(costs, workshops, alone, assumed) / _MS_A_S / assumed.core_part,
        "a process' descriptors": sockets / (assumed.descriptors - costs.worker_descriptors),
        "a store's time": (changes * (costs.store_change_ms + costs.store_sync_ms) / _MS_A_S) / assumed.core_part,
        "a machine's memory": (sockets * costs.socket_kib + workshops * costs.workshop_kib + kept_kib) / machine_kib,
        "a machine's line": line_mbit / (assumed.line_gbit * 1000 * assumed.line_part),
    }
    return Need(
        workshops=workshops,
        sockets=sockets,
        changes_per_s=changes,
        workers_per_workshop=copies,
        worker_cores=worker_cores,
        workers=wanted,
        worker_gib=worker_kib / _KIB_A_GIB,
        store_cores=store_cores,
        stores=stores,
        store_gib=store_kib / _KIB_A_GIB,
        store_connections=wanted * costs.store_connections,
        subscriptions=math.ceil(workshops * copies),
        line_mbit=line_mbit,
        machines=machines,
        breaks=tuple(sorted(parts.items(), key=lambda each: -each[1])),
    )


def _worker_ms(costs: Costs, workshops: int, copies: float, assumed: Assumed) -> float:
    """CPU milliseconds a second of all workers, while people still come."""
    sockets = workshops * assumed.people
    change_ms = costs.change_ms + assumed.people * costs.delivery_ms + (copies - 1) * costs.another_worker_ms
    return (
        workshops * assumed.changes_per_s * change_ms
        + sockets / assumed.arriving_s * costs.join_ms
        + sockets * costs.idle_ms_per_s
    )


def table(costs: Costs, assumed: Assumed, sizes: Sequence[int] = SIZES) -> str:
    """The reckoning as a Markdown table."""
    names = ("workshops", "sockets", "changes/s", "open on", "workers (cores)", "their memory", "stores (cores)", "their memory")
    more = ("connections to a store", "line", "machines", "of one of each, the fullest two")
    lines = [f"| {' | '.join((*names, *more))} |", f"|{'---:|' * len(names)}{'---:|' * (len(more) - 1)}---|"]
    for size in sizes:
        got = need(costs, size, assumed)
        fullest = ", ".join(f"{name} {part:,.0%}" for name, part in got.breaks[:2])
        cells = (
            f"{got.workshops:,}",
            f"{got.sockets:,}",
            f"{got.changes_per_s:,g}",
            f"{got.workers_per_workshop:.1f}",
            f"{got.workers:,} ({_cores(got.worker_cores)})",
            _memory(got.worker_gib),
            f"{got.stores:,} ({_cores(got.store_cores)})",
            _memory(got.store_gib),
            f"{got.store_connections:,}{' (too many)' if got.store_connections > assumed.store_clients else ''}",
            _width(got.line_mbit),
            f"{got.machines:,}",
            fullest,
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _memory(gib: float) -> str:
    return f"{gib * 1024:,.0f} MiB" if gib < 1 else f"{gib:,.1f} GiB"


def _width(mbit: float) -> str:
    return f"{mbit:,.2f} Mbit/s" if mbit < 10 else f"{mbit:,.0f} Mbit/s"


def _cores(cores: float) -> str:
    return "< 0.01" if cores < 0.01 else f"{cores:,.2f}" if cores < 10 else f"{cores:,.0f}"


def main(arguments: Sequence[str]) -> int:
    """Reckon with a file of unit costs, both ways."""
    if len(arguments) != 1:
        print("capacity: name a file that `python -m benchmarks --only units --json` wrote", file=sys.stderr)
        return 2
    try:
        costs = msgspec.json.decode(Path(arguments[0]).read_bytes(), type=Costs)
    except (OSError, msgspec.DecodeError) as problem:
        print(f"capacity: {arguments[0]} is no file of unit costs: {problem}", file=sys.stderr)
        return 1
    print(f"Costs measured: {costs.measured}\n\nPeople come to any worker:\n\n{table(costs, Assumed())}")
    print(f"\nA proxy sends all of a workshop to the same worker:\n\n{table(costs, Assumed(spread=False))}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
