# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures the board and what else one could take, on the same edits in the same run: `python -m benchmarks.peers`.

Each server stands alone with the floor, and both take turns in short slices, so that whatever else the machine does meets both.
What the peers need is installed at first use; what cannot be had here is told.
"""

import argparse
import asyncio
import os
import platform
import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import cast

import msgspec

from benchmarks import processes, servers
from benchmarks.peers import installed
from benchmarks.peers.figures import Phase, Round, Row, lost_in, table, together
from benchmarks.peers.rooms import Room, Slice
from benchmarks.peers.running import PEERS, Peer, started
from benchmarks.peers.wires import Board, Relay, Wire
from benchmarks.prepared import Prepared, store_workshops

FEW = 15
SLICES = 2
OURS, FLOOR = "Waardenbord", "websockets, bare: the floor"
_FULL_PART = 0.6
"""Of a steady phase; at full load much comes in little time."""


FULL, SMALL = "zaal", "groep"
"""The two rooms."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when the board or the floor lost something, or could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=300, help="sockets in the full room (default: 300)")
    parser.add_argument("--rate", type=float, default=20.0, help="edits a second (default: 20)")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each phase of each server (default: 4)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each server is started and measured (default: 3)")
    parser.add_argument(
        "--only", default="", help="servers by a part of their names, separated by commas; the board is always there"
    )
    parser.add_argument("--json", action="store_true", help="print every figure of every round as JSON")
    options = parser.parse_args(arguments)
    if not processes.available():
        print("peers: this system does not tell in /proc what processes use; measure on Linux", file=sys.stderr)
        return 2
    wanted = [part.strip().lower() for part in options.only.split(",") if part.strip()]
    peers = [peer for peer in PEERS if not wanted or any(part in peer.name.lower() for part in wanted)]
    rows = asyncio.run(measure(peers, options.people, options.rate, options.seconds, options.rounds))
    if options.json:
        print(msgspec.json.format(msgspec.json.encode(rows)).decode())
    else:
        print(f"{_machine()}; load {' '.join(f'{each:.1f}' for each in os.getloadavg())}; {options.rounds} rounds, medians.\n")
        print(table(rows, options.people, FEW, options.rate))
    return 1 if any(row.problem or row.lost for row in rows[:2]) else 0


class _Bench:
    """The floor, which stays, and the work that each server does in turns with it."""

    def __init__(self, people: int, rate: float, seconds: float) -> None:
        self.counts = {FULL: people, SMALL: FEW}
        self.rate, self.seconds = rate, seconds
        self.frame_bytes = 0
        self.floor: dict[str, Room] = {}
        self.floor_kb = 0.0

    async def come(self, running: servers.Running) -> None:
        """The floor's rooms are full."""
        for name, count in self.counts.items():
            self.floor[name] = Room(running.url, [running.pid], Relay(0, f"/room/{name}"), count)
        self.floor_kb, _ = [await room.come() for room in self.floor.values()]

    async def board(self) -> Round:
        """The board in one round, and how long its frames are."""
        async with servers.beside(servers.board()) as running:
            stored: dict[str, Prepared] = {}
            for name, count in self.counts.items():
                stored |= await store_workshops(Path(running.data_dir), {name: count}, count, 0)
            return await self._round(running.url, [running.pid], lambda name: Board(running.url, stored[name]), learn=True)

    async def peer(self, peer: Peer) -> Round:
        """One of the others. Raises Missing or RuntimeError."""
        async with servers.beside(started(peer, self.counts[FULL])) as up:
            return await self._round(up.url, up.pids, lambda name: peer.wire(up.url, self.frame_bytes, name))

    async def _round(self, url: str, pids: Sequence[int], wire: Callable[[str], Wire], *, learn: bool = False) -> Round:
        its: dict[str, Phase] = {}
        floors: dict[str, Phase] = {}
        kb_each: list[float] = []
        for name, count in self.counts.items():
            room = Room(url, pids, wire(name), count)
            try:
                kb_each.append(await room.come())
                first = await room.steady(self.rate * 2, 1)  # so that what is needed for the first edits is there
                if learn:
                    self.frame_bytes = first.frame_bytes
                    cast("Relay", self.floor[name].wire).frame_bytes = first.frame_bytes
                await self.floor[name].steady(self.rate * 2, 0.5)
                for workload in ("steady", "full") if name == FULL else ("small",):
                    turns = [
                        (await self._slice(self.floor[name], workload), await self._slice(room, workload)) for _ in range(SLICES)
                    ]
                    floors[workload], its[workload] = (together(each) for each in zip(*turns, strict=True))
            finally:
                room.leave()
        return Round(kb_each[0], its, floors)

    async def _slice(self, room: Room, workload: str) -> Slice:
        seconds = self.seconds / SLICES
        return await (room.full(seconds * _FULL_PART) if workload == "full" else room.steady(self.rate, seconds))


async def measure(peers: Sequence[Peer], people: int, rate: float, seconds: float, rounds: int) -> list[Row]:
    """The board, the floor, and then these, round after round."""
    bench = _Bench(people, rate, seconds)
    work: dict[str, Callable[[], Awaitable[Round]]] = {
        OURS: bench.board,
        **{peer.name: partial(bench.peer, peer) for peer in peers},
    }
    found: dict[str, list[Round]] = {name: [] for name in work}
    problems: dict[str, str] = {}
    losses: dict[str, str] = {}
    for peer in peers:  # before anything is connected: it takes a while
        try:
            installed.command(peer.server, in_node=peer.in_node)
        except installed.Missing as reason:
            problems[peer.name] = f"cannot be had here ({reason})"
    with servers.floor() as running:
        await bench.come(running)
        for number in range(rounds):
            for name, measured in work.items():
                if name in problems or name in losses:
                    continue
                print(f"peers: round {number + 1} of {rounds}: {name}", file=sys.stderr, flush=True)
                try:
                    found[name].append(await measured())
                except (RuntimeError, OSError) as reason:
                    problems[name] = str(reason)
                else:
                    if lost := lost_in(found[name]):
                        losses[name] = lost
    bare = [Round(bench.floor_kb, each.floors, each.floors) for each in found[OURS]]

    def row(name: str, versions: str, keeps: str) -> Row:
        return Row(name, versions, keeps, tuple(found[name]), problems.get(name, ""), losses.get(name, ""))

    rows = [row(OURS, "this tree", "on disk")]
    rows.append(
        msgspec.structs.replace(
            rows[0], name=FLOOR, version=f"websockets {version('websockets')}", keeps="nothing", rounds=tuple(bare)
        )
    )
    for peer in peers:
        versions = ", ".join(f"{package} {installed.version(package)}" for package in peer.packages)
        rows.append(row(peer.name, versions, peer.keeps))
    return rows


def _machine() -> str:
    cores, python = os.cpu_count() or 1, platform.python_version()
    return f"{cores} cores, {platform.system()} {platform.machine()}, Python {python}, Node {installed.node_version()}"


if __name__ == "__main__":
    sys.exit(main())
