# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a thing that has a log and no room, and changing it, by request: read its log, decide, append at the head that was
read; again on a conflict.

So live cases, organisations and strategies: they change a few times a day, and nobody watches them live.
"""

import asyncio
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic
from weakref import WeakValueDictionary

import msgspec
from msgspec import Struct

from server.live.decided import Command, Decided, Thing, Who
from server.live.replaying import create, replay
from server.store import ID, NO_LOG, Appended, Conflict, Duplicate, Head, Item, Store, StoreUnavailable, Why
from sessions.model.codes import Refusal
from sessions.wire.checking import check_command

MAX_KEPT = 32
"""Of one kind, that a worker holds as they were at their heads."""
MAX_BINNED_KEPT = 32
"""The same of those in the bin, as they were thrown away."""
READ_AT_ONCE = 50
"""Entries of a long log: a millisecond or two."""
UNPACKED_APART_BYTES = 50_000
MAX_TRIES = 8
"""So often somebody else may be just before, in one of them, between reading and storing."""
_BESIDE = ThreadPoolExecutor(1, "by-request")
"""A thread of their own, one after another: whatever fills the threads that all share keeps no form waiting."""
KEPT_APART = "form:"
"""Before the name of a form among the counters of a log."""


def _checked(command: Struct) -> tuple[Refusal | None, bytes]:
    """What is wrong with a command, and its bytes, by which the same one is known again."""
    wrong = check_command(command)
    return wrong, b"" if wrong else msgspec.msgpack.encode(command)


def _client_of(form: str, told: bytes) -> str:
    """The counter of a log in which it is kept that a form carried out the command with these bytes."""
    return KEPT_APART + hashlib.sha256(form.encode() + told).hexdigest()[:32]


def _always(_: object) -> bool:
    return True


class ByRequest(Generic[Thing, Command, Who]):
    """What a store holds of one kind."""

    def __init__(self, store: Store, kind: Decided[Any, Thing, Command, Who]) -> None:
        self._kind = kind
        self._store = store.of(kind.kind)
        self.destruction, self.holds, self.bin = self._store.destruction, self._store.holds, self._store.bin
        self._kept: dict[str, tuple[Head, Thing]] = {}
        self._binned: dict[str, tuple[int, Thing]] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def get(self, log_id: str) -> Thing | None:
        """It as it is now; None when there is none. Raises StoreUnavailable, StoreDamaged."""
        found = await self._now(log_id)
        return found[1] if found else None

    async def look_at(self, log_id: str) -> Thing | None:
        """The same for who looks at hundreds after another: what is not at hand is read away from the boards, and is not kept, so
        that it drives nothing out that people are working in.
        """
        head = await self._store.log.head(log_id) if ID.fullmatch(log_id) else NO_LOG
        kept = self._kept.get(log_id)
        if kept is not None and kept[0] == head:
            return kept[1]
        read = await self._store.log.read(log_id) if head != NO_LOG else None
        return await asyncio.to_thread(replay, self._kind, read[1]) if read else None

    async def _now(self, log_id: str) -> tuple[Head, Thing] | None:
        """It and its head. Whoever knocks costs a look at the head, and no more; after a change only that is read."""
        head = await self._store.log.head(log_id) if ID.fullmatch(log_id) else NO_LOG
        kept = self._kept.get(log_id)
        if kept is not None and kept[0] == head:
            return kept
        found = await self._grown(log_id, *kept) if kept is not None and head != NO_LOG else None
        if found is None and head != NO_LOG:
            found = await self._whole(log_id)
        self._kept.pop(log_id, None)
        if found is None:
            return None
        while len(self._kept) >= MAX_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[log_id] = found
        return found

    async def _whole(self, log_id: str) -> tuple[Head, Thing] | None:
        """It from its whole log. A long one is read a few entries at a time, and a packed one away from the loop, so that no
        board waits for it.
        """
        read = await self._store.log.read(log_id)
        if read is None:
            return None
        head, entries = read
        if entries and len(entries[0].payload) > UNPACKED_APART_BYTES:
            state = await asyncio.to_thread(replay, self._kind, entries[:1])
        else:
            state = replay(self._kind, entries[:1])
        for at in range(1, len(entries), READ_AT_ONCE):
            state = replay(self._kind, entries[at : at + READ_AT_ONCE], state)
            await asyncio.sleep(0)
        return None if state is None else (head, state)

    async def _grown(self, log_id: str, head: Head, state: Thing) -> tuple[Head, Thing] | None:
        """It after what followed a head; None when that is no part of its log any more."""
        following = await self._store.log.read_following(log_id, head)
        if not following:
            return None
        grown = replay(self._kind, following, state)
        last = following[-1]
        return None if grown is None else (Head(head.epoch, last.seq, last.nonce), grown)

    async def is_destroyed(self, log_id: str) -> bool:
        """Whether there was one that was taken away on purpose, or lies in the bin."""
        if not ID.fullmatch(log_id):
            return False
        return await self._store.log.is_destroyed(log_id) or await self.bin.record(log_id) is not None

    async def gone_since(self, log_id: str) -> str:
        """The day since which what others may point to of one that was erased is gone (ISO 8601), in the bin and after; empty
        where they could not, or nothing was erased. Raises StoreUnavailable.
        """
        if not ID.fullmatch(log_id):
            return ""
        record = await self.bin.record(log_id) or await self.destruction.record(log_id)
        return record.gone_since if record is not None else ""

    async def gone(self, log_ids: Iterable[str]) -> frozenset[str]:
        """Those of which there is nothing now: erased, in the bin, or never there. Raises StoreUnavailable."""
        ids = [log_id for log_id in dict.fromkeys(log_ids) if ID.fullmatch(log_id)]
        heads = await self._store.log.heads(ids) if ids else []
        return frozenset(log_id for log_id, head in zip(ids, heads, strict=True) if head == NO_LOG)

    async def destroy(self, log_id: str, why: Why, still: Callable[[Thing], bool] = _always) -> bool:
        """Take one away for good; False when there is none, when `still` says of it as it goes that it may not, or when it is
        held (`holds.of` tells). Call `destruction.clean_up` afterwards. Raises StoreUnavailable.
        """

        async def take(head: Head, since: str) -> bool:
            return await self.destruction.destroy(log_id, why, head, gone_since=since)

        return await self._taken_away(log_id, still, take)

    async def throw_away(self, log_id: str, why: Why, still: Callable[[Thing], bool] = _always, *, of: str = "") -> bool:
        """The same into the bin, from which it can be taken back for a while; `of` is the organisation whose it is."""

        async def take(head: Head, since: str) -> bool:
            return await self.bin.put(log_id, why, head, of=of, gone_since=since)

        return await self._taken_away(log_id, still, take)

    async def _taken_away(
        self, log_id: str, still: Callable[[Thing], bool], take: Callable[[Head, str], Awaitable[bool]]
    ) -> bool:
        for _ in range(MAX_TRIES):
            found = await self._now(log_id)
            if found is None or not still(found[1]) or await self.holds.of(log_id) is not None:
                return False
            head, thing = found
            if await take(head, self._kind.gone_since(thing, await self.now_ms())):
                return True
        raise StoreUnavailable("timeout", "Others were before this again and again.")

    async def thrown_away(self, log_id: str) -> Thing | None:
        """One that lies in the bin, as it was; None when it does not."""
        # Whoever knocks costs a look at the record, and no more. One that lives is in no bin.
        record = await self.bin.record(log_id) if ID.fullmatch(log_id) else None
        if record is None or await self._store.log.head(log_id) != NO_LOG:
            # Nothing of what was emptied stays at hand.
            self._binned.pop(log_id, None)
            return None
        kept = self._binned.get(log_id)
        if kept is None or kept[0] != record.at_ms:
            entries = await self.bin.entries(log_id)
            thing = await asyncio.to_thread(replay, self._kind, entries) if entries else None
            if thing is None:
                return None
            while len(self._binned) >= MAX_BINNED_KEPT:
                del self._binned[next(iter(self._binned))]
            # What lies there changes no more: a second knock reads nothing.
            kept = self._binned[log_id] = (record.at_ms, thing)
        return kept[1]

    async def now_ms(self) -> int:
        """What the store's clock says. Raises StoreUnavailable."""
        return await self._store.log.now_ms()

    async def begin(self, log_id: str, payload: bytes) -> bool:
        """Begin one with its first entry; False when there is one by that id already."""
        return await create(self._store.log, log_id, payload)

    async def ask(
        self, log_id: str, command: Command, who: Who, form: str = "", still: Callable[[Thing], bool] = _always
    ) -> Refusal | None:
        """Carry out a command; None when it was done. `form` is a secret of the drawn form: with it the same command has one
        effect, however often it is sent and whichever worker gets it. Another command with it is another one.

        `still` says of the very state that is decided on whether whoever asks is who he was when he asked: a link that was taken
        away while the request was on its way changes nothing any more. When not, the answer is `not_allowed`.

        Raises StoreUnavailable, also when others are before it again and again.
        """
        if self._kind.is_heavy(command):
            wrong, told = await asyncio.get_running_loop().run_in_executor(_BESIDE, _checked, command)
        else:
            wrong, told = _checked(command)
        if wrong:
            return wrong
        client = _client_of(form, told) if form else ""
        # One after another: a hundred who tell at once wait for each other here, and are not refused.
        async with self._turns.setdefault(log_id, asyncio.Lock()):
            return await self._carried_out(log_id, command, who, client, still)

    async def was_done(self, log_id: str, command: Command, form: str) -> bool:
        """Whether this very form carried out this command before. What it took away may be what let somebody send it: so whoever
        pressed twice is told that it was done. Raises StoreUnavailable.
        """
        found = await self._now(log_id) if form else None
        wrong, told = _checked(command)
        if found is None or wrong:
            return False
        return await self._was_done(log_id, found[1], _client_of(form, told))

    async def _was_done(self, log_id: str, state: Thing, client: str) -> bool:
        if not client or self._kind.was_sent(state, client.removeprefix(KEPT_APART)):
            return bool(client)
        return await self._store.log.settled(log_id, client) is not None

    async def _carried_out(
        self, log_id: str, command: Command, who: Who, client: str, still: Callable[[Thing], bool]
    ) -> Refusal | None:
        nonce = secrets.randbits(64) | 1
        for _ in range(MAX_TRIES):
            found = await self._now(log_id)
            if found is None:
                return Refusal("unknown_item")
            head, state = found
            if not still(state):
                # The same form once more was done, and what it took away is why who sends it is nobody any more.
                return None if await self._was_done(log_id, state, client) else Refusal("not_allowed")
            if client and self._kind.was_sent(state, client.removeprefix(KEPT_APART)):
                return None
            decision = await self._decided(state, command, who)
            if isinstance(decision, Refusal):
                # The same form once more was done, and what it changed is why it fits no more.
                again = client and await self._store.log.settled(log_id, client) is not None
                return None if again else decision
            if not decision:
                return None
            item = Item(decision, nonce, *((client, 1) if client else ()))
            match await self._store.log.append(log_id, head, [item]):
                case Appended() | Duplicate():
                    return None
                case Conflict():
                    continue
                case other:
                    raise AssertionError(other)
        raise StoreUnavailable("timeout", "Others were before this change again and again.")

    async def _decided(self, state: Thing, command: Command, who: Who) -> bytes | Refusal:
        now_ms = await self.now_ms()
        if self._kind.is_heavy(command):
            # Beside the boards. Whoever was before is seen when it is stored.
            return await asyncio.get_running_loop().run_in_executor(_BESIDE, self._kind.decide, state, command, who, now_ms)
        return self._kind.decide(state, command, who, now_ms)
