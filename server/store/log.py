# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: D102 (LogStore says what each method of RedisLog does)
"""Durable logs: one Redis Stream each, appended to by comparison with its head.

An append answers `Appended` only when the entries are as durable as the server's append-only file makes them (on disk with
`appendfsync always`). Nothing here repeats a command by itself; a caller that meets `StoreUnavailable` appends the same items
again, with the same nonces and counters:

* an item with a client that was stored the first time answers `Duplicate`, or `Conflict` when it moved the head;
* an item without a client that was stored the first time answers `Conflict`, with its own nonce in the tail.
"""

import hashlib
import secrets
from collections.abc import Sequence
from functools import lru_cache, partial
from importlib.resources import files
from typing import Any, Protocol

from redis.exceptions import NoScriptError, RedisError

from .connections import Client, Keys, append_keys, ask, command
from .entries import (
    NO_LOG,
    Appended,
    AppendResult,
    Conflict,
    Duplicate,
    Early,
    Entry,
    Head,
    Item,
    entry_from_stream,
)
from .errors import StoreDamaged, translate
from .identity import ServerIdentity
from .lanes import PROBED_WITHIN_MS, WRITE
from .logid import LogId
from .servers import Lanes

TAIL_ENTRIES = 256
"""Longest tail that a conflict brings along; two workers are seldom more than a few entries apart."""

PAGE_ENTRIES = 256
"""Entries read in one command. A page of the largest entries stays under twenty megabytes."""

READ_ATTEMPTS = 3
"""A read that meets a log being replaced by a new epoch starts anew; it cannot meet that twice in a row in practice."""


class _Script:
    """A script that the server keeps by its hash once it has run."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sha = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


_APPEND = _Script(_read("append.lua"))
_APPEND_WHEN_FULL = _Script("#!lua flags=allow-oom\n" + _APPEND.text)
_RESTORE = _Script(_read("restore.lua"))
_script = lru_cache(maxsize=16)(_Script)
_HEAD_FIELDS = ("epoch", "seq", "nonce")
_MAX_N = 2**53 - 1
_MAX_NONCE = 2**64 - 1


class LogStore(Protocol):
    """What rooms need of a store: the logs of one kind, by their ids.

    All methods raise `StoreUnavailable` when no answer comes, and `StoreDamaged` when what is stored contradicts itself.
    """

    async def append(
        self, log_id: str, after: Head, items: Sequence[Item], *, not_before_ms: int = 0, when_full: bool = False
    ) -> AppendResult:
        """Store `items` directly after `after`, all or none, and publish them to every worker.

        `after` is the head that the caller decided on; `NO_LOG` creates the log. With `not_before_ms` nothing is stored
        before the store's clock says so. With `when_full` it is stored beyond the bound of the store's memory too. One append
        per log and worker at a time. Raises ValueError for items that break their limits.
        """

    async def read(self, log_id: str) -> tuple[Head, list[Entry]] | None:
        """The whole log and its head, or None when there is none."""

    async def read_after(self, log_id: str, seq: int) -> list[Entry]:
        """The entries with a greater seq, whatever the caller holds before them. See `read_following` for the safe question."""

    async def read_following(self, log_id: str, after: Head) -> list[Entry] | None:
        """The entries that follow `after`; None when `after` is no part of this log, and then the caller must `read` it all."""

    async def head(self, log_id: str) -> Head:
        """How far the log goes now; `NO_LOG` when there is none."""

    async def heads(self, log_ids: Sequence[str]) -> list[Head]:
        """The heads of many logs, in their order, in one round trip."""

    async def restore(self, log_id: str, after: Head, epoch: str, entries: Sequence[Entry]) -> bool:
        """Put back `entries` that followed `after` in the life `epoch` and got lost, as they were, and publish them.

        False when the log is not at `after` any more, because somebody else put them back or went on without them, or
        because it was taken away on purpose; nothing was written then. With
        `NO_LOG` the whole log is put back. Counters of clients rise to what the entries say.
        """

    async def is_destroyed(self, log_id: str) -> bool:
        """Whether this log was taken away on purpose: then nothing of it may be put back."""

    async def confirm(self, log_id: str) -> None:
        """Wait until as many replicas as are asked for have what this log holds now.

        Duty of whoever heard of a change by the feed and is about to show it: it is published before replicas have it. Everything
        that is read here waits by itself.
        """

    async def settled(self, log_id: str, client: str) -> tuple[int, str] | None:
        """The last counter of this client and its outcome ("" for done, else a refusal code), or None before its first."""

    async def standing(self, log_id: str, clients: Sequence[str]) -> tuple[list[tuple[int, str] | None], Head]:
        """`settled` for several clients, and `head` after that, in one round trip."""

    async def now_ms(self) -> int:
        """The store's clock, in milliseconds since 1970."""

    async def reserve_code(self, code: str, log_id: str) -> bool:
        """Let `code` lead to this log. False when it leads to another one; True again when repeated."""

    async def find_code(self, code: str) -> str | None:
        """The id of the log that `code` leads to."""

    async def drop_code(self, code: str) -> None:
        """Free `code`. No effect when it leads nowhere."""


