# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation with very many cases has its overview and its analyses, complete, in bounded memory, and beside the boards."""

from __future__ import annotations

import asyncio
import random
import time
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.archive_cases import cases
from benchmarks.archive_store import fill
from organisation.dossier.days import day_after
from organisation.strategy.bounds import MAX_CASES
from server.archive import archive as archive_module
from server.archive import side
from server.archive.archive import Archive, Owned, TooMany
from server.settings import Settings
from tests.organisation.strategy.test_analysis import FIRST_MS, handed
from tests.server.conftest import ServerProcess
from tests.server.house import serving, until
from tests.server.web.test_organisations import field
from tests.server.web.test_strategy import begun

pytestmark = pytest.mark.asyncio(loop_scope="module")

FROM_DAY = "2023-03-01"
SMALL = 1_000
HELD_ON_TO_BYTES = 48_000_000
"""For ten thousand cases: a few hundred bytes each for the overview, and the page that is made of them."""
TURN_S = 0.25
"""Of CPU of the loop's own thread, for one turn: pieces take a hundredth of that."""


class Held:
    """The longest turn of the event loop, in seconds of its thread's CPU."""

    longest_s = 0.0


@asynccontextmanager
async def watching() -> AsyncIterator[Held]:
    """While the context is open, how long others have to wait for the loop."""
    held = Held()

    async def look() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0)
            held.longest_s = max(held.longest_s, time.thread_time() - before)
            await asyncio.sleep(0.001)

    task = asyncio.create_task(look())
    try:
        yield held
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def told_of(settings: Settings, count: int, days: int) -> None:
    """Every page that is made of all cases of an organisation says how many there are."""
    reports = list(cases(count))
    to_day = day_after(FROM_DAY, days - 1)
    wanted = sum(FROM_DAY <= each.content.day <= to_day for each in reports)
    assert 0 < wanted <= MAX_CASES
    async with serving(settings, with_archive=True) as house:
        manager, page, strategy = await begun(house)
        organisation_id, posters = page.rpartition("/")[2], (handed(random.Random(1), "w1", FIRST_MS),)
        await fill(house.rooms.store, reports, of=lambda case: replace(case, organisation_id=organisation_id, handed=posters))
        mark = field((await manager.get(f"{strategy}/analyse")).body, "mark")
        form = {"from_day": FROM_DAY, "to_day": to_day, "mark": mark}
        path = ""

        async def is_begun() -> bool:
            nonlocal path
            # While the index is being made nothing that is too small is said.
            answer = await manager.post(f"{strategy}/analyse", form)
            path = answer.location
            return bool(path) and f"{wanted} zaken van" in (await manager.get(path)).body

        await until(is_begun, within_s=60 if count < SMALL else 600)
        tracemalloc.start()
        async with watching() as held:
            before, _ = tracemalloc.get_traced_memory()
            assert f"{wanted} zaken van" in (await manager.get(path)).body
            overview = (await manager.get(page)).body
            _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (f"Alle {count} zaken" in overview, "wordt nu gemaakt" in overview) == (True, False)
        assert peak - before < HELD_ON_TO_BYTES
        assert held.longest_s < TURN_S
        # More than one analysis is made of is said in words, and not as a trouble of the server.
        form = {"from_day": "2020-01-01", "to_day": "2026-01-01", "mark": "T" * 24}
        if count > MAX_CASES:
            answer = await manager.post(f"{strategy}/analyse", form)
            assert (answer.status, "kortere periode" in answer.body) == (422, True)


@pytest.fixture
def settings(redis_server: ServerProcess, tmp_path: Path) -> Settings:
    return Settings(host="127.0.0.1", port=0, redis_url=redis_server.url, key_prefix=f"{tmp_path.name}:", data_dir=tmp_path)


async def test_cases_beyond_the_first_piece_count_as_those_in_it(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """[STR-18] [ORG-09]"""
    for module in (side, archive_module):
        monkeypatch.setattr(module, "CASES_AT_ONCE", 5)
    monkeypatch.setattr(archive_module, "SMALL_ORGANISATION", 10)
    await told_of(settings, 25, 700)


class Endless(Archive):
    """Its organisations have more than a first piece, and the rest takes until `go`."""

    def __init__(self) -> None:
        super().__init__()
        self.go = asyncio.Event()

    async def _more_of(self, owned: Owned, organisation_id: str, after: str, wanted: object) -> tuple[Owned, str]:
        if not after:
            return owned, "more"
        await self.go.wait()
        return owned, ""


async def test_who_asks_for_a_large_organisation_while_several_wait_already_is_told_to_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """[STR-18]"""
    monkeypatch.setattr(archive_module, "SMALL_ORGANISATION", side.CASES_AT_ONCE)
    archive = Endless()
    asked = [asyncio.create_task(archive.cases_of("o1")) for _ in range(archive_module.MOST_LARGE)]
    await asyncio.sleep(0)
    with pytest.raises(TooMany):
        await archive.cases_of("o1")
    archive.go.set()
    assert len(await asyncio.gather(*asked)) == archive_module.MOST_LARGE
    await archive.cases_of("o1")
    archive.close()


@pytest.mark.long
async def test_an_organisation_with_ten_thousand_cases_has_its_analysis_and_its_overview(settings: Settings) -> None:
    """[STR-18] [ORG-09]"""
    await told_of(settings, 10_000, 60)
