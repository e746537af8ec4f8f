# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two worlds of one plan, and where they differ for the others."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from tests.noninterference.base import Past, Store, open_past
from tests.noninterference.places import house_place, process_place
from tests.noninterference.plans import Plan
from tests.noninterference.recording import Difference, Recording, differences
from tests.noninterference.world import Looks, World


class Outcome(Struct, frozen=True):
    """What two worlds gave the others, and where that differs."""

    one: Recording
    other: Recording
    found: list[Difference]

    def __str__(self) -> str:
        return "\n".join(str(each) for each in self.found)


async def compare(store: Store, plan: Plan, looks: Looks) -> Outcome:
    """Play both worlds on servers in this process."""
    recordings = []
    for side in (0, 1):
        async with house_place(store) as place:
            recordings.append(await World(store.past, place, plan, side, looks).play())
    return _outcome(*recordings)


async def compare_processes(past: Past, folders: list[Path], plan: Plan, looks: Looks) -> Outcome:
    """Play both worlds on `waardenbord serve`, each on its own copy of the past."""

    async def play(side: int) -> Recording:
        async with process_place(folders[side]) as place:
            return await World(past, place, plan, side, looks).play()

    return _outcome(*await asyncio.gather(play(0), play(1)))


def _outcome(one: Recording, other: Recording) -> Outcome:
    return Outcome(one, other, differences(one, other))


class Stage:
    """An event loop and a store with the past in it, for one pair of worlds after another."""

    def __init__(self, runner: asyncio.Runner, store: Store) -> None:
        self._runner = runner
        self._store = store

    @classmethod
    @contextmanager
    def open(cls) -> Iterator[Stage]:
        """A stage in a directory of its own."""
        # Not pytest's tmp_path: the embedded store's socket has a path of at most 108 bytes.
        with tempfile.TemporaryDirectory(prefix="wb-") as folder, asyncio.Runner() as runner:
            past = open_past(Path(folder))
            store = runner.run(past.__aenter__())
            try:
                yield cls(runner, store)
            finally:
                runner.run(past.__aexit__(None, None, None))

    def compare(self, plan: Plan, looks: Looks) -> Outcome:
        """Play both worlds, on servers in this process."""
        return self._runner.run(compare(self._store, plan, looks))
