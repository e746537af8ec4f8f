# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rooms that are open on this worker: opened by replaying their log, closed when they have been empty for a while."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.clock import StoreClock
from server.room import Room, load
from server.sealing import Sealer
from server.store import Entry, Store

EMPTY_ROOM_S = 120.0
"""How long an empty room stays open: a class that reloads its phones finds it there."""

_SESSION_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""What can be the id of a session; anything else comes from a mistyped or made-up address."""


class Rooms:
    """Opens, finds and closes rooms. Use `open_rooms`."""

    def __init__(self, store: Store, secret_key: bytes) -> None:
        self.log = store.log
        self.clock = StoreClock()
        self._secret_key = secret_key
        self._feed = store.open_feed(self._on_entries, self._on_resubscribed)
        self._rooms: dict[str, Room] = {}
        self._opening: dict[str, asyncio.Lock] = {}
        self._empty_since: dict[str, float] = {}

    async def get(self, session_id: str) -> Room | None:
        """The room of a session, opened if need be; None when there is no such session.

        Raises `StoreUnavailable` when the store does not answer.
        """
        room = self._rooms.get(session_id)
        if room is not None:
            self._empty_since.pop(session_id, None)
            return room
        if not _SESSION_ID.fullmatch(session_id):
            return None
        async with self._opening.setdefault(session_id, asyncio.Lock()):
            return self._rooms.get(session_id) or await self._open(session_id)

    async def _open(self, session_id: str) -> Room | None:
        # Listen first, read afterwards: what is appended in between arrives by the feed (MessageBus, Centrifuge do the same).
        await self._feed.subscribe(session_id)
        found = await load(self.log, session_id)
        if found is None:
            await self._feed.unsubscribe(session_id)
            self._opening.pop(session_id, None)
            return None
        self.clock.learn(await self.log.now_ms())
        room = Room(*found, self.log, self.clock, Sealer(self._secret_key, session_id))
        self._rooms[session_id] = room
        # What the feed brought while we were reading was dropped: ask once for what follows.
        room.on_resubscribed()
        return room

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

    async def close(self) -> None:
        """Close every room."""
        for session_id in list(self._rooms):
            await self._close(session_id)

    async def _close(self, session_id: str) -> None:
        room = self._rooms.pop(session_id)
        self._empty_since.pop(session_id, None)
        self._opening.pop(session_id, None)
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

    @property
    def connected(self) -> bool:
        """Whether what other workers append reaches this one."""
        return self._feed.connected


@asynccontextmanager
async def open_rooms(store: Store, secret_key: bytes) -> AsyncIterator[Rooms]:
    """The rooms of one worker, from now until the context ends."""
    rooms = Rooms(store, secret_key)
    rooms.clock.learn(await store.log.now_ms())
    async with rooms._feed:  # noqa: SLF001 - same module
        sweeper = asyncio.create_task(rooms.sweep(), name="sweep rooms")
        try:
            yield rooms
        finally:
            sweeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sweeper
            await rooms.close()
