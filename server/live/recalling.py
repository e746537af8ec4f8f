# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What entries of a log touched: remembered as they are applied, and recalled from the log for who comes back after a restart or
from another worker.

Without recalling, a token would count only when nothing whatever had been stored since. A full view instead of an empty welcome
would then tell that somebody has written a hidden note (I9).
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Generic, Protocol, TypeVar

from server.live.aggregates import Aggregate, State
from server.live.sealing import Sealer
from server.store import Entry, Head, LogStore

REMEMBERED_ENTRIES = 4096
"""Entries that a returning client may have missed and still gets only the difference: minutes of a busy room."""
MORE_ENTRIES = 256
"""Recalled before what is asked for: the others of a room that come back together have seen a little less or more."""
_AT_ONCE = 32
"""Entries between two moments in which other rooms get their turn: some ten milliseconds in a room of a hundred people."""


class _Touched(Protocol):
    @property
    def seq(self) -> int: ...

    @property
    def nonce(self) -> int: ...


Step = TypeVar("Step", bound=_Touched)
"""What one entry touched; `seq` and `nonce` say which."""


class Memory(Generic[State, Step]):
    """The steps up to the head of one log. `touch` tells a step from an entry and the states before and after it."""

    def __init__(self, sealer: Sealer, touch: Callable[[Entry, State, State], Step]) -> None:
        self.touch = touch
        self.recalling = asyncio.Lock()
        """Held by whoever reads from the log what is not remembered."""
        self.lives = 0
        """How often everything started over."""
        self._sealer = sealer
        self._steps: deque[Step] = deque(maxlen=REMEMBERED_ENTRIES)

    def add(self, step: Step) -> None:
        """The log went on by this."""
        self._steps.append(step)

    def start_over(self) -> None:
        """The log turned out to be another one."""
        self.lives += 1
        self._steps.clear()

    def begins_at(self, head: Head) -> int:
        """The seq of the first entry that is remembered; the one after `head` when there is none."""
        return self._steps[0].seq if self._steps else head.seq + 1

    def since(self, token: str, head: Head) -> list[Step] | None:
        """The steps from a token to `head`, or None when they are not known."""
        position = self._position(token, head)
        if position is None:
            return None
        if position == (head.seq, head.nonce):
            return []
        seq, nonce = position
        first = self.begins_at(head)
        if not first <= seq < head.seq or self._steps[seq - first].nonce != nonce:
            return None
        return list(islice(self._steps, seq - first + 1, None))

    def forgotten(self, token: str, head: Head) -> int | None:
        """The seq of a token of this log that is from before what is remembered, yet not too old; else None."""
        position = self._position(token, head)
        if position is None or position == (head.seq, head.nonce):
            return None
        seq = position[0]
        return seq if head.seq - REMEMBERED_ENTRIES < seq < self.begins_at(head) else None

    def put_before(self, steps: Sequence[Step], head: Head) -> None:
        """Remember earlier steps as well. Those that do not lead up to what is remembered are of another log."""
        if steps and steps[-1].seq + 1 == self.begins_at(head):
            self._steps = deque([*steps, *self._steps], maxlen=REMEMBERED_ENTRIES)

    def _position(self, token: str, head: Head) -> tuple[int, int] | None:
        return self._sealer.position(token, head.epoch) if token else None


async def recall(
    log: LogStore,
    log_id: str,
    aggregate: Aggregate[State],
    memory: Memory[State, Step],
    token: str,
    head: Callable[[], Head],
) -> None:
    """Let `memory` hold what was stored since `token`, up to where `head` says that it has come meanwhile. Call before it is
    asked what somebody missed; nothing happens when it knows already.

    Raises StoreUnavailable.
    """
    if memory.forgotten(token, head()) is None:
        return
    async with memory.recalling:
        first = memory.forgotten(token, head())
        if first is None:
            return
        lives, end = memory.lives, memory.begins_at(head())
        found = await log.read(log_id)
        steps = await _steps(aggregate, memory.touch, found[1] if found else [], first - MORE_ENTRIES, end)
        if lives == memory.lives:
            memory.put_before(steps, head())


async def _steps(
    aggregate: Aggregate[State], touch: Callable[[Entry, State, State], Step], entries: list[Entry], first: int, end: int
) -> list[Step]:
    """What each entry from `first` to before `end` touched."""
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