class RedisLog(LogStore):
    """`LogStore` on a Redis or Valkey server of 7.0 or later."""

    def __init__(self, client: Client, keys: Keys, identity: ServerIdentity | None = None, lanes: Lanes | None = None) -> None:
        """Appends go by `lanes`, when there are any, and everything else by `client`."""
        scripts = (_APPEND, _APPEND_WHEN_FULL, _RESTORE)
        if keys.is_sharded:
            scripts = tuple(_script(keys.saying(script.text)) for script in scripts)  # type: ignore[assignment]
        self._append, self._append_when_full, self._restore = scripts
        self._client = client
        self._lanes = lanes
        self._keys = keys
        self._identity = identity or ServerIdentity()

    def of(self, keys: Keys) -> "RedisLog":
        """The logs that have these keys, by the same connections."""
        return RedisLog(self._client, keys, self._identity, self._lanes)

    async def append(
        self, log_id: str, after: Head, items: Sequence[Item], *, not_before_ms: int = 0, when_full: bool = False
    ) -> AppendResult:
        _check_items(after, items)
        log, head, clients, channel = append_keys(self._keys, log_id)
        new_epoch = "" if after.epoch else secrets.token_hex(8)
        arguments: list[str | bytes | int] = [
            log, head, clients, after.epoch, after.seq, after.nonce, not_before_ms, new_epoch, channel, TAIL_ENTRIES,
        ]  # fmt: skip
        for item in items:
            arguments += (item.payload, item.nonce, item.client, item.n, item.outcome)
        with self._identity.of_now():
            reply = await self._run_script(self._append_when_full if when_full else self._append, arguments)
        if reply[0] == b"APPENDED":
            return _appended(after, items, reply)
        if reply[0] == b"CONFLICT":
            _, epoch, seq, nonce, now_ms, complete, tail = reply
            entries = tuple(entry_from_stream(key, dict(zip(flat[::2], flat[1::2], strict=True))) for key, flat in tail)
            return Conflict(Head(epoch.decode(), seq, int(nonce)), entries, bool(complete), now_ms)
        if reply[0] == b"DUPLICATE":
            return Duplicate(index=reply[1], n=reply[2], outcome=reply[3].decode(), now_ms=reply[4])
        return Early(now_ms=reply[1])

    async def restore(self, log_id: str, after: Head, epoch: str, entries: Sequence[Entry]) -> bool:
        keys = self._keys
        arguments: list[str | bytes | int] = [
            keys.log(log_id), keys.head(log_id), keys.clients(log_id), keys.destroyed(log_id),
            after.epoch, after.seq, after.nonce, epoch, keys.channel(log_id),
        ]  # fmt: skip
        for entry in entries:
            arguments += (entry.payload, entry.nonce, entry.at_ms, entry.client, entry.n)
        return bool(await self._run_script(self._restore, arguments, 4) == b"RESTORED")

    async def is_destroyed(self, log_id: str) -> bool:
        return await self._command("HGET", self._keys.destroyed(log_id), "at_ms") is not None

    async def probe(self, channel: str, nonce: str) -> None:
        """Ask for a change without effect and publish `nonce`. Raises StoreUnavailable when changes are refused."""
        # Refused as an append would be, by a full disk or memory and by a replica; on a key that is not there it changes nothing.
        await self._command("SETRANGE", f"{channel}:key", 0, b"")
        await self._be_followed(f"{channel}:waited", PROBED_WITHIN_MS)
        await self._command("SPUBLISH" if self._keys.is_sharded else "PUBLISH", channel, nonce)

    async def _run_script(self, script: _Script, arguments: list[str | bytes | int], keys: int = 3) -> Any:
        asked = partial(command, self._client) if self._lanes is None else self._lanes.ask
        try:
            try:
                return await asked("EVALSHA", script.sha, keys, *arguments)
            except NoScriptError:
                # The one error that proves that nothing ran: a restart or SCRIPT FLUSH emptied the script cache.
                return await asked("EVAL", script.text, keys, *arguments)
        except (RedisError, OSError) as error:
            raise translate(error) from error

    async def _command(self, *arguments: str | bytes | int) -> Any:
        return await ask(self._client, *arguments)

    async def read(self, log_id: str) -> tuple[Head, list[Entry]] | None:
        for _ in range(READ_ATTEMPTS):
            head = await self.head(log_id)
            if head == NO_LOG:
                return None
            entries = await self.read_to(log_id, head)
            if entries is not None:
                await self.confirm(log_id)
                return head, entries
        raise hole_in(self._keys.which(log_id))

    async def read_to(self, log_id: str, head: Head) -> list[Entry] | None:
        """The entries from the first to `head`; None when they do not lead there: a hole, or another log by now."""
        entries = await self._range(log_id, 1, head.seq)
        return entries if _leads_to(head, 0, entries) else None

    async def read_after(self, log_id: str, seq: int) -> list[Entry]:
        return await self._range(log_id, seq + 1, None)

    async def read_following(self, log_id: str, after: Head) -> list[Entry] | None:
        for _ in range(READ_ATTEMPTS):
            head = await self.head(log_id)
            if head.epoch != after.epoch or head.seq < after.seq:
                return None
            entries = await self._range(log_id, after.seq, head.seq)
            if not entries or entries[0].nonce != after.nonce:
                return None
            if _leads_to(head, after.seq - 1, entries):
                if entries[1:]:
                    await self.confirm(log_id)
                return entries[1:]
        raise hole_in(self._keys.which(log_id))

    async def head(self, log_id: str) -> Head:
        return read_head(await self._command("HMGET", self._keys.head(log_id), *_HEAD_FIELDS))

    async def heads(self, log_ids: Sequence[str]) -> list[Head]:
        try:
            async with self._client.pipeline(transaction=False) as pipeline:
                for log_id in log_ids:
                    pipeline.execute_command("HMGET", self._keys.head(log_id), *_HEAD_FIELDS)
                return [read_head(fields) for fields in await pipeline.execute()]
        except (RedisError, OSError) as error:
            raise translate(error) from error

    async def _range(self, log_id: str, first: int, last: int | None) -> list[Entry]:
        """Entries from `first` to `last`, both included, in pages; to the end without `last`."""
        entries: list[Entry] = []
        end = "+" if last is None else f"{last}-0"
        while last is None or first <= last:
            page = await self._command("XRANGE", self._keys.log(log_id), f"{first}-0", end, "COUNT", PAGE_ENTRIES)
            entries += (entry_from_stream(key, fields) for key, fields in page)
            if len(page) < PAGE_ENTRIES:
                break
            first = entries[-1].seq + 1
        return entries

    async def confirm(self, log_id: str) -> None:
        # The append itself may be waiting still, or have been refused.
        await self._be_followed(f"{self._keys.log(log_id)}:waited")

    async def _be_followed(self, key: str, within_ms: int = 0) -> None:
        """Write something that does not last, and wait until replicas have it and so all that was written before."""
        if self._lanes is None or not self._lanes.replicas:
            return
        try:
            await self._lanes.ask("EVAL", WRITE, 1, key, within_ms=within_ms)
        except (RedisError, OSError) as error:
            raise translate(error) from error

    async def settled(self, log_id: str, client: str) -> tuple[int, str] | None:
        found = _settled(await self._command("HGET", self._keys.clients(log_id), client))
        if found is not None:
            await self.confirm(log_id)
        return found

    async def standing(self, log_id: str, clients: Sequence[str]) -> tuple[list[tuple[int, str] | None], Head]:
        try:
            async with self._client.pipeline(transaction=False) as pipeline:
                pipeline.execute_command("HMGET", self._keys.clients(log_id), *clients)
                pipeline.execute_command("HMGET", self._keys.head(log_id), *_HEAD_FIELDS)
                values, fields = await pipeline.execute()
        except (RedisError, OSError) as error:
            raise translate(error) from error
        if any(value is not None for value in values):
            await self.confirm(log_id)
        return [_settled(value) for value in values], read_head(fields)

    async def now_ms(self) -> int:
        # redis-py parses TIME into a pair of numbers.
        seconds, microseconds = await self._command("TIME")
        return int(seconds) * 1000 + int(microseconds) // 1000

    async def reserve_code(self, code: str, log_id: str) -> bool:
        reserved = await self._command("SET", self._keys.code(code), log_id, "NX")
        return bool(reserved) or await self.find_code(code) == log_id

    async def find_code(self, code: str) -> str | None:
        holder: bytes | None = await self._command("GET", self._keys.code(code))
        return None if holder is None else holder.decode()

    async def drop_code(self, code: str) -> None:
        await self._command("DEL", self._keys.code(code))


