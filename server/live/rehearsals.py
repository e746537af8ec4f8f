# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the simulated people of rehearsals need besides the log: which worker lets them take part, how many, and who they are.

Nothing here is part of a workshop: all of it goes by itself a week after it was last used.
"""

from server.store import Store

PEOPLE = 12
"""How many come when nobody asked for a number: four at each of three tables (the handbook calls 9 to 15 ideal)."""
MAX_PEOPLE = 40
KEPT_S = 7 * 24 * 3600

_WORKER, _SIZE, _PEOPLE = "worker", "size", "people"


class Rehearsals:
    """One per store. Every method raises `StoreUnavailable` when there is no answer."""

    def __init__(self, store: Store) -> None:
        self._beside = store.beside("rehearsal")

    async def hold(self, session_id: str, worker: str, ttl_ms: int) -> bool:
        """Be, or go on being, the one worker with the simulated people of a session; call again within `ttl_ms`."""
        return await self._beside.hold(session_id, _WORKER, worker, ttl_ms)

    async def release(self, session_id: str, worker: str) -> None:
        """Another worker may have them."""
        await self._beside.release(session_id, _WORKER, worker)

    async def size(self, session_id: str) -> int:
        """How many take part."""
        asked = await self._beside.text(session_id, _SIZE)
        return PEOPLE if asked is None else int(asked)

    async def set_size(self, session_id: str, people: int) -> None:
        """Ask for so many, up to MAX_PEOPLE. Raises ValueError for another number."""
        if not 0 <= people <= MAX_PEOPLE:
            raise ValueError("as many people as MAX_PEOPLE, and not fewer than none")
        await self._beside.put(session_id, _SIZE, str(people), KEPT_S)

    async def secrets(self, session_id: str) -> dict[int, str]:
        """The own secrets of those who joined, by their number: after a restart they are the same people."""
        return {int(number): secret for number, secret in (await self._beside.fields(session_id, _PEOPLE)).items()}

    async def keep_secret(self, session_id: str, number: int, secret: str) -> None:
        """Somebody joined."""
        await self._beside.put_field(session_id, _PEOPLE, str(number), secret, KEPT_S)
