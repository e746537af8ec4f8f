# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Power loss under the solo profile: the append-only file, cut where something was acknowledged, restores all of it.

People write; whenever one of them learns that a command is settled, the size of the file at that moment is written down. What
stands before that size was on disk. Then everything is killed, and again and again a copy of the file is cut at such a size, or
in the middle of the bytes that follow it, and started.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import time
from pathlib import Path

from redis.asyncio import Redis

from server.live.replaying import load
from server.live.workshops import WORKSHOPS
from server.store.connections import Keys
from server.store.log import RedisLog
from sessions.model.state import Note, ValueContent
from tests.faults.history import History, Line, cut_at, read_history
from tests.faults.kinds import Kind, MakeStore
from tests.faults.processes import Store
from tests.faults.result import Result, sum_up
from tests.faults.world import MIN_UNDER_WAY, open_world

WRITE_S = 3.0


async def run(make_store: MakeStore, folder: Path, times: int, seed: int, result: Result) -> None:
    """Write once, cut `times` times; every cut is an injection of its own with its own verdict."""
    async with open_world(make_store, seed=seed, folder=folder) as world:
        for phone in world.phones:
            phone.aof_bytes = world.store.aof_bytes
        world.work()
        await asyncio.sleep(WRITE_S / 2)
        world.rush()
        await asyncio.sleep(WRITE_S / 2)
        for process in (*world.workers, world.store):
            process.kill()
        assert world.opened is not None
        session_id, helper = world.opened.session_id, world.helper
        aof = world.store.aof.relative_to(world.store.data)
    lines = read_history(folder / "history.jsonl")
    dice = random.Random(seed)
    for number in range(times):
        cut = _point(lines, dice, number)
        then = cut_at(lines, cut)
        acknowledged_at = max(line["at"] for line in then if line["k"] == "settled")
        waiting = [line for line in _unended(then) if line["at"] <= acknowledged_at]
        under_way = len(waiting)
        began = time.monotonic()
        here = folder / f"cut{number}"
        shutil.copytree(world.store.data, here / "data")
        os.truncate(here / "data" / aof, cut)
        history = History(here / "history.jsonl")
        for line in then:
            history.copy(line)
        for line in _unended(then):
            # Pages keep what was not settled, and show it so.
            history.write("left", c=line["c"], op=line["op"])
        await _restore(here, session_id, helper, history)
        result.injected += under_way >= MIN_UNDER_WAY
        result.under_way.append(under_way)
        sent = {line["op"] for line in then if line["k"] == "sent" and line["at"] <= acknowledged_at}
        result.in_flight.append(sum(line["op"] in sent for line in waiting))
        result.recover_ms.append(round((time.monotonic() - began) * 1000))
        sum_up(history, result)
        history.close()
        if not result.problems:
            shutil.rmtree(here)


def _point(lines: list[Line], dice: random.Random, number: int) -> int:
    """A size at which something was just acknowledged; every second time up to 300 bytes more, in the middle of what follows."""
    sizes: list[int] = sorted({line["aof"] for line in lines if line["k"] == "settled" and line.get("aof")})
    at = dice.randrange(len(sizes) // 4, len(sizes))
    more = dice.randrange(1, 300) if number % 2 else 0
    end = sizes[at + 1] if at + 1 < len(sizes) else sizes[at] + 1
    return min(sizes[at] + more, end - 1) if more else sizes[at]


def _unended(lines: list[Line]) -> list[Line]:
    """The commands that had no end yet."""
    ended = {line["op"] for line in lines if line["k"] in ("settled", "refused")}
    return [line for line in lines if line["k"] == "invoke" and line["op"] not in ended]


async def _restore(folder: Path, session_id: str, helper: str, history: History) -> None:
    """Start a store on the cut file, and write down what it holds."""
    store = Store(folder)
    await store.start()
    try:
        client = Redis(unix_socket_path=str(store.socket))
        log = RedisLog(client, Keys("wb:"))
        found = await log.read(session_id)
        loaded = await load(WORKSHOPS, log, session_id)
        await client.aclose()
        for entry in found[1] if found else ():
            page = entry.client.rpartition(":")[2]
            history.write("log", seq=entry.seq, c=page if page != helper else "", n=entry.n)
        notes = loaded[0].notes.values() if loaded else ()
        history.write("final", notes={note.id: [_text(note), note.rev] for note in notes if not note.deleted})
    finally:
        store.kill()


def _text(note: Note) -> str:
    return note.content.why if isinstance(note.content, ValueContent) else ""


KIND = Kind("power loss: append-only file cut at an acknowledged point", run=run)