def hole_in(log: LogId) -> StoreDamaged:
    """What to raise when a log cannot be read to its end."""
    return StoreDamaged("damaged", f"The log of {log.name} has a hole, or does not end where its head says.")


def _settled(value: bytes | None) -> tuple[int, str] | None:
    if value is None:
        return None
    n, _, outcome = value.decode().partition(":")
    return int(n), outcome


def _check_items(after: Head, items: Sequence[Item]) -> None:
    """Refuse what the script could store but not mean. Raises ValueError, a mistake of the caller."""
    if not items:
        raise ValueError("an append needs at least one item")
    if after.epoch == "" and after != NO_LOG:
        raise ValueError("a head without an epoch has seq 0 and nonce 0")
    if after == NO_LOG and not any(item.payload for item in items):
        raise ValueError("a log is created by at least one entry")
    last_n: dict[str, int] = {}
    for item in items:
        if item.payload and (item.outcome or not 0 < item.nonce <= _MAX_NONCE):
            raise ValueError("an entry has a nonce of 64 bits, not 0, and no refusal code")
        if item.client:
            if not last_n.get(item.client, 0) < item.n <= _MAX_N:
                raise ValueError("counters of one client rise within an append, from 1 to 2^53-1")
            last_n[item.client] = item.n
        elif item.n or not item.payload:
            raise ValueError("an item without a client has a payload and no counter")


def _appended(after: Head, items: Sequence[Item], reply: list[Any]) -> Appended:
    _, epoch, seq, nonce, now_ms = reply
    stored = (item for item in items if item.payload)
    entries = tuple(
        Entry(number, item.nonce, now_ms, item.payload, item.client, item.n) for number, item in enumerate(stored, after.seq + 1)
    )
    return Appended(entries, Head(epoch.decode(), seq, int(nonce)), now_ms)


def read_head(fields: Sequence[bytes | None]) -> Head:
    """The head in the fields of its hash."""
    epoch, seq, nonce = fields
    return NO_LOG if epoch is None or seq is None or nonce is None else Head(epoch.decode(), int(seq), int(nonce))


def _leads_to(head: Head, seq: int, entries: Sequence[Entry]) -> bool:
    """Whether `entries` go on after `seq` without a hole and end at `head`. A log replaced meanwhile fails by its nonce."""
    dense = all(entry.seq == number for number, entry in enumerate(entries, seq + 1))
    return dense and bool(entries) and entries[-1].seq == head.seq and entries[-1].nonce == head.nonce
