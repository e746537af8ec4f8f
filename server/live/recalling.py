# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was stored before this worker opened a room, for who comes back after a restart or from another worker.

Without it a token would count only when nothing whatever had been stored since. A full view instead of an empty welcome would
then tell that somebody has written a hidden note (I9).
"""

import asyncio
from collections.abc import Callable

from server.live.aggregates import Aggregate, State
from server.live.fanout import Step, step_of
from server.live.room import Room
from server.store import Entry, LogStore

MORE_ENTRIES = 256
"""Recalled before what is asked for: the others of a room that come back together have seen a little less or more."""
_AT_ONCE = 32
"""Entries between two moments in which other rooms get their turn: some ten milliseconds in a room of a hundred people."""


async def recall(log: LogStore, room: Room, token: str) -> None:
    """Let the room remember what was stored since `token`. Call before `room.join`; nothing happens when it does already.

    Raises StoreUnavailable.
    """
    fanout = room.fanout
    if fanout.forgotten(token, room.head) is None:
        return
    async with fanout.recalling:
        first = fanout.forgotten(token, room.head)
        if first is None:
            return
        lives, end = fanout.lives, fanout.remembers_from(room.head)
        found = await log.read(room.session.id)
        steps = await steps_of(room.aggregate, step_of, found[1] if found else [], first - MORE_ENTRIES, end)
        if lives == fanout.lives:
            fanout.recall(steps, room.head)


async def steps_of(
    aggregate: Aggregate[State], touch: Callable[[Entry, State, State], Step], entries: list[Entry], first: int, end: int
) -> list[Step]:
    """What each entry from `first` to before `end` touched, as `touch` tells from the states before and after it."""
    steps: list[Step] = []
    state: State | None = None
    for number, entry in enumerate(entries, start=1):
        if entry.seq >= end:
            break
        after = aggregate.reduce(state, entry.payload)
        if entry.seq >= first:
            steps.append(touch(entry, after if state is None else state, after))
        state = after
        if number % _AT_ONCE == 0:
            await asyncio.sleep(0)
    return steps
