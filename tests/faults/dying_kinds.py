# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults of what takes several steps: the whole product dies between any two of them, its store and its index too (`deeds`)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import shutil
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from server.archive import keeping_up
from tests.faults.deeds import Told, settings_in
from tests.faults.dying import CALM_S
from tests.faults.kinds import ATTEMPTS, Kind, MakeStore
from tests.faults.purging_deeds import DEEDS
from tests.faults.result import Result
from tests.patience import patient
from tests.running import environment_with
from tests.server.house import serving

DONE_WITHIN_S = 60.0


async def run_deed(name: str, _: MakeStore, folder: Path, times: int, seed: int, result: Result) -> None:
    """Prepare once; then so often take that up, do it in a process that dies at another step each time, and judge."""
    with calm():
        await prepare(name, folder)
        shutil.copytree(folder / "data", folder / "before", ignore=_sockets)
        steps = await died(name, folder, 0, "before")
        assert steps, "it did not end by itself"
        dice = random.Random(seed)
        for _attempt in range(times * ATTEMPTS):
            if result.injected == times:
                break
            await one(name, folder, (dice.randint(1, steps), dice.choice(("before", "after"))), result)
    (folder / "history.jsonl").write_text("".join(json.dumps({"problem": each}) + "\n" for each in result.problems))
    if result.injected < times:
        result.problems.append(f"only {result.injected} of {times} injections struck")


@contextlib.contextmanager
def calm() -> Iterator[None]:
    """What is deleted goes out of the index soon."""
    before, keeping_up.CALM_S = keeping_up.CALM_S, CALM_S
    try:
        yield
    finally:
        keeping_up.CALM_S = before


async def prepare(name: str, folder: Path) -> None:
    """Let a product come to where the deed begins."""
    async with serving(settings_in(folder), with_archive=True) as house:
        told = await DEEDS[name].prepare(house, folder)
    if told.get("without_index"):
        for path in (folder / "data").rglob("archief-*.sqlite*"):
            path.unlink()
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


async def died(name: str, folder: Path, step: int, when: str) -> int | None:
    """How many steps there were, when it ended by itself; None when it died at one of them."""
    command = (sys.executable, "-m", "tests.faults.dying", str(folder), name, str(step), when)
    with (folder / "dying.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *command, env=environment_with(), stdout=asyncio.subprocess.PIPE, stderr=log
        )
        async with asyncio.timeout(patient(DONE_WITHIN_S)):
            out, _ = await process.communicate()
    if process.returncode and process.returncode > 0:
        raise RuntimeError(f"{name} failed by itself: {(folder / 'dying.log').read_text()[-600:]}")
    return int(out.split()[-1]) if process.returncode == 0 else None


async def one(name: str, folder: Path, moment: tuple[int, str], result: Result) -> None:
    """One death at a moment (which step, and whether before or after it), and what was found after it."""
    shutil.rmtree(folder / "data")
    shutil.copytree(folder / "before", folder / "data")
    if await died(name, folder, *moment) is not None:
        result.missed += 1
        return
    told: Told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
    deed, began = DEEDS[name], time.monotonic()
    async with serving(settings_in(folder), with_archive=True) as house:
        wrong = [f"{each} (found)" for each in await deed.found(house, folder, told)]
        result.recover_ms.append(round((time.monotonic() - began) * 1000))
        await deed.do(house, folder, told)
        wrong += [f"{each} (once more)" for each in await deed.done(house, folder, told)]
    result.injected += 1
    result.commands += 1
    result.lost += sum(each.startswith("lost") for each in wrong)
    result.duplicated += sum(each.startswith("twice") for each in wrong)
    result.diverged += sum(each.startswith("left") for each in wrong)
    result.problems += [f"{moment[1]} step {moment[0]}: {each}" for each in wrong]


def _sockets(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if (Path(folder) / name).is_socket()]


KINDS: list[Kind] = [Kind(f"product killed while {name}", long=True, run=partial(run_deed, name)) for name in DEEDS]
