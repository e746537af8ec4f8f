# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whole logs out of the store and into it, entry for entry, for backups. Safe while workers serve them."""

import contextlib
import secrets
from collections.abc import AsyncIterator, Iterator, Sequence
from importlib.resources import files

from msgspec import Struct
from redis.exceptions import RedisError

from .connections import Keys, command
from .entries import Entry, Head
from .errors import StoreError, StoreUnavailable, translate
from .log import PAGE_ENTRIES, READ_ATTEMPTS, RedisLog, hole_in, read_head
from .logid import NAMES, LogId
from .servers import Servers

STAGED_S = 600
"""How long a log that is being put back waits for its next page; what a crash leaves behind goes by itself then."""

_SCAN_COUNT = 1000
_COMMIT = files(__package__).joinpath("commit.lua").read_text(encoding="utf-8")

# One script, so that the counters are those of this head: a counter without its entry would make a phone drop a note for nothing.
_LOOK = "return {redis.call('HMGET', KEYS[1], 'epoch', 'seq', 'nonce', 'ms'), redis.call('HGETALL', KEYS[2])}"


class WholeLog(Struct, frozen=True):
    """All that the store keeps of one log, as it was at one moment."""

    head: Head
    at_ms: int
    """The log's clock: nothing is appended with an earlier time."""
    entries: tuple[Entry, ...]
    """From seq 1 to the head's, without a hole."""
    clients: dict[str, tuple[int, str]]
    """Per client the last counter and its outcome ("" for done, else a refusal code)."""


