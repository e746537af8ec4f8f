# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How it goes with a worker and its store, for whoever runs them: numbers, sizes, days and ids, and nothing that people wrote.

An overview is made at most once in FRESH_S, whoever asks how often. Of logs it reads no more than MOST_SHOWN and MOST_STILL say;
of the rest ids are counted, and one time of each. While the store does not answer it is what the worker itself knows.
"""

import asyncio
import logging
import shutil
import time
from collections.abc import Sequence
from importlib.metadata import version

from msgspec import Struct

from board.server_pages import Counted, Going, OpenWorkshop, Overview
from server.keeping.keeper import Keeper, terms_of
from server.live.rooms import Rooms
from server.papers.papers import Papers
from server.settings import Settings
from server.store import DOSSIER, ORGANISATION, STRATEGY, StoreError
from server.web.readiness import readiness

FRESH_S = 10.0
MOST_SHOWN = 50
"""Open workshops on the page, those with most people first."""
MOST_STILL = 20
"""Workshops that are read to say which goes next."""
MOST_GOING = 5
TOLD_WITHIN_S = 10.0
"""After that the page is shown without what the store would say."""


class _Counting(logging.Handler):
    """Counts what is logged, and keeps none of it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings = self.errors = self.last_error_at_ms = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count it."""
        if record.levelno < logging.ERROR:
            self.warnings += 1
        else:
            self.errors += 1
            self.last_error_at_ms = int(record.created * 1000)


_COUNTED = _Counting()
"""Of the process: it has one log."""
_STARTED_AT_MS = int(time.time() * 1000)


class _Kept(Struct, frozen=True):
    """What only the store knows: its time, size in bytes and last activity of workshops, and counts."""

    at_ms: int
    sizes: Sequence[tuple[int, int]]
    stored: dict[Counted, int]
    used_bytes: int
    most_bytes: int
    going: tuple[Going, ...]
    looked_at: int


class Overviews:
    """Makes the overview of a worker."""

    def __init__(self, settings: Settings, rooms: Rooms, papers: Papers) -> None:
        self._settings = settings
        self._rooms = rooms
        self._papers = papers
        self._turn = asyncio.Lock()
        self._made: tuple[float, Overview] | None = None
        if settings.admin_key is not None:
            logging.getLogger().addHandler(_COUNTED)

    def key_of_day(self, day: int) -> str:
        """What the cookie of somebody with the key holds on a day; with another key it is another one."""
        return self._rooms.secret("admin", f"{day}:{self._settings.admin_key}")

    async def now(self) -> Overview:
        """How it goes; what was made in the last FRESH_S."""
        async with self._turn:
            now_s = asyncio.get_running_loop().time()
            if self._made is None or now_s - self._made[0] >= FRESH_S:
                self._made = (now_s, await self._look())
            return self._made[1]

    async def _look(self) -> Overview:
        rooms = self._rooms
        ready = await readiness(rooms)
        roles = [member.viewer.role for member in rooms.members()]
        open_now = sorted(rooms.open_now(), key=lambda room: (-len(room.fanout), room.session.id))
        shown = [room for room in open_now[:MOST_SHOWN] if not room.gone]
        try:
            async with asyncio.timeout(TOLD_WITHIN_S):
                kept = await self._kept([room.session.id for room in shown])
        except (StoreError, TimeoutError):
            kept = None
        embedded = self._settings.redis_url is None
        return Overview(
            version=version("waardenbord"),
            at_ms=kept.at_ms if kept else int(time.time() * 1000),
            started_at_ms=_STARTED_AT_MS,
            trouble=ready.trouble or ("" if kept else "the store does not answer"),
            beside=ready.beside,
            people=len(roles) - roles.count("screen"),
            screens=roles.count("screen"),
            open_count=len(open_now),
            workshops=tuple(
                OpenWorkshop(room.session.id, len(room.fanout), size, room.session.opened_at_ms, last_ms, room.busy)
                for room, (size, last_ms) in zip(shown, kept.sizes if kept else [(0, 0)] * len(shown), strict=True)
            ),
            stored=kept.stored if kept else None,
            used_bytes=kept.used_bytes if kept else 0,
            most_bytes=kept.most_bytes if kept else 0,
            disk_free_bytes=(await asyncio.to_thread(shutil.disk_usage, self._settings.data_dir)).free if embedded else 0,
            embedded=embedded,
            busy=sum(room.busy for room in open_now),
            papers=self._papers.waiting,
            errors=_COUNTED.errors,
            warnings=_COUNTED.warnings,
            last_error_at_ms=_COUNTED.last_error_at_ms,
            going=kept.going if kept else (),
            looked_at=kept.looked_at if kept else 0,
        )

    async def _kept(self, ids: Sequence[str]) -> _Kept:
        """What the store says; of these workshops in this order. Raises StoreError."""
        store = self._rooms.store
        at_ms, memory = await store.log.now_ms(), await store.memory()
        sizes, last = await store.copies.sizes_bytes(ids), await store.copies.last_ms(ids)
        going, looked_at, count = await Keeper(store, terms_of(self._settings)).coming(at_ms, MOST_STILL)
        return _Kept(
            at_ms=at_ms,
            sizes=[(size, last_ms) for size, (_, last_ms) in zip(sizes, last, strict=True)],
            stored={
                "workshops": count,
                "cases": len(await store.of(DOSSIER).copies.ids()),
                "organisations": len(await store.of(ORGANISATION).copies.ids()),
                "strategies": len(await store.of(STRATEGY).copies.ids()),
            },
            used_bytes=memory.used_bytes,
            most_bytes=memory.most_bytes,
            going=tuple(Going(session_id, each.what, each.at_ms) for session_id, each in going[:MOST_GOING]),
            looked_at=looked_at,
        )
