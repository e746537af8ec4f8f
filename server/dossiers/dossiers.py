# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a case and changing it, by request: read its log, decide, append at the head that was read; again on a conflict.

A case has no room: it changes a few times a day, and nobody watches it live.
"""

import asyncio
import hashlib
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from weakref import WeakValueDictionary

import msgspec

from organisation.dossier import commands as c
from organisation.dossier import decider
from organisation.dossier import report_commands as rc
from organisation.dossier.events import Decision, encode_events
from organisation.dossier.packing import was_sent
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Viewer
from server.dossiers.aggregate import DOSSIERS
from server.live.replaying import create, replay
from server.store import DOSSIER, ID, NO_LOG, Appended, Conflict, Duplicate, Head, Item, Store, StoreUnavailable, Why
from sessions.model.codes import Refusal
from sessions.wire.checking import check_command

MAX_KEPT = 32
"""Cases that a worker holds as they were at their heads."""
READ_AT_ONCE = 50
"""Entries of a long log: a millisecond or two."""
UNPACKED_APART_BYTES = 50_000
MAX_TRIES = 8
"""So often somebody else may be just before, in one case, between reading and storing."""
READS_THE_REPORT = rc.WriteRow | rc.FollowSource | rc.Establish | rc.ReviewNames | rc.Approve | rc.Publish
"""To decide these a whole report is made, hashed, or read through for names: a second or two at the limits of a case."""
_BESIDE = ThreadPoolExecutor(1, "case")
"""A thread of their own, one after another: whatever fills the threads that all share keeps no form waiting."""
KEPT_APART = "form:"
"""Before the name of a form among the counters of a log."""
Still = Callable[[Dossier], bool]
"""Whether a case as it is now lets somebody do what he could when he asked."""


def _always(_: Dossier) -> bool:
    return True


async def _decided(dossier: Dossier, command: c.Command, who: Viewer, now_ms: int) -> Decision:
    if isinstance(command, READS_THE_REPORT):
        # Beside the boards: a case is never changed in place, and whoever was before is seen when it is stored.
        return await asyncio.get_running_loop().run_in_executor(_BESIDE, decider.decide, dossier, command, who, now_ms)
    return decider.decide(dossier, command, who, now_ms)


def _status_name(status_key: str) -> str:
    return f"stand-{hashlib.sha256(status_key.encode()).hexdigest()[:32]}"


class Dossiers:
    """The cases of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store.of(DOSSIER)
        self.destruction = self._store.destruction
        self._kept: dict[str, tuple[Head, Dossier]] = {}
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def get(self, dossier_id: str) -> Dossier | None:
        """The case as it is now; None when there is none. Raises StoreUnavailable, StoreDamaged."""
        found = await self._now(dossier_id)
        return found[1] if found else None

    async def _now(self, dossier_id: str) -> tuple[Head, Dossier] | None:
        """A case and its head. Whoever knocks costs a look at the head, and no more; after a change only that is read."""
        head = await self._store.log.head(dossier_id) if ID.fullmatch(dossier_id) else NO_LOG
        kept = self._kept.get(dossier_id)
        if kept is not None and kept[0] == head:
            return kept
        found = await self._grown(dossier_id, *kept) if kept is not None and head != NO_LOG else None
        if found is None and head != NO_LOG:
            found = await self._whole(dossier_id)
        self._kept.pop(dossier_id, None)
        if found is None:
            return None
        while len(self._kept) >= MAX_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[dossier_id] = found
        return found

    async def _whole(self, dossier_id: str) -> tuple[Head, Dossier] | None:
        """The case from its whole log. A long one is read a few entries at a time, and a packed one away from the loop, so that
        no board waits for it.
        """
        read = await self._store.log.read(dossier_id)
        if read is None:
            return None
        head, entries = read
        if entries and len(entries[0].payload) > UNPACKED_APART_BYTES:
            dossier = await asyncio.to_thread(replay, DOSSIERS, entries[:1])
        else:
            dossier = replay(DOSSIERS, entries[:1])
        for at in range(1, len(entries), READ_AT_ONCE):
            dossier = replay(DOSSIERS, entries[at : at + READ_AT_ONCE], dossier)
            await asyncio.sleep(0)
        return (head, dossier) if dossier else None

    async def _grown(self, dossier_id: str, head: Head, dossier: Dossier) -> tuple[Head, Dossier] | None:
        """The case after what followed a head; None when that is no part of its log any more."""
        following = await self._store.log.read_following(dossier_id, head)
        if not following:
            return None
        grown = replay(DOSSIERS, following, dossier)
        last = following[-1]
        return (Head(head.epoch, last.seq, last.nonce), grown) if grown else None

    async def lead_to(self, status_key: str, dossier_id: str) -> None:
        """The status page with this key is that of this case from now on, whichever case its address names."""
        await self._store.log.reserve_code(_status_name(status_key), dossier_id)

    async def led_by(self, status_key: str) -> Dossier | None:
        """The case to which the key of a status page leads, where it was said to."""
        dossier_id = await self._store.log.find_code(_status_name(status_key))
        return None if dossier_id is None else await self.get(dossier_id)

    async def is_destroyed(self, dossier_id: str) -> bool:
        """Whether there was one that was taken away on purpose."""
        return bool(ID.fullmatch(dossier_id)) and await self._store.log.is_destroyed(dossier_id)

    async def destroy(self, dossier_id: str, why: Why, still: Still = _always) -> bool:
        """Take a case away for good; False when there is none, or when `still` says of it as it goes that it may not. Call
        `destruction.clean_up` afterwards. Raises StoreUnavailable.
        """
        for _ in range(MAX_TRIES):
            found = await self._now(dossier_id)
            if found is None or not still(found[1]):
                return False
            if await self.destruction.destroy(dossier_id, why, found[0]):
                return True
        raise StoreUnavailable("timeout", "Others were before this again and again.")

    async def open(self, command: c.OpenDossier | c.RestoreDossier) -> bool:
        """Begin a case; False when there is one by that id already."""
        events = decider.begin(command, await self._store.log.now_ms())
        assert not isinstance(events, Refusal)  # noqa: S101 - a beginning is never refused
        return await create(self._store.log, command.dossier_id, encode_events(events))

    async def ask(
        self, dossier_id: str, command: c.Command, who: Viewer, form: str = "", still: Still = _always
    ) -> Refusal | None:
        """Carry out a command; None when it was done. `form` is a secret of the drawn form: with it the same command has one
        effect, however often it is sent and whichever worker gets it. Another command with it is another one.

        `still` says of the very state that is decided on whether whoever asks is this viewer: a link that was taken away while
        the request was on its way changes nothing any more. When not, the answer is `not_allowed`.

        Raises StoreUnavailable, also when others are before it again and again.
        """
        if wrong := check_command(command):
            return wrong
        told = msgspec.msgpack.encode(command)
        client = KEPT_APART + hashlib.sha256(form.encode() + told).hexdigest()[:32] if form else ""
        # One after another: a hundred holders who tell at once wait for each other here, and are not refused.
        async with self._turns.setdefault(dossier_id, asyncio.Lock()):
            return await self._carried_out(dossier_id, command, who, client, still)

    async def _carried_out(self, dossier_id: str, command: c.Command, who: Viewer, client: str, still: Still) -> Refusal | None:
        nonce = secrets.randbits(64) | 1
        for _ in range(MAX_TRIES):
            found = await self._now(dossier_id)
            if found is None:
                return Refusal("unknown_item")
            head, dossier = found
            if not still(dossier):
                return Refusal("not_allowed")
            if client and was_sent(dossier, client.removeprefix(KEPT_APART)):
                return None
            decision = await _decided(dossier, command, who, await self._store.log.now_ms())
            if isinstance(decision, Refusal):
                # The same form once more was done, and what it changed is why it fits no more.
                again = client and await self._store.log.settled(dossier_id, client) is not None
                return None if again else decision
            if not decision:
                return None
            item = Item(encode_events(decision), nonce, *((client, 1) if client else ()))
            match await self._store.log.append(dossier_id, head, [item]):
                case Appended() | Duplicate():
                    return None
                case Conflict():
                    continue
                case other:
                    raise AssertionError(other)
        raise StoreUnavailable("timeout", "Others were before this change again and again.")
