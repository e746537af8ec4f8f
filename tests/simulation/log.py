# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A store that can be made to fail: the part of Redis that the log uses, with an append-only file whose end may get lost.

It stands where the server stands, below `RedisLog` and `Feed`, so that both run as they are shipped. Every change is one record
of the append-only file; a power cut or a failover keeps a part of it, and what is in memory is read anew from that. The contract
of tests/server/store runs on it as on a real server.
"""

from __future__ import annotations

import hashlib
import struct
from bisect import bisect_left
from collections.abc import Callable
from typing import Any, Protocol

from msgspec import Struct
from redis.exceptions import NoScriptError, ResponseError

from server.store.log import _APPEND, _APPEND_WHEN_FULL, _RESTORE

Argument = str | bytes | int | float


class Stream:
    """Entries in order of their ids `seq-0`, as redis-py hands them out."""

    def __init__(self) -> None:
        self.seqs: list[int] = []
        self.entries: list[tuple[bytes, dict[bytes, bytes]]] = []
        self.last = 0

    def add(self, seq: int, fields: dict[bytes, bytes]) -> None:
        """Append. Raises ResponseError as Redis does when the id is not greater than every one before."""
        if seq <= self.last:
            raise ResponseError("The ID specified in XADD is equal or smaller than the target stream top item")
        self.last = seq
        self.seqs.append(seq)
        self.entries.append((b"%d-0" % seq, fields))

    def range(self, first: int, last: int | None, count: int) -> list[tuple[bytes, dict[bytes, bytes]]]:
        """At most `count` entries from `first` to `last`, both included."""
        start = bisect_left(self.seqs, first)
        end = len(self.seqs) if last is None else bisect_left(self.seqs, last + 1)
        return self.entries[start : min(end, start + count)]


class Append(Struct, frozen=True):
    """What one run of the script stored, for whoever watches: the entries and the counters that it settled."""

    session_key: str
    epoch: str
    before: tuple[int, int]
    """Seq and nonce of the head before."""
    at_ms: int
    items: tuple[tuple[bytes, int, str, int, str], ...]
    """Payload, nonce, client, n, outcome of each item."""


class Restore(Struct, frozen=True):
    """Entries that were put back after they had got lost."""

    epoch: str
    before: tuple[int, int]
    """Seq and nonce of the head before."""
    entries: tuple[tuple[bytes, int, int, str, int], ...]
    """Payload, nonce, at_ms, client, n of each."""


class Watcher(Protocol):
    """Whoever wants to know what is stored, as it happens."""

    def appended(self, record: int, append: Append) -> None:
        """Record number `record` of the append-only file is this append."""

    def restored(self, record: int, restore: Restore) -> None:
        """Record number `record` puts these back."""

    def truncated(self, records: int) -> None:
        """Only so many records are left."""


class _Nobody:
    def appended(self, record: int, append: Append) -> None:
        """Nobody watches."""

    def restored(self, record: int, restore: Restore) -> None:
        """Nobody watches."""

    def truncated(self, records: int) -> None:
        """Nobody watches."""


class Record(Struct, frozen=True):
    """One change, whole or not at all: when, and the commands that repeat it."""

    at_s: float
    writes: tuple[tuple[Any, ...], ...]


class SimulatedLog:
    """The data of one server. `wall_s` is its host's clock, in seconds since 1970.

    Every reply that this class gives stands for one that a real server would give; when it reaches anybody, and whether, is the
    matter of the connections (network.py).
    """

    def __init__(self, wall_s: Callable[[], float], watcher: Watcher | None = None) -> None:
        self._wall_s = wall_s
        self._watcher: Watcher = watcher or _Nobody()
        self.skew_s = 0.0
        """How much the host's clock is off."""
        self.refusing: Exception | None = None
        """What every change is answered with, while the disk is full, the memory is, or this is a replica."""
        self.publish: Callable[[bytes, bytes], int] = lambda _channel, _message: 0
        self._aof: list[Record] = []
        self._hashes: dict[str, dict[bytes, bytes]] = {}
        self._streams: dict[str, Stream] = {}
        self._strings: dict[str, bytes] = {}
        self._writes: list[tuple[Any, ...]] = []
        self._scripts: dict[str, Callable[[list[Argument]], Any]] = {}
        # Memory has no bound here, so that storing beyond it is storing.
        scripts = {_APPEND: self._append, _APPEND_WHEN_FULL: self._append, _RESTORE: self._restore}
        self._known = {script.sha: work for script, work in scripts.items()}

    # ── losing ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def records(self) -> int:
        """How many changes the append-only file holds."""
        return len(self._aof)

    def records_before(self, seconds: float) -> int:
        """How many of them are older than so many seconds: the part that surely is on disk, or on the replica."""
        limit_s = self._wall_s() - seconds
        return bisect_left(self._aof, limit_s, key=lambda record: record.at_s)

    def restart(self, records: int) -> None:
        """Start again with the first `records` changes; the script cache is empty."""
        lost = records < len(self._aof)
        del self._aof[records:]
        self._scripts.clear()
        self._hashes.clear()
        self._streams.clear()
        self._strings.clear()
        for record in self._aof:
            for write in record.writes:
                self._apply(write)
        if lost:
            self._watcher.truncated(records)

    # ── asking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def execute(self, name: str, arguments: list[Argument]) -> Any:
        """The reply to one command, as redis-py reads it. Raises redis-py's errors."""
        handler: Callable[[list[Argument]], Any] | None = getattr(self, f"_do_{name.lower().replace(' ', '_')}", None)
        if handler is None:
            raise ResponseError(f"ERR unknown command '{name}'")
        self._writes = []
        reply = handler(arguments)
        if self._writes:
            self._aof.append(Record(self._wall_s(), tuple(self._writes)))
        return reply

    def now_ms(self) -> int:
        """The host's clock."""
        return int((self._wall_s() + self.skew_s) * 1000)

    def _do_time(self, _: list[Argument]) -> tuple[int, int]:
        now_us = int((self._wall_s() + self.skew_s) * 1_000_000)
        return now_us // 1_000_000, now_us % 1_000_000

    def _do_ping(self, _: list[Argument]) -> bool:
        return True

    def _do_hget(self, arguments: list[Argument]) -> bytes | None:
        return self._hashes.get(str(arguments[0]), {}).get(_bytes(arguments[1]))

    def _do_hmget(self, arguments: list[Argument]) -> list[bytes | None]:
        found = self._hashes.get(str(arguments[0]), {})
        return [found.get(_bytes(field)) for field in arguments[1:]]

    def _do_xrange(self, arguments: list[Argument]) -> list[tuple[bytes, dict[bytes, bytes]]]:
        key, first, last, *count = arguments
        return self._range(str(key), _seq(first) or 0, _seq(last), int(count[1]) if count else 1 << 60)

    def _do_get(self, arguments: list[Argument]) -> bytes | None:
        return self._strings.get(str(arguments[0]))

    # ── changing ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _do_set(self, arguments: list[Argument]) -> bool | None:
        key, value, *options = arguments
        if "NX" in options and str(key) in self._strings:
            return None
        self._write("SET", str(key), _bytes(value))
        return True

    def _do_setrange(self, arguments: list[Argument]) -> int:
        if self.refusing is not None:
            raise self.refusing
        return len(self._strings.get(str(arguments[0]), b""))

    def _do_hset(self, arguments: list[Argument]) -> int:
        key, *pairs = arguments
        self._write("HSET", str(key), *(_bytes(part) for part in pairs))
        return len(pairs) // 2

    def _do_del(self, arguments: list[Argument]) -> int:
        self._write("DEL", *(str(key) for key in arguments))
        return len(arguments)

    def _do_xdel(self, arguments: list[Argument]) -> int:
        self._write("XDEL", str(arguments[0]), *(_seq(each) for each in arguments[1:]))
        return len(arguments) - 1

    def _do_publish(self, arguments: list[Argument]) -> int:
        return self.publish(_bytes(arguments[0]), _bytes(arguments[1]))

    def _do_script_flush(self, _: list[Argument]) -> bool:
        self._scripts.clear()
        return True

    def _do_evalsha(self, arguments: list[Argument]) -> Any:
        script = self._scripts.get(str(arguments[0]))
        if script is None:
            raise NoScriptError("No matching script. Please use EVAL.")
        return script(arguments[2:])

    def _do_eval(self, arguments: list[Argument]) -> Any:
        sha = hashlib.sha1(_bytes(arguments[0]), usedforsecurity=False).hexdigest()
        if sha not in self._known:
            raise ResponseError("ERR this script is not known to the simulated server")
        self._scripts[sha] = self._known[sha]
        return self._known[sha](arguments[2:])

    def _write(self, *write: Any) -> None:
        if self.refusing is not None:
            raise self.refusing
        self._apply(write)
        self._writes.append(write)

    def _apply(self, write: tuple[Any, ...]) -> None:
        match write:
            case ("SET", key, value):
                self._strings[key] = value
            case ("HSET", key, *pairs):
                self._hashes.setdefault(key, {}).update(zip(pairs[::2], pairs[1::2], strict=True))
            case ("XADD", key, seq, fields):
                self._streams.setdefault(key, Stream()).add(seq, fields)
            case ("XDEL", key, *seqs):
                stream = self._streams[key]
                kept = [i for i, seq in enumerate(stream.seqs) if seq not in seqs]
                stream.entries = [stream.entries[i] for i in kept]
                stream.seqs = [stream.seqs[i] for i in kept]
            case ("DEL", *keys):
                for key in keys:
                    for space in (self._strings, self._hashes, self._streams):
                        space.pop(key, None)

    def _range(self, key: str, first: int, last: int | None, count: int) -> list[tuple[bytes, dict[bytes, bytes]]]:
        stream = self._streams.get(key)
        return stream.range(first, last, count) if stream else []

    # ── the script ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _append(self, arguments: list[Argument]) -> list[Any]:
        """What append.lua does, step by step in its order."""
        log, head, clients, want_epoch, want_seq, want_nonce, not_before_ms, new_epoch, channel, longest, *flat = arguments
        epoch, seq, nonce, ms = self._do_hmget([head, "epoch", "seq", "nonce", "ms"])
        have_epoch, have_seq, have_nonce = epoch or b"", int(seq or 0), nonce or b"0"
        now_ms = max(self.now_ms(), int(ms or 0))
        log = str(log)
        if (have_epoch, have_seq, have_nonce) != (_bytes(want_epoch), int(want_seq), _bytes(want_nonce)):
            return self._conflict(
                (have_epoch, have_seq, have_nonce), (_bytes(want_epoch), int(want_seq), _bytes(want_nonce)), log, longest, now_ms
            )
        items = [flat[i : i + 5] for i in range(0, len(flat), 5)]
        for index, (_, _, client, n, _) in enumerate(items):
            settled = self._do_hget([clients, client]) if client else None
            if settled is not None:
                last, _, before = settled.partition(b":")
                if int(last) >= int(n):
                    return [b"DUPLICATE", index, int(last), before, now_ms]
        if int(not_before_ms) > now_ms:
            return [b"EARLY", now_ms]
        epoch = have_epoch or _bytes(new_epoch)
        at = b"%d" % now_ms
        message = [_field(part) for part in (epoch, at, _bytes(want_epoch), b"%d" % have_seq, have_nonce)]
        new_seq, new_nonce = have_seq, have_nonce
        for payload, item_nonce, client, n, _ in items:
            if payload:
                new_seq, new_nonce = new_seq + 1, _bytes(item_nonce)
                fields = {b"p": _bytes(payload), b"n": new_nonce, b"t": at, b"c": _bytes(client), b"k": _bytes(n)}
                self._write("XADD", log, new_seq, fields)
                message += [_field(part) for part in (new_nonce, fields[b"c"], fields[b"k"], fields[b"p"])]
        if new_seq > have_seq:
            self._write("HSET", str(head), b"epoch", epoch, b"seq", b"%d" % new_seq, b"nonce", new_nonce, b"ms", at)
        for _, _, client, n, outcome in items:
            if client:
                self._write("HSET", str(clients), _bytes(client), b"%d:%s" % (int(n), _bytes(outcome)))
        told = Append(
            log,
            epoch.decode(),
            (have_seq, int(have_nonce)),
            now_ms,
            tuple((_bytes(p), int(k), str(c), int(n), str(o)) for p, k, c, n, o in items),
        )
        self._watcher.appended(len(self._aof), told)
        if new_seq > have_seq:
            self.publish(_bytes(channel), b"".join(message))
        return [b"APPENDED", epoch, new_seq, new_nonce, now_ms]

    def _restore(self, arguments: list[Argument]) -> bytes:
        """What restore.lua does, step by step in its order."""
        log, head, clients, destroyed, want_epoch, want_seq, want_nonce, old_epoch, channel, *flat = arguments
        epoch, seq, nonce, ms = self._do_hmget([head, "epoch", "seq", "nonce", "ms"])
        have = (epoch or b"", int(seq or 0), nonce or b"0")
        if have != (_bytes(want_epoch), int(want_seq), _bytes(want_nonce)):
            return b"CONFLICT"
        if str(destroyed) in self._hashes:
            return b"DESTROYED"
        entries = [flat[i : i + 5] for i in range(0, len(flat), 5)]
        counters: dict[str, bytes] = {}
        for _, _, _, client, n in entries:
            settled = counters.get(str(client)) or self._do_hget([clients, client])
            if client and (settled is None or int(settled.partition(b":")[0]) < int(n)):
                counters[str(client)] = b"%d:" % int(n)
        messages: list[bytes] = []
        before, last_ms = have, int(ms or 0)
        for payload, item_nonce, at, client, n in entries:
            header = [_bytes(old_epoch), _bytes(at), before[0], b"%d" % before[1], before[2]]
            before, last_ms = (_bytes(old_epoch), before[1] + 1, _bytes(item_nonce)), max(last_ms, int(at))
            fields = {b"p": _bytes(payload), b"n": before[2], b"t": _bytes(at), b"c": _bytes(client), b"k": _bytes(n)}
            self._write("XADD", str(log), before[1], fields)
            body = [before[2], fields[b"c"], fields[b"k"], fields[b"p"]]
            messages.append(b"".join(_field(part) for part in header + body))
        new_head = (b"epoch", before[0], b"seq", b"%d" % before[1], b"nonce", before[2], b"ms", b"%d" % last_ms)
        self._write("HSET", str(head), *new_head)
        for name, counter in counters.items():
            self._write("HSET", str(clients), name.encode(), counter)
        told = tuple((_bytes(p), int(k), int(at), str(c), int(n)) for p, k, at, c, n in entries)
        self._watcher.restored(len(self._aof), Restore(str(old_epoch), (have[1], int(have[2])), told))
        for message in messages:
            self.publish(_bytes(channel), message)
        return b"RESTORED"

    def _conflict(
        self, have: tuple[bytes, int, bytes], want: tuple[bytes, int, bytes], log: str, longest: Argument, now_ms: int
    ) -> list[Any]:
        (epoch, seq, nonce), (want_epoch, want_seq, want_nonce) = have, want
        tail: list[Any] = []
        same_life = bool(epoch) and want_epoch in {b"", epoch}
        if same_life and want_seq < seq:
            at = self._range(log, want_seq, want_seq, 1)
            if want_seq == 0 or (at and at[0][1][b"n"] == want_nonce):
                tail = [
                    [key, [part for pair in fields.items() for part in pair]]
                    for key, fields in self._range(log, want_seq + 1, None, int(longest))
                ]
        complete = int(bool(tail) and want_seq + len(tail) == seq)
        return [b"CONFLICT", epoch, seq, nonce, now_ms, complete, tail]


def _bytes(value: Argument) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


def _seq(stream_id: Argument) -> int | None:
    """The number of an id `seq-0`; None for "+", the end."""
    text = str(stream_id)
    return None if text == "+" else int(text.partition("-")[0])


def _field(part: bytes) -> bytes:
    return struct.pack(">I", len(part)) + part
