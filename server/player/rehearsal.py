# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Rehearsals: simulated people take part, so that a facilitator can practise alone.

They come by HTTP and WebSocket as real people do, from the worker to which the facilitator is connected, and from no other: a
lock in Redis sees to it. They stay as long as he does, or somebody real who takes part, and a while longer; after a restart they
are the same people. A workshop that is no rehearsal never gets any: what it is stands in its opening and cannot change.
"""

import asyncio
import contextlib
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from server import access
from server.ending import end
from server.live.room import Room
from server.live.rooms import Rooms
from server.store import StoreError

if TYPE_CHECKING:
    from server.player.crowd import Crowd

LOOK_EVERY_S = 1.0
HELD_MS = 15_000
"""For how long a worker has the people of a rehearsal before another may; it asks again long before."""
STAY_S = 120.0
"""How long they stay when the facilitator's last page is closed: reloading is no end."""

_log = logging.getLogger(__name__)


class _Watch:
    """Sees to it that rehearsals that are led here have their people."""

    def __init__(self, rooms: Rooms, base_url: str) -> None:
        self._rooms = rooms
        self._base_url = base_url
        self._worker = secrets.token_hex(8)
        self._crowds: dict[str, Crowd] = {}
        self._last_led_s: dict[str, float] = {}

    async def run(self) -> None:
        """Never returns."""
        while True:
            for room in self._rooms.open_now():
                if room.session.rehearsal:
                    try:
                        await self._see_to(room)
                    except StoreError as error:
                        _log.warning("a rehearsal waits: %s", error.code)
            for session_id in self._crowds.keys() - {room.session.id for room in self._rooms.open_now()}:
                await self._send_away(session_id)
            await asyncio.sleep(LOOK_EVERY_S)

    async def _see_to(self, room: Room) -> None:
        session_id, now_s = room.session.id, asyncio.get_running_loop().time()
        crowd = self._crowds.get(session_id)
        is_led = await self._is_somebody_here(room)
        if is_led:
            self._last_led_s[session_id] = now_s
        wanted = room.session.phase != "closed" and not self._rooms.draining
        wanted = wanted and (is_led or (crowd is not None and now_s - self._last_led_s[session_id] < STAY_S))
        if wanted:
            wanted = await self._rooms.rehearsals.hold(session_id, self._worker, HELD_MS)
        if not wanted:
            if crowd is not None:
                await self._send_away(session_id)
            return
        if crowd is None:
            # Not at the top: a server starts without it, and most never need it.
            from server.player.crowd import Crowd

            crowd = self._crowds[session_id] = Crowd(self._rooms.rehearsals, room.session, self._base_url)
        await crowd.be(await self._rooms.rehearsals.size(session_id))

    async def _is_somebody_here(self, room: Room) -> bool:
        """Whether somebody real leads or takes part; a screen alone is nobody."""
        viewers = [member.viewer for member in room.fanout.members()]
        if any(viewer.role == "facilitator" for viewer in viewers):
            return True
        here = {viewer.participant_id for viewer in viewers if viewer.role == "participant"}
        if not here:
            return False
        secrets_of_simulated = (await self._rooms.rehearsals.secrets(room.session.id)).values()
        simulated = {person.id for secret in secrets_of_simulated if (person := access.person_of(room.session, secret))}
        return bool(here - simulated)

    async def _send_away(self, session_id: str) -> None:
        self._last_led_s.pop(session_id, None)
        await self._crowds.pop(session_id).close()
        with contextlib.suppress(StoreError):
            await self._rooms.rehearsals.release(session_id, self._worker)

    async def close(self) -> None:
        """Everybody goes."""
        for session_id in list(self._crowds):
            await self._send_away(session_id)


@asynccontextmanager
async def rehearsing(rooms: Rooms, base_url: str) -> AsyncIterator[None]:
    """Simulated people for the rehearsals of this worker, which serves at `base_url`, until the context ends."""
    watch = _Watch(rooms, base_url)
    task = asyncio.create_task(watch.run(), name="rehearsals")
    try:
        yield
    finally:
        await end([task])
        await watch.close()
