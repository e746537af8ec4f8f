# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How fast people come in: a hall within a minute or two, and never so fast that a room is full before anybody shuts it."""

import asyncio

from server.live.rooms import Rooms
from server.settings import Settings
from server.store import Quota

WAITS_S = 8.0
"""So long a form waits for its turn before whoever sent it is asked to try again."""
MINUTE_S = 60.0
MAX_WAITING = 100
"""Forms that wait at a time for one workshop on one worker."""


class _Line:
    """Who waits for one workshop: first come, first served."""

    def __init__(self) -> None:
        self.first = asyncio.Lock()
        self.waiting = 0


class MayJoin:
    """The rate of a server, counted per workshop by all workers together."""

    def __init__(self, settings: Settings, rooms: Rooms) -> None:
        self._quotas = rooms.quotas
        self._hashed = rooms.hashed
        self._lines: dict[str, _Line] = {}
        per_minute = settings.joins_per_minute
        self._rate = Quota("joining", per_minute, MINUTE_S / per_minute) if per_minute else None

    async def wait(self, session_id: str) -> bool:
        """Wait until somebody new may come into a workshop; False when that takes too long. Raises StoreUnavailable."""
        if self._rate is None:
            return True
        # Not by its id: when the workshop is destroyed nothing is named after it.
        who = self._hashed("joining", session_id)
        line = self._lines.setdefault(session_id, _Line())
        if line.waiting >= MAX_WAITING:
            return False
        line.waiting += 1
        try:
            async with asyncio.timeout(WAITS_S), line.first:
                rest_s = await self._quotas.take(self._rate, who)
                while rest_s:
                    await asyncio.sleep(rest_s)
                    rest_s = await self._quotas.take(self._rate, who)
        except TimeoutError:
            return False
        finally:
            line.waiting -= 1
            if not line.waiting:
                self._lines.pop(session_id, None)
        return True