class LogCopies:
    """Takes logs of one kind along and puts them back. All methods raise as those of `LogStore` do."""

    def __init__(self, servers: Servers, keys: Keys, log: RedisLog) -> None:
        self._servers = servers
        self._client = servers.client
        self._keys = keys
        self._log = log

    async def ids(self) -> list[str]:
        """Every log of this kind under this key prefix, sorted."""
        return sorted({log_id async for log_id in self.ids_in(self._keys.all_heads(), "head")})

    async def ids_in(self, pattern: str, part: str) -> AsyncIterator[str]:
        """The logs of which a key is there that is called by this pattern, perhaps some twice."""
        async for key in self.scan(pattern):
            log_id = self._keys.id_of(key, part)
            if log_id:
                yield log_id

    async def last_ms(self, log_ids: Sequence[str]) -> list[tuple[Head, int]]:
        """The heads of many logs, and when the last entry of each was stored, in their order; NO_LOG and 0 for none."""
        fields = ("epoch", "seq", "nonce", "ms")
        with _translated():
            async with self._client.pipeline(transaction=False) as pipeline:
                for log_id in log_ids:
                    pipeline.execute_command("HMGET", self._keys.head(log_id), *fields)
                found = await pipeline.execute()
        return [(read_head(each[:3]), int(each[3] or 0)) for each in found]

    async def sizes_bytes(self, log_ids: Sequence[str]) -> list[int]:
        """What each log takes of the store's memory: its entries and the counters of those who sent them."""
        with _translated():
            async with self._client.pipeline(transaction=False) as pipeline:
                for log_id in log_ids:
                    for key in (self._keys.log(log_id), self._keys.head(log_id), self._keys.clients(log_id)):
                        pipeline.execute_command("MEMORY", "USAGE", key, "SAMPLES", "0")
                found = await pipeline.execute()
        return [sum(int(each or 0) for each in found[at : at + 3]) for at in range(0, len(found), 3)]

    async def codes(self) -> dict[str, str]:
        """Per log a join code that leads to it: of several any."""
        return {log_id: code for code, log_id in await self.all_codes()}

    async def all_codes(self) -> list[tuple[str, str]]:
        """Every join code with the id of the log that it leads to."""
        prefix = self._keys.code("")
        found: list[tuple[str, str]] = []
        async for key in self.scan(self._keys.all_codes()):
            code = key.removeprefix(prefix)
            log_id = await self._log.find_code(code)
            if log_id is not None:
                found.append((code, log_id))
        return found

    async def take(self, log_id: str) -> WholeLog | None:
        """The whole log as it is at one moment, or None when there is none. People may go on working."""
        keys = self._keys
        for _ in range(READ_ATTEMPTS):
            with _translated():
                fields, settled = await command(self._client, "EVAL", _LOOK, 2, keys.head(log_id), keys.clients(log_id))
            epoch, seq, nonce, at_ms = fields
            if epoch is None:
                return None
            head = Head(epoch.decode(), int(seq), int(nonce))
            entries = await self._log.read_to(log_id, head)
            if entries is not None:
                pairs = zip(settled[::2], settled[1::2], strict=True)
                clients = {client.decode(): _counter(value) for client, value in pairs}
                return WholeLog(head, int(at_ms), tuple(entries), clients)
        raise hole_in(keys.which(log_id))

    async def obstacle(self, log_id: str, code: str, *, also_destroyed: bool = False) -> StoreError | None:
        """What stands in the way of putting this log here: log_exists, log_destroyed, code_taken, or nothing."""
        with _translated():
            if await command(self._client, "EXISTS", self._keys.head(log_id), self._keys.log(log_id)):
                return _exists(self._keys.which(log_id))
        if not also_destroyed and (await self._log.is_destroyed(log_id) or await self._is_binned(log_id)):
            return _destroyed(self._keys.which(log_id))
        holder = await self._log.find_code(code) if code else None
        return None if holder in (None, log_id) else _code_taken(self._keys.which(log_id), code)

    async def put(self, log_id: str, whole: WholeLog, code: str, *, also_destroyed: bool = False) -> Head:
        """Make the log as it was, with its join code ("" for none), under a new epoch; its new head.

        It is there at once or not at all. The epoch is new because this log goes on without what was appended after `whole` was
        taken: clients that know more must see everything anew. One that was destroyed here, or lies in the bin, stays away,
        unless that is asked for; then nothing of it lies in the bin any more.
        Raises StoreError: log_exists, log_destroyed, code_taken.
        """
        obstacle = await self.obstacle(log_id, code, also_destroyed=also_destroyed)
        if obstacle is not None:
            raise obstacle
        attempt = secrets.token_hex(8)
        staged = [self._keys.staged(log_id, part, attempt) for part in ("log", "clients")]
        reserved = False
        try:
            await self._stage(staged[0], staged[1], whole)
            if code:
                reserved = await self._log.find_code(code) is None
                if not await self._log.reserve_code(code, log_id):
                    reserved = False
                    raise _code_taken(self._keys.which(log_id), code)
            return await self._commit(log_id, staged, whole, also_destroyed=also_destroyed)
        except BaseException as error:
            await self._clean_up(staged, code if reserved and not isinstance(error, StoreUnavailable) else "")
            raise

    async def _is_binned(self, log_id: str) -> bool:
        with _translated():
            return bool(await command(self._client, "EXISTS", self._keys.binned(log_id, "record")))

    async def stage_entries(self, log: str, entries: Sequence[Entry]) -> None:
        """Write entries aside, under a name that nobody reads; they go by themselves when nothing follows."""
        for first in range(0, len(entries), PAGE_ENTRIES):
            await self._write(log, [_xadd(log, entry) for entry in entries[first : first + PAGE_ENTRIES]])

    async def forget_staged(self, *staged: str) -> None:
        """As far as the store still answers; what was written aside would go by itself."""
        with contextlib.suppress(StoreError, RedisError, OSError):
            await command(self._client, "DEL", *staged)

    async def _stage(self, log: str, clients: str, whole: WholeLog) -> None:
        await self.stage_entries(log, whole.entries)
        counters = list(whole.clients.items())
        for first in range(0, len(counters), PAGE_ENTRIES):
            page = counters[first : first + PAGE_ENTRIES]
            pairs = [part for client, (n, outcome) in page for part in (client, f"{n}:{outcome}")]
            await self._write(clients, [("HSET", clients, *pairs)])

    async def _write(self, key: str, commands: Sequence[tuple[str | bytes | int, ...]]) -> None:
        """Carry out `commands` on `key`, all or none, and let the key go by itself when nothing follows."""
        with _translated():
            async with self._client.pipeline(transaction=True) as transaction:
                for each in (*commands, ("EXPIRE", key, STAGED_S)):
                    transaction.execute_command(*each)
                await transaction.execute()

    async def _commit(self, log_id: str, staged: list[str], whole: WholeLog, *, also_destroyed: bool) -> Head:
        keys, head = self._keys, whole.head
        epoch = secrets.token_hex(8)
        with _translated():
            reply: bytes = await command(
                self._client, "EVAL", _COMMIT, 10,
                *staged, keys.log(log_id), keys.head(log_id), keys.clients(log_id), keys.destroyed(log_id),
                *(keys.binned(log_id, part) for part in ("record", "log", "head", "clients")),
                len(whole.clients), epoch, head.seq, head.nonce, whole.at_ms, int(also_destroyed),
            )  # fmt: skip
        if reply == b"EXISTS":
            raise _exists(keys.which(log_id))
        if reply == b"DESTROYED":
            raise _destroyed(keys.which(log_id))
        if reply != b"DONE":
            name = keys.which(log_id).name
            raise StoreError("staged_gone", f"The log of {name} took too long to write and was given up: try again.")
        return Head(epoch, head.seq, head.nonce)

    async def _clean_up(self, staged: list[str], code: str) -> None:
        """As far as the store still answers; a code alone leads nowhere."""
        await self.forget_staged(*staged)
        with contextlib.suppress(StoreError):
            if code:
                await self._log.drop_code(code)

    async def scan(self, pattern: str) -> AsyncIterator[str]:
        """The names of keys that are called so, perhaps some twice."""
        for server in await self._servers.leading():
            cursor: int | bytes = 0
            while True:
                with _translated():
                    cursor, keys = await command(server.client, "SCAN", cursor, "MATCH", pattern, "COUNT", _SCAN_COUNT)
                for key in keys:
                    yield key.decode()
                if not int(cursor):
                    break


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (RedisError, OSError) as error:
        raise translate(error) from error


def _xadd(log: str, entry: Entry) -> tuple[str | bytes | int, ...]:
    # The fields of append.lua, in its order.
    return (
        "XADD", log, f"{entry.seq}-0",
        "p", entry.payload, "n", entry.nonce, "t", entry.at_ms, "c", entry.client, "k", entry.n,
    )  # fmt: skip


def _counter(value: bytes) -> tuple[int, str]:
    n, _, outcome = value.decode().partition(":")
    return int(n), outcome


def _exists(log: LogId) -> StoreError:
    name = log.name
    return StoreError("log_exists", f"{name[0].upper()}{name[1:]} exists already in this store.")


def _destroyed(log: LogId) -> StoreError:
    name = log.name
    return StoreError(
        "log_destroyed",
        f"{name[0].upper()}{name[1:]} was destroyed here on purpose, or lies in the bin; --also-destroyed brings it back.",
    )


def _code_taken(log: LogId, code: str) -> StoreError:
    return StoreError("code_taken", f"The code {code} of {log.name} leads to another {NAMES[log.kind]} in this store.")
