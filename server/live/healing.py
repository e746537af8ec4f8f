# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lost tails: a store that comes back without its last entries gets them again from a worker that still has them.

A power cut under `appendfsync everysec` and a failover lose the last entries of a log. A room keeps what it applied; when its
head is no part of the log any more but the log's head is one of its own entries, it puts the missing ones back as they were: same
nonces, so every token stays valid. When the log went on without them (a branch), nothing can be put back, and people are told.
"""

import asyncio
import zlib
from collections import deque
from collections.abc import Iterable
from itertools import islice

import msgspec

from server.live.sealing import Sealer
from server.store import NO_LOG, Entry, Head, LogStore

KEPT_BYTES = 4 * 1024 * 1024
"""What a room keeps of its log at most: a long workshop of a hundred people, whole. Beyond this the oldest entries go."""

HEAL_WITHIN_S = 0.5
"""How long rooms take no commands after another server process was met: whoever holds more of a lost tail puts it back first. A
command that came before would turn a tail that can be put back into a branch."""

_ENTRY_BYTES = 256
"""What an entry costs in memory besides its payload, roughly."""

PACKED_FROM_BYTES = 16 * 1024
"""Payloads from this length on are kept packed. That is the opening, with its script and values: 48 kB become 19, in 0.8 ms."""


class Lull:
    """The moment after another server process was met, for all rooms of a worker."""

    def __init__(self) -> None:
        self._until = 0.0

    def begin(self) -> None:
        """Another process answers, or it is still loading."""
        self._until = asyncio.get_running_loop().time() + HEAL_WITHIN_S

    def left_s(self) -> float:
        """Seconds until commands are taken again; not above 0: now."""
        return self._until - asyncio.get_running_loop().time()


class _Held:
    """An entry as it is kept: a long payload packed."""

    __slots__ = ("entry", "is_packed")

    def __init__(self, entry: Entry) -> None:
        self.is_packed = len(entry.payload) >= PACKED_FROM_BYTES
        self.entry = msgspec.structs.replace(entry, payload=zlib.compress(entry.payload, 1)) if self.is_packed else entry

    @property
    def length(self) -> int:
        """What it takes in memory, roughly."""
        return len(self.entry.payload) + _ENTRY_BYTES

    @property
    def whole(self) -> Entry:
        """The entry as it was."""
        return msgspec.structs.replace(self.entry, payload=zlib.decompress(self.entry.payload)) if self.is_packed else self.entry


class Kept:
    """The last entries that a room applied, and its head. Bounded by `KEPT_BYTES`; the last entry always stays."""

    def __init__(self, head: Head, entries: Iterable[Entry]) -> None:
        """`entries` end at `head`."""
        self.head = head
        self._entries: deque[_Held] = deque()
        self._bytes = 0
        self._add(entries)

    def add(self, entries: tuple[Entry, ...], head: Head) -> None:
        """These were applied, and lead to `head`."""
        self.head = head
        self._add(entries)

    def _add(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            held = _Held(entry)
            self._entries.append(held)
            self._bytes += held.length
        while self._bytes > KEPT_BYTES and len(self._entries) > 1:
            self._bytes -= self._entries.popleft().length

    def holds(self, seq: int, nonce: int) -> bool | None:
        """Whether this log has that entry; None when it is from before what is kept."""
        if seq > self.head.seq:
            return False
        index = seq - self.head.seq - 1
        return self._entries[index].entry.nonce == nonce if -index <= len(self._entries) else None

    def after(self, head: Head) -> tuple[Entry, ...] | None:
        """What a log that ends at `head` lacks; None when `head` is none of ours, or from before what is kept."""
        first = self.head.seq - len(self._entries) + 1
        if head == NO_LOG:
            return tuple(held.whole for held in self._entries) if first == 1 else None
        if head.epoch != self.head.epoch or not self.holds(head.seq, head.nonce):
            return None
        return tuple(held.whole for held in islice(self._entries, head.seq + 1 - first, None))


def saw_lost(kept: Kept, sealer: Sealer, token: str, *, is_over: bool) -> bool:
    """Whether a page with this token was shown something that is in no log any more, as far as can be told."""
    position = sealer.position(token, kept.head.epoch)
    if position is None:
        # Of another life of this log. Only what is over begins another life without having lost anything.
        return not is_over and sealer.is_ours(token)
    return kept.holds(*position) is False


async def follow(log: LogStore, log_id: str, kept: Kept, code: str | None) -> list[Entry] | None:
    """What the log has after our head. When it has lost our head, it gets back what we hold of it first; of several workers
    that try at once, one succeeds and the others find their own entries there.

    None when that is not possible: the log went on without them, is another one, or is gone and we do not hold it whole. `code`
    is the join code, which goes with the whole log ("" for none); None for a log that must not come back from nothing. Raises
    StoreError.
    """
    while True:
        entries = await log.read_following(log_id, kept.head)
        if entries is not None:
            return entries
        theirs = await log.head(log_id)
        # What was taken away on purpose stays away; the script that puts back asks the same once more.
        is_gone = theirs == NO_LOG and (code is None or await log.is_destroyed(log_id))
        missing = None if is_gone else kept.after(theirs)
        if missing is None:
            # Once more: another worker may have put back and gone on between the two questions.
            return await log.read_following(log_id, kept.head)
        if theirs == NO_LOG and code:
            await log.reserve_code(code, log_id)
        if missing:
            # All in one script: between two, somebody could go on with half of it.
            restored = await log.restore(log_id, theirs, kept.head.epoch, missing)
            if not restored and code and await log.is_destroyed(log_id) and await log.find_code(code) == log_id:
                await log.drop_code(code)
