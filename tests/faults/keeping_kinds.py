# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Faults of taking away: another workshop is destroyed, or loses its names, and whoever does it dies in between."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from pathlib import Path

from server.keeping.keeper import Keeper
from server.live.replaying import create
from server.player.browser import open_workshop
from server.player.device import Device
from server.settings import Settings
from server.store import DOSSIER, NO_LOG, Store, StoreError, open_store
from sessions.afterwards.terms import Terms
from sessions.material.limits import DAY_MS
from sessions.wire import commands as c
from tests.faults.kinds import Kind, pick
from tests.faults.world import World
from tests.patience import patient
from tests.running import outcome_of, started

FOREVER = Terms(0, 0, 0)
"""Nothing is over by itself: only the workshop that was closed loses its names."""


async def _another(world: World, number: int) -> str:
    """A second workshop, closed; its id."""
    opened = await open_workshop(pick(world, number).base_url, {"title": "Een andere", "organisation": "Gemeente"})
    async with Device(opened.facilitator, opened.session_id, "facilitator") as desk:
        await desk.must(c.CloseWorkshop())
    return opened.session_id


async def kill_deletion(world: World, number: int) -> bool:
    """SIGKILL of `waardenbord delete` at any moment, while people write elsewhere; the next one finishes it."""
    session_id = await _another(world, number)
    environment = {"REDIS_URL": f"unix://{world.store.socket}"}
    world.rush()
    world.struck("deletion killed")
    async with started(None, None, "delete", session_id, "--yes", **environment):
        await asyncio.sleep(world.random.uniform(0.2, 1.2))
    status, _, _ = await outcome_of(None, "delete", session_id, "--yes", **environment)
    purged, _, _ = await outcome_of(None, "purge", **environment)
    world.lifted()
    async with open_store(Settings(redis_url=environment["REDIS_URL"])) as store:
        record = await store.destruction.record(session_id)
        is_gone = await store.log.head(session_id) == NO_LOG and session_id not in await store.copies.codes()
    return status == purged == 0 and is_gone and record is not None and not record.unfinished


async def kill_store_while_names_go(world: World, number: int) -> bool:
    """SIGKILL of Redis while a closed workshop's log begins anew and the append-only file is rewritten; then once more."""
    session_id = await _another(world, number)
    settings = Settings(redis_url=f"unix://{world.store.socket}")
    world.rush()
    world.struck("names taken away")
    async with open_store(settings) as store:
        keeping = asyncio.create_task(Keeper(store, FOREVER).keep(await store.log.now_ms() + 2 * DAY_MS))
        await asyncio.sleep(world.random.uniform(0.0, 0.1))
        world.store.kill()
        with contextlib.suppress(StoreError):
            await keeping
    world.at_ease()
    await world.store.start()
    async with open_store(settings) as store, asyncio.timeout(patient(20)):
        await Keeper(store, FOREVER).keep(await store.log.now_ms() + 2 * DAY_MS)
        head = await store.log.head(session_id)
        left = await store.destruction.clean_file()
    world.lifted()
    return head.seq == 1 and not left


async def kill_import(world: World, number: int) -> bool:
    """SIGKILL of `waardenbord import` at any moment: the workshop is back whole or not at all; the next one brings it back."""
    session_id = await _another(world, number)
    environment = {"REDIS_URL": f"unix://{world.store.socket}"}
    with tempfile.TemporaryDirectory(prefix="wb-import-") as folder:
        file = str(Path(folder) / "one.jsonl")
        written, _, _ = await outcome_of(None, "export", "--session", session_id, "--out", file, **environment)
        async with open_store(Settings(redis_url=environment["REDIS_URL"])) as store:
            before = await store.copies.take(session_id)
        deleted, _, _ = await outcome_of(None, "delete", session_id, "--yes", **environment)
        world.rush()
        world.struck("import killed")
        async with started(None, None, "import", file, "--also-destroyed", **environment):
            await asyncio.sleep(world.random.uniform(0.2, 1.2))
        async with open_store(Settings(redis_url=environment["REDIS_URL"])) as store:
            halfway = await store.copies.take(session_id)
        # It says that there is one when the first got so far.
        await outcome_of(None, "import", file, "--also-destroyed", **environment)
        world.lifted()
        async with open_store(Settings(redis_url=environment["REDIS_URL"])) as store:
            after = await store.copies.take(session_id)
    is_whole = all(each is None or before is None or each.entries == before.entries for each in (halfway, after))
    return written == deleted == 0 and before is not None and after is not None and is_whole


async def kill_store_while_the_bin_is_emptied(world: World, number: int) -> bool:
    """SIGKILL of Redis while cases are destroyed out of the bin; then once more: nothing but records is named after them."""
    settings, ids = Settings(redis_url=f"unix://{world.store.socket}"), [f"bin{number}x{each}" for each in range(20)]
    async with open_store(settings) as store:
        cases = store.of(DOSSIER)
        for case_id in ids:
            await create(cases.log, case_id, b"-")
            await cases.bin.put(case_id, "operator")
    world.rush()
    world.struck("bin emptied")
    async with open_store(settings) as store:
        emptying = asyncio.create_task(_emptied(store.of(DOSSIER), ids))
        await asyncio.sleep(world.random.uniform(0.0, 0.1))
        world.store.kill()
        with contextlib.suppress(StoreError):
            await emptying
    world.at_ease()
    await world.store.start()
    async with open_store(settings) as store, asyncio.timeout(patient(20)):
        cases = store.of(DOSSIER)
        await _emptied(cases, ids)
        records = [await cases.destruction.record(case_id) for case_id in ids]
        names = [key async for key in cases.copies.scan("*") if any(f"{{{DOSSIER}:{case_id}}}" in key for case_id in ids)]
    world.lifted()
    # What a power cut took before it was stored was never in the bin: nothing is to be said of it.
    there = [record for record in records if record is not None]
    return bool(there) and all(not record.unfinished for record in there) and len(names) == len(there)


async def _emptied(cases: Store, ids: list[str]) -> None:
    for case_id in ids:
        await cases.destruction.destroy_binned(case_id, "operator")
    await cases.destruction.clean_up()


KINDS: list[Kind] = [
    Kind("import of another workshop killed at any moment", kill_import, long=True),
    Kind("Redis killed while the bin is emptied", kill_store_while_the_bin_is_emptied, long=True),
    Kind("deletion of another workshop killed at any moment", kill_deletion, long=True),
    Kind("Redis killed while another workshop loses its names", kill_store_while_names_go, long=True),
]
