# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logs that nobody may take away for now: somebody is obliged to keep them (PRIV-10).

A hold lies beside its log, and whatever takes logs away asks for it in its own script. It stops no taking away of names: those
are nothing that has to be kept. It is in no backup; who restores one sets it again.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from .connections import Client, Keys, ask
from .copies import LogCopies
from .logid import LogId

MAX_REASON_CHARACTERS = 200

_SET = """
if redis.call('EXISTS', KEYS[1], KEYS[3]) == 0 then return 0 end
if redis.call('EXISTS', KEYS[2]) == 1 then
  local is_same = (redis.call('HGET', KEYS[2], 'by') or 'operator') == ARGV[2]
  if is_same and redis.call('TTL', KEYS[2]) < 0 then
    return redis.call('HGET', KEYS[2], 'reason') == ARGV[1] and 1 or 0
  end
  if ARGV[2] ~= 'operator' then return 0 end
end
local time = redis.call('TIME')
redis.call('HSET', KEYS[2], 'at_ms', string.format('%.0f', time[1] * 1000), 'reason', ARGV[1], 'by', ARGV[2])
redis.call('PERSIST', KEYS[2])
return 1
"""
_SET_FOR_NOW = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if redis.call('EXISTS', KEYS[2]) == 1 then return 1 end
local time = redis.call('TIME')
redis.call('HSET', KEYS[2], 'at_ms', string.format('%.0f', time[1] * 1000), 'reason', ARGV[1], 'by', ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1
"""


HeldBy = Literal["operator", "manager"]
_LIFT = """
local by = redis.call('HGET', KEYS[1], 'by') or 'operator'
if ARGV[1] ~= 'operator' and by ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
"""


class Hold(Struct, frozen=True):
    """Why a log is kept, since when, and who said so: the operator, or a manager of the organisation that it belongs to."""

    id: LogId
    at_ms: int
    reason: str
    by: HeldBy = "operator"


class Holds:
    """The holds of logs of one kind. Every method raises StoreUnavailable when there is no answer."""

    def __init__(self, client: Client, keys: Keys, copies: LogCopies) -> None:
        self._client = client
        self._keys = keys
        self._copies = copies

    async def put(self, log_id: str, reason: str, by: HeldBy = "operator") -> bool:
        """Nobody takes this log away from now on; False when there is none, when a manager asks for what the operator holds, and
        when it is held already for another reason, which stays. The operator takes over what a manager holds.
        """
        keys = self._keys
        names = (keys.head(log_id), keys.hold(log_id), keys.binned(log_id, "head"))
        return bool(await ask(self._client, "EVAL", _SET, 3, *names, reason[:MAX_REASON_CHARACTERS], by))

    async def put_for_now(self, log_id: str, reason: str, for_ms: int, by: HeldBy = "operator") -> bool:
        """Nobody takes this log away for so long; a hold that there is stays as it is. False when there is no log: whoever was
        about to take it away was before.
        """
        names = (self._keys.head(log_id), self._keys.hold(log_id))
        return bool(await ask(self._client, "EVAL", _SET_FOR_NOW, 2, *names, reason[:MAX_REASON_CHARACTERS], by, for_ms))

    async def lift(self, log_id: str, by: HeldBy = "operator") -> bool:
        """It may go again when its time has come; False when it was not held. A manager lifts what a manager held."""
        return bool(await ask(self._client, "EVAL", _LIFT, 1, self._keys.hold(log_id), by))

    async def of(self, log_id: str) -> Hold | None:
        """Why it is held, if it is."""
        at_ms, reason, by = await ask(self._client, "HMGET", self._keys.hold(log_id), "at_ms", "reason", "by")
        if at_ms is None:
            return None
        return Hold(self._keys.which(log_id), int(at_ms), (reason or b"").decode(), "manager" if by == b"manager" else "operator")

    async def among(self, log_ids: Iterable[str]) -> frozenset[str]:
        """Those of some that are held."""
        return frozenset([log_id for log_id in log_ids if await self.of(log_id) is not None])

    async def all(self) -> list[Hold]:
        """Every hold of this kind, the first one first."""
        found = [await self.of(log_id) async for log_id in self._copies.ids_in(self._keys.all_holds(), "hold")]
        return sorted((each for each in found if each is not None), key=lambda each: (each.at_ms, each.id.id))
