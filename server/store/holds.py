# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logs that nobody may take away for now: somebody is obliged to keep them (PRIV-10).

A hold lies beside its log, and whatever takes logs away asks for it in its own script. It stops no taking away of names: those
are nothing that has to be kept. It is in no backup; who restores one sets it again.
"""

from msgspec import Struct
from redis.asyncio import Redis

from .connections import Keys, ask
from .copies import LogCopies
from .logid import LogId

MAX_REASON_CHARACTERS = 200

_SET = """
if redis.call('EXISTS', KEYS[1], KEYS[3]) == 0 then return 0 end
local time = redis.call('TIME')
redis.call('HSET', KEYS[2], 'at_ms', string.format('%.0f', time[1] * 1000), 'reason', ARGV[1])
return 1
"""


class Hold(Struct, frozen=True):
    """Why a log is kept, since when."""

    id: LogId
    at_ms: int
    reason: str


class Holds:
    """The holds of logs of one kind. Every method raises StoreUnavailable when there is no answer."""

    def __init__(self, client: Redis, keys: Keys, copies: LogCopies) -> None:
        self._client = client
        self._keys = keys
        self._copies = copies

    async def put(self, log_id: str, reason: str) -> bool:
        """Nobody takes this log away from now on; False when there is none. A second hold has the reason of the last."""
        keys = self._keys
        names = (keys.head(log_id), keys.hold(log_id), keys.binned(log_id, "head"))
        return bool(await ask(self._client, "EVAL", _SET, 3, *names, reason[:MAX_REASON_CHARACTERS]))

    async def lift(self, log_id: str) -> bool:
        """It may go again when its time has come; False when it was not held."""
        return bool(await ask(self._client, "DEL", self._keys.hold(log_id)))

    async def of(self, log_id: str) -> Hold | None:
        """Why it is held, if it is."""
        at_ms, reason = await ask(self._client, "HMGET", self._keys.hold(log_id), "at_ms", "reason")
        return None if at_ms is None else Hold(self._keys.which(log_id), int(at_ms), (reason or b"").decode())

    async def all(self) -> list[Hold]:
        """Every hold of this kind, the first one first."""
        found = [await self.of(log_id) async for log_id in self._copies.ids_in(self._keys.all_holds(), "hold")]
        return sorted((each for each in found if each is not None), key=lambda each: (each.at_ms, each.id.id))
