# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What lies beside a log and is no part of it: it is in no backup, and goes by itself a while after it was last written."""

from .connections import Client, Keys, ask

HOLD = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""
PUT_FIELD = """
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return redis.call('EXPIRE', KEYS[1], ARGV[3])
"""
"""In one: what has no term would stay."""
PUT_FIELD_WHEN_FULL = f"#!lua flags=allow-oom{PUT_FIELD}"


class Beside:
    """Texts, and texts by field, under names of one topic. Every method raises `StoreUnavailable` when there is no answer."""

    def __init__(self, client: Client, keys: Keys, topic: str) -> None:
        self._client = client
        self._keys = keys
        self._topic = topic

    async def hold(self, log_id: str, name: str, holder: str, ttl_ms: int) -> bool:
        """Be, or go on being, the only one who has this in hand; call again within `ttl_ms`."""
        return bool(await self._ask("EVAL", HOLD, 1, self._key(log_id, name), holder, ttl_ms))

    async def release(self, log_id: str, name: str, holder: str) -> None:
        """Another may have it in hand."""
        await self._ask("EVAL", RELEASE, 1, self._key(log_id, name), holder)

    async def text(self, log_id: str, name: str) -> str | None:
        """What lies there."""
        answer = await self._ask("GET", self._key(log_id, name))
        return answer.decode() if isinstance(answer, bytes) else None

    async def put(self, log_id: str, name: str, text: str, kept_s: int) -> None:
        """Lay this there, in place of what lay there."""
        await self._ask("SET", self._key(log_id, name), text, "EX", kept_s)

    async def fields(self, log_id: str, name: str) -> dict[str, str]:
        """All fields that lie there."""
        answer = await self._ask("HGETALL", self._key(log_id, name))
        return {field.decode(): text.decode() for field, text in answer.items()} if isinstance(answer, dict) else {}

    async def put_field(self, log_id: str, name: str, field: str, text: str, kept_s: int) -> None:
        """Lay one field with the others, which are kept as long from now on."""
        await self._ask("EVAL", PUT_FIELD, 1, self._key(log_id, name), field, text, kept_s)

    async def put_word(self, log_id: str, name: str, field: str, word: str, kept_s: int) -> None:
        """The same for a word that goes before something is taken away: also when the memory is full."""
        await self._ask("EVAL", PUT_FIELD_WHEN_FULL, 1, self._key(log_id, name), field, word, kept_s)

    async def take_field(self, log_id: str, name: str, field: str) -> None:
        """Take one field away; with the last one goes the name."""
        await self._ask("HDEL", self._key(log_id, name), field)

    def _key(self, log_id: str, name: str) -> str:
        return self._keys.beside(log_id, self._topic, name)

    async def _ask(self, *arguments: str | bytes | int) -> object:
        answer: object = await ask(self._client, *arguments)
        return answer
