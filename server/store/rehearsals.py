# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the simulated people of rehearsals need besides the log: which worker lets them take part, how many, and who they are.

Nothing here is part of a workshop: all of it goes by itself a week after it was last used.
"""

from redis.asyncio import Redis
from redis.exceptions import RedisError

from .connections import Keys, command
from .errors import translate

PEOPLE = 12
"""How many come when nobody asked for a number: four at each of three tables (the handbook calls 9 to 15 ideal)."""
MAX_PEOPLE = 40
KEPT_S = 7 * 24 * 3600

_HOLD = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
_RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""


class Rehearsals:
    """One per store. Every method raises `StoreUnavailable` when there is no answer."""

    def __init__(self, client: Redis, keys: Keys) -> None:
        self._client = client
        self._keys = keys

    async def hold(self, session_id: str, worker: str, ttl_ms: int) -> bool:
        """Be, or go on being, the one worker with the simulated people of a session; call again within `ttl_ms`."""
        return bool(await self._ask("EVAL", _HOLD, 1, self._keys.rehearsal(session_id, "worker"), worker, ttl_ms))

    async def release(self, session_id: str, worker: str) -> None:
        """Another worker may have them."""
        await self._ask("EVAL", _RELEASE, 1, self._keys.rehearsal(session_id, "worker"), worker)

    async def size(self, session_id: str) -> int:
        """How many take part."""
        answer = await self._ask("GET", self._keys.rehearsal(session_id, "size"))
        return int(answer) if isinstance(answer, bytes) else PEOPLE

    async def set_size(self, session_id: str, people: int) -> None:
        """Ask for so many, up to MAX_PEOPLE. Raises ValueError for another number."""
        if not 0 <= people <= MAX_PEOPLE:
            raise ValueError("as many people as MAX_PEOPLE, and not fewer than none")
        await self._ask("SET", self._keys.rehearsal(session_id, "size"), people, "EX", KEPT_S)

    async def secrets(self, session_id: str) -> dict[int, str]:
        """The own secrets of those who joined, by their number: after a restart they are the same people."""
        answer = await self._ask("HGETALL", self._keys.rehearsal(session_id, "people"))
        return {int(number): secret.decode() for number, secret in answer.items()} if isinstance(answer, dict) else {}

    async def keep_secret(self, session_id: str, number: int, secret: str) -> None:
        """Somebody joined."""
        key = self._keys.rehearsal(session_id, "people")
        await self._ask("HSET", key, number, secret)
        await self._ask("EXPIRE", key, KEPT_S)

    async def _ask(self, *arguments: str | bytes | int) -> object:
        try:
            answer: object = await command(self._client, *arguments)
        except (RedisError, OSError) as error:
            raise translate(error) from error
        return answer
