# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.clientqueue`: the shipped client under every kind of fault, and what became of every note."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections import Counter
from pathlib import Path

from tests.clientqueue.kinds import KINDS, Kind
from tests.clientqueue.world import MIN_UNDER_WAY, SPEED, World, open_world
from tests.faults.checker import Verdict
from tests.faults.history import Line

ATTEMPTS = 4
"""An injection that did not strike, or met too few commands, is repeated so often."""


async def inject(kind: Kind, world: World, number: int, at_least: int = MIN_UNDER_WAY) -> float:
    """Inject until it was seen to strike with so many commands under way; the seconds to recover. Raises RuntimeError."""
    for _ in range(ATTEMPTS):
        await world.work()
        struck = await kind.inject(world, number)
        effective = struck and world.under_way >= at_least
        seconds = await world.recovered(kind.name)
        if effective:
            return seconds
    raise RuntimeError(f"{kind.name}: it never struck")


async def run(kind: Kind, times: int, speed: float, keep: Path) -> tuple[int, Verdict]:
    """One world, one kind of fault; how often it struck, and the verdict. The history of what went wrong is kept."""
    async with open_world(speed, tabs=kind.tabs) as world:
        worst, done = 0.0, 0
        broken = ""
        try:
            for number in range(times):
                worst = max(worst, await inject(kind, world, number))
                done += 1
        except (RuntimeError, TimeoutError) as error:
            broken = f"the run broke off: {type(error).__name__}: {error}"
        verdict = await world.verdict()
        lines = world.history()
        adopted = world.adopted
    if broken:
        verdict.wedged.append(broken)
    refused = Counter(line["code"] for line in lines if line["k"] == "refused")
    commands = sum(line["k"] == "invoke" for line in lines)
    print(
        f"{kind.name}: {done} injected, {commands} commands, {dict(refused) or 0} refused, {adopted} taken over, "
        f"{len(verdict.lost)} lost, {len(verdict.duplicated)} duplicated, {len(verdict.diverged)} diverged, "
        f"at most {worst:.1f} s to recover",
        flush=True,
    )
    for problem in verdict.problems[:5]:
        print(f"    {problem}", flush=True)
    if verdict.problems:
        _keep(keep, kind, lines)
    return done, verdict


def _keep(folder: Path, kind: Kind, lines: list[Line]) -> None:
    """Save what is needed to understand what went wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    name = "".join(letter if letter.isalnum() else "-" for letter in kind.name)
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def main() -> int:
    """0 when nothing was lost, duplicated or diverged, and every kind was injected as often as asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.clientqueue", description=__doc__)
    parser.add_argument("--kinds", nargs="*", default=[], metavar="WORDS", help="only kinds whose name holds one of these")
    parser.add_argument("--times", type=int, default=10, help="effective injections of each kind (default: 10)")
    parser.add_argument("--speed", type=float, default=SPEED, help=f"how fast time goes by for the pages (default: {SPEED:g})")
    parser.add_argument("--keep", type=Path, default=Path("test-results/clientqueue"), help="where histories of failures go")
    options = parser.parse_args()
    os.chdir(Path(__file__).resolve().parents[2])
    chosen = [kind for kind in KINDS if not options.kinds or any(word in kind.name for word in options.kinds)]
    injected = lost = duplicated = diverged = 0
    sound = True
    for kind in chosen:
        done, verdict = asyncio.run(run(kind, options.times, options.speed, options.keep))
        injected += done
        lost += len(verdict.lost)
        duplicated += len(verdict.duplicated)
        diverged += len(verdict.diverged)
        sound = sound and verdict.sound
    print(f"client: {injected} injected, {lost} lost, {duplicated} duplicated, {diverged} diverged")
    return int(not sound)


if __name__ == "__main__":
    sys.exit(main())
