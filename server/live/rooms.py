# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rooms that are open on this worker: opened by replaying their log, closed when they have been empty for a while."""

import asyncio
import base64
import contextlib
import hashlib
import logging
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from server.ending import begin, end
from server.live.clock import StoreClock
from server.live.fanout import Member
from server.live.healing import Lull
from server.live.rehearsals import Rehearsals
from server.live.replaying import NewerEntry, load
from server.live.room import Room
from server.live.safety import Safety
from server.live.sealing import Sealer
from server.live.space import Space
from server.live.workshops import WORKSHOPS
from server.store import ID, Entry, Store, StoreError

EMPTY_ROOM_S = 120.0
"""How long an empty room stays open: a class that reloads its phones finds it there."""

CHECK_HEADS_EVERY_S = 5.0
"""How often a worker compares all its rooms with their logs, besides what the feed tells."""

LOOK_AT_SPACE_EVERY_S = 10.0
"""How often a worker asks how full the store is."""

CODES_WITHIN_S = 1.0
"""How long the codes of a workshop may take to be reserved; then they are at the next look."""

PROBED_WITHIN_S = 2.0
"""How long a start waits for the first answer whether appends and their delivery work."""

_log = logging.getLogger(__name__)


class Rooms:
    """Opens, finds and closes rooms. Use `open_rooms`."""

    def __init__(self, store: Store, secret_key: bytes, clock: StoreClock | None = None) -> None:
        self.log = store.log
        self.rehearsals = Rehearsals(store)
        self.quotas = store.quotas
        self.space = Space()
        self.safety = Safety()
        self.destruction = store.destruction
        self.clock = clock or StoreClock()
        self.draining = False
        """This worker is about to stop: it is not ready, and takes no new connections to rooms."""
        self.store = store
        self._secret_key = secret_key
        self._lulls: dict[int, Lull] = {}
        """By parts of the store: what came to another server in one of them keeps nobody waiting in others."""
        self._codes_due: set[str] = set()
        """Workshops whose codes are reserved again at the next look: another server answers than before, somewhere."""
        store.identity.on_change = self._on_new_server
        self._feed = store.open_feed(self._on_entries, self._on_resubscribed)
        self._rooms: dict[str, Room] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._empty_since: dict[str, float] = {}

    def hashed(self, purpose: str, text: str) -> str:
        """A name for what must not be stored itself; the same on every worker with this server's key."""
        key = hashlib.blake2b(self._secret_key, digest_size=32, person=b"wb-hashed").digest()
        return hashlib.blake2b(f"{purpose}:{text}".encode(), key=key, digest_size=12).hexdigest()

    def secret(self, purpose: str, text: str) -> str:
        """A secret of 144 bits that nobody without this server's key can make; the same on every worker that has it."""
        key = hashlib.blake2b(self._secret_key, digest_size=32, person=b"wb-secret").digest()
        made = hashlib.blake2b(f"{purpose}:{text}".encode(), key=key, digest_size=18).digest()
        return base64.urlsafe_b64encode(made).decode()

    async def get(self, session_id: str) -> Room | None:
        """The room of a session, opened if need be; None when there is no such session.

        Raises `StoreUnavailable` when the store does not answer, and `NewerEntry` when this version does not understand it.
        """
        if not ID.fullmatch(session_id):
            return None
        while True:
            room = self._rooms.get(session_id)
            if room is not None and not room.gone:
                self._empty_since.pop(session_id, None)
                if room.is_behind:
                    raise NewerEntry
                return room
            opening = self._opening.setdefault(session_id, asyncio.Lock())
            async with opening:
                if self._opening.get(session_id) is not opening:
                    # Whoever had it before us is ready, and somebody else may have begun.
                    continue
                try:
                    if room is not None:
                        await self._close(session_id)
                    return await self._open(session_id)
                finally:
                    del self._opening[session_id]

    async def _open(self, session_id: str) -> Room | None:
        # Listen first, read afterwards: what is appended in between arrives by the feed (MessageBus, Centrifuge do the same).
        await self._feed.subscribe(session_id)
        try:
            found = await load(WORKSHOPS, self.log, session_id)
        except NewerEntry:
            # No room comes of it that would end listening when it closes.
            await self._feed.unsubscribe(session_id)
            raise
        if found is None:
            await self._feed.unsubscribe(session_id)
            return None
        self.clock.learn(await self.log.now_ms())
        room = Room(*found, self.log, self.clock, Sealer(self._secret_key, session_id), self._lull_of(session_id))
        room.fanout.space = self.space
        self._rooms[session_id] = room
        await self._reserve_codes(room)
        # What the feed brought while we were reading was dropped: ask once for what follows.
        room.on_resubscribed()
        return room

    async def _reserve_codes(self, room: Room) -> None:
        """A store that was restored, or lost its last seconds, may not know them any more. In a cluster a code lies elsewhere
        than its workshop: it may be lost alone, and where it lies may be down while people go on here.
        """
        session = room.session
        codes = [] if room.gone else [session.code, *session.former_codes]
        try:
            async with asyncio.timeout(CODES_WITHIN_S):
                for code in codes:
                    await self.log.reserve_code(code, session.id)
                if codes and await self.log.is_destroyed(session.id):  # meanwhile
                    for code in codes:
                        if await self.log.find_code(code) == session.id:
                            await self.log.drop_code(code)
        except (StoreError, TimeoutError):
            self._codes_due.add(session.id)

    async def sweep(self) -> None:
        """Close rooms that have been empty for `EMPTY_ROOM_S`. Never returns."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(EMPTY_ROOM_S / 4)
            for session_id, room in list(self._rooms.items()):
                if len(room.fanout):
                    self._empty_since.pop(session_id, None)
                elif loop.time() - self._empty_since.setdefault(session_id, loop.time()) > EMPTY_ROOM_S:
                    await self._close(session_id)

    async def check_heads(self) -> None:
        """Compare every room with its log now and then: a feed may be silent and a tail be lost without anybody writing. Never
        returns.
        """
        while True:
            await asyncio.sleep(CHECK_HEADS_EVERY_S)
            rooms, due, self._codes_due = dict(self._rooms), self._codes_due, set()
            await asyncio.gather(*(self._check(rooms, each) for each in self.store.together(list(rooms))))
            await asyncio.gather(*(self._reserve_codes(rooms[each]) for each in due if each in rooms))
            for session_id, room in rooms.items():
                # What it held must not stay in memory either.
                if room.gone and self._rooms.get(session_id) is room:
                    await self._close(session_id)

    async def _check(self, rooms: dict[str, Room], session_ids: list[str]) -> None:
        """Compare these, which one server keeps."""
        try:
            heads = await self.log.heads(session_ids)
        except StoreError as error:
            _log.warning("heads cannot be read: %s", error.code)
            return
        for session_id, head in zip(session_ids, heads, strict=True):
            rooms[session_id].on_head(head)

    async def watch_space(self) -> None:
        """Look now and then how full the store is, and tell facilitators when that is something else than before. Never
        returns.
        """
        while True:
            await self.safety.look(self.store)
            with contextlib.suppress(StoreError):
                if await self.space.look(self.store):
                    for room in self.open_now():
                        room.fanout.tell_presence()
            await asyncio.sleep(LOOK_AT_SPACE_EVERY_S)

    async def settle_all(self, within_s: float) -> bool:
        """Wait until no command is on its way in any room. False when some still are after `within_s` seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                while any(room.busy for room in self._rooms.values()):  # noqa: ASYNC110 # rooms tell nobody
                    await asyncio.sleep(0.01)
                return True
        return False

    def open_now(self) -> list[Room]:
        """The rooms that are open on this worker."""
        return list(self._rooms.values())

    def members(self) -> list[Member]:
        """Every connection in every room."""
        return [member for room in self._rooms.values() for member in room.fanout.members()]

    async def close(self) -> None:
        """Close every room."""
        for session_id in list(self._rooms):
            await self._close(session_id)

    async def _close(self, session_id: str) -> None:
        room = self._rooms.pop(session_id)
        self._empty_since.pop(session_id, None)
        await self._feed.unsubscribe(session_id)
        await room.close()

    def _on_entries(self, session_id: str, entries: tuple[Entry, ...]) -> None:
        room = self._rooms.get(session_id)
        if room is not None:
            room.on_entries(entries)

    def _on_resubscribed(self, session_id: str) -> None:
        room = self._rooms.get(session_id)
        if room is not None:
            room.on_resubscribed()

    def _lull_of(self, session_id: str) -> Lull:
        return self._lulls.setdefault(self.store.part_of(session_id), Lull())

    def _on_new_server(self, parts: Collection[int]) -> None:
        """Another process answers than before: it may have lost a tail that other workers or we still have."""
        _log.warning("what is stored, or a part of it, is kept by another process or server than before; rooms compare with it")
        for part in parts:
            self._lulls.setdefault(part, Lull()).begin()
        changed = frozenset(parts)
        self._codes_due.update(self._rooms)
        for session_id, room in self._rooms.items():
            if self.store.part_of(session_id) in changed:
                room.on_resubscribed()

    @property
    def trouble(self) -> str:
        """Why this worker should get no new visitors: it stops, or appends or their delivery do not work, or what is stored is
        not safe. "" when all is well.
        """
        return "draining" if self.draining else self._feed.trouble or self.safety.trouble

    @property
    def partly(self) -> str:
        """What does not work in some parts of the store while it does in others."""
        return self._feed.partly

    @property
    def own_trouble(self) -> str:
        """The same, but for what no other worker could do better, as all have one store: then pages, boards and erasing go on."""
        return "draining" if self.draining else self._feed.own_trouble

    @property
    def connected(self) -> bool:
        """Whether what other workers append reaches this one."""
        return self._feed.connected


@asynccontextmanager
async def open_rooms(store: Store, secret_key: bytes, clock: StoreClock | None = None) -> AsyncIterator[Rooms]:
    """The rooms of one worker, from now until the context ends. Without a `clock` they tell time by this process's own."""
    rooms = Rooms(store, secret_key, clock)
    rooms.clock.learn(await store.log.now_ms())
    async with rooms._feed:  # noqa: SLF001 - same module
        tasks = [
            begin(rooms.sweep(), name="sweep rooms"),
            begin(rooms.check_heads(), name="check heads"),
            begin(rooms.watch_space(), name="watch space"),
        ]
        try:
            # So that whoever asks right after the start is not told "starting".
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PROBED_WITHIN_S):
                    await rooms._feed.probed.wait()  # noqa: SLF001 - same module
            yield rooms
        finally:
            await end(tasks)
            await rooms.close()
