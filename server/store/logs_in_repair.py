# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The logs of a store that is being made anew: how far each goes, and what of it is lost."""

import re
import secrets

from msgspec import Struct
from redis.asyncio import Redis

from .append_only import Command
from .connections import Keys, command
from .entries import entry_from_stream
from .log import PAGE_ENTRIES
from .logid import NAMES, Kind, LogId

_OWNED = re.compile(rb"(?P<prefix>.*)\{(?P<log>[sdoy]:[A-Za-z0-9_-]{1,40})\}:(?P<part>.+)", re.DOTALL)

_OF_KEYS = frozenset({b"DEL", b"RENAME", b"UNLINK"})
"""Changes that name nothing but keys."""

_COUNTER = re.compile(rb"\d+:[a-z_]*")


class Cut(Struct):
    """What one log lost."""

    name: str
    kept: int
    """Entries that it still has; 0 when nothing of it is left."""
    lost: int = 0
    """Entries that could be read and do not follow the ones that it has. What was in damaged bytes itself comes on top."""
    last_kept_at_ms: int = 0
    last_lost_at_ms: int = 0


class _Known(Struct):
    """How far a log goes."""

    epoch: str
    seq: int


class LogsInRepair:
    """Says which changes may be carried out, and ends each log before its first hole. On a server of its own."""

    def __init__(self, client: Redis, prefix: str) -> None:
        self._kept: dict[str, int] = {}
        self._client = client
        self._prefix = prefix
        self._known: dict[str, _Known] = {}
        self._cuts: dict[str, Cut] = {}

    def name_of(self, log: str) -> str:
        """What operators call it."""
        kind, _, log_id = log.partition(":")
        return next(LogId(each, log_id).name for each in NAMES if each == kind)

    @property
    def count(self) -> int:
        """How many logs there are."""
        return sum(kept > 0 for kept in self._kept.values())

    @property
    def entries(self) -> int:
        """How many entries they have together."""
        return sum(self._kept.values())

    def cuts(self) -> list[Cut]:
        """What was lost, by name."""
        return sorted(self._cuts.values(), key=lambda cut: cut.name)

    async def admit(self, commands: list[Command]) -> list[Command] | None:
        """What of one step may be carried out; None when nothing of it."""
        begun = _begun_anew(commands)
        for log, added in _added(commands).items():
            known = await self._know(log)
            head = _head_in(commands, log)
            first, last = _seq(added[0]), _seq(added[-1])
            same_life = head is None or not known.epoch or head.get("epoch", known.epoch) == known.epoch
            if same_life and last <= known.seq and log not in self._cuts:
                return None  # a base that is newer has it already
            if log in begun and first == 1:
                continue  # as the last repair wrote it down, in the place of whatever stood there
            if log in self._cuts or not same_life or first != known.seq + 1:
                cut = self._cuts.setdefault(log, Cut(self.name_of(log), known.seq))
                cut.lost += len(added)
                cut.last_lost_at_ms = max(cut.last_lost_at_ms, _at_ms(added[-1]))
                return None
        # Counters that came behind a hole would tell a phone that a note is stored which is not.
        return [each for each in commands if not self._is_counter_of_cut(each, begun)] or None

    async def learn(self, commands: list[Command]) -> set[str]:
        """Take notice of what was carried out. The logs, as operators call them, that went on by it."""
        went_on: set[str] = set()
        for log, added in _added(commands).items():
            known = await self._know(log)
            head = _head_in(commands, log) or {}
            self._known[log] = _Known(head.get("epoch", known.epoch), _seq(added[-1]))
            went_on.add(self.name_of(log))
        for log in {log for each in commands if each[0].upper() in {b"RENAME", b"DEL", b"UNLINK"} for log in _logs_of(each)}:
            # Another log stands in its place, or none does; either may be whole.
            self._known.pop(log, None)
            if log in self._cuts and await self._is_whole(log):
                del self._cuts[log]
                went_on.add(self.name_of(log))
        if any(each[0].upper() in {b"FLUSHALL", b"FLUSHDB"} for each in commands):
            self._known.clear()
            self._cuts.clear()
        return went_on

    async def give_up(self, refused: list[Command]) -> set[str]:
        """End the logs of which the server refused one of these changes: what follows stands on something that is not there."""
        given_up = {log for each in refused for log in _logs_of(each)}
        for log in given_up:
            self._cuts.setdefault(log, Cut(self.name_of(log), 0))
        return given_up

    async def end_before_holes(self) -> None:
        """Let every log end where it goes on without a hole, and its head say so."""
        found: set[str] = set()
        for part in ("head", "log"):
            async for key in self._client.scan_iter(match=f"{_literally(self._prefix)}{{*}}:{part}", count=1000):
                owned = _OWNED.fullmatch(key)
                if owned and owned["part"] == part.encode() and owned["prefix"] == self._prefix.encode():
                    found.add(owned["log"].decode())
        for log in sorted(found):
            await self.end_before_hole(log)

    async def end_before_hole(self, log: str, most: int | None = None) -> None:
        """Let one log end before its first hole, at its head, and after `most` entries."""
        keys, log_id = self._keys(log)
        fields = await command(self._client, "HMGET", keys.head(log_id), "epoch", "seq", "nonce")
        head_seq = _number(fields[1])
        await self._drop_counters_that_are_none(keys.clients(log_id))
        entries = await self._dense(keys.log(log_id), most)
        length = await command(self._client, "XLEN", keys.log(log_id))
        last = entries[-1] if entries else None
        self._kept[log] = len(entries)
        if last and (len(entries), length, last[1][b"n"]) == (head_seq, head_seq, fields[2]):
            self._note_kept(log, last)
            return
        cut = self._cuts.setdefault(log, Cut(self.name_of(log), len(entries)))
        cut.kept = len(entries)
        cut.lost = max(cut.lost, length - len(entries), head_seq - len(entries))
        async with self._client.pipeline(transaction=True) as change:
            change.execute_command("DEL", keys.log(log_id))
            for stream_id, values in entries:
                change.execute_command("XADD", keys.log(log_id), stream_id, *(part for pair in values.items() for part in pair))
            if last is None:
                change.execute_command("DEL", keys.head(log_id), keys.clients(log_id))
            else:
                # A life of its own: whoever knew more has to see everything anew, and is told that something was lost.
                head = ("epoch", secrets.token_hex(8), "seq", len(entries), "nonce", last[1][b"n"], "ms", last[1][b"t"])
                change.execute_command("HSET", keys.head(log_id), *head)
                # A counter of an entry that is gone would tell a phone that it is stored.
                change.execute_command("DEL", keys.clients(log_id))
                for client, n in {values[b"c"]: values[b"k"] for _, values in entries if values[b"c"]}.items():
                    change.execute_command("HSET", keys.clients(log_id), client, n + b":")
            await change.execute()
        self._note_kept(log, last)

    async def _drop_counters_that_are_none(self, clients: str) -> None:
        for client, settled in (await command(self._client, "HGETALL", clients)).items():
            if not _COUNTER.fullmatch(settled):
                await command(self._client, "HDEL", clients, client)

    def _note_kept(self, log: str, last: tuple[bytes, dict[bytes, bytes]] | None) -> None:
        if log in self._cuts and last is not None:
            self._cuts[log].kept = self._kept[log]
            self._cuts[log].last_kept_at_ms = int(last[1][b"t"])

    async def _dense(self, stream: str, most: int | None) -> list[tuple[bytes, dict[bytes, bytes]]]:
        """The entries from the first on without a hole."""
        found: list[tuple[bytes, dict[bytes, bytes]]] = []
        while most is None or len(found) < most:
            page = await command(self._client, "XRANGE", stream, f"{len(found) + 1}-0", "+", "COUNT", PAGE_ENTRIES)
            for stream_id, values in page:
                if stream_id != b"%d-0" % (len(found) + 1) or not _is_entry(stream_id, values):
                    return found
                if most is not None and len(found) >= most:
                    return found
                found.append((stream_id, values))
            if len(page) < PAGE_ENTRIES:
                break
        return found

    def _is_counter_of_cut(self, change: Command, begun: set[str]) -> bool:
        owned = _OWNED.fullmatch(change[1]) if len(change) > 1 and change[0].upper() == b"HSET" else None
        log = owned["log"].decode() if owned and owned["part"] == b"clients" else ""
        return log in self._cuts and log not in begun

    async def _know(self, log: str) -> _Known:
        if log not in self._known:
            keys, log_id = self._keys(log)
            epoch, seq = await command(self._client, "HMGET", keys.head(log_id), "epoch", "seq")
            self._known[log] = _Known((epoch or b"").decode(errors="replace"), _number(seq))
        return self._known[log]

    async def _is_whole(self, log: str) -> bool:
        keys, log_id = self._keys(log)
        seq = await command(self._client, "HGET", keys.head(log_id), "seq")
        return _number(seq) == int(await command(self._client, "XLEN", keys.log(log_id)))

    def _keys(self, log: str) -> tuple[Keys, str]:
        kind, _, log_id = log.partition(":")
        known: Kind = next(each for each in NAMES if each == kind)
        return Keys(self._prefix, known), log_id


def _added(commands: list[Command]) -> dict[str, list[Command]]:
    """The entries that a step adds, by their log."""
    found: dict[str, list[Command]] = {}
    for each in commands:
        if each[0].upper() == b"XADD" and len(each) >= 5 and (owned := _OWNED.fullmatch(each[1])) and owned["part"] == b"log":
            found.setdefault(owned["log"].decode(), []).append(each)
    return found


def _head_in(commands: list[Command], log: str) -> dict[str, str] | None:
    for each in commands:
        owned = _OWNED.fullmatch(each[1]) if len(each) > 1 else None
        if each[0].upper() == b"HSET" and owned and owned["part"] == b"head" and owned["log"].decode() == log:
            pairs = zip(each[2::2], each[3::2], strict=False)
            return {name.decode(errors="replace"): value.decode(errors="replace") for name, value in pairs}
    return None


def _begun_anew(commands: list[Command]) -> set[str]:
    """The logs that a step takes away before it adds to them."""
    gone: set[str] = set()
    begun: set[str] = set()
    for each in commands:
        if each[0].upper() in {b"DEL", b"UNLINK"}:
            gone |= _logs_of(each)
        elif each[0].upper() == b"XADD":
            begun |= gone & _logs_of(each)
    return begun


def _logs_of(change: Command) -> set[str]:
    """The logs that a command changes, puts something else in the place of, or takes away."""
    owned = [_OWNED.fullmatch(name) for name in (change[1:] if change[0].upper() in _OF_KEYS else change[1:2])]
    return {each["log"].decode() for each in owned if each and each["part"] in {b"log", b"head"}}


def _is_entry(stream_id: bytes, values: dict[bytes, bytes]) -> bool:
    """Whether the fields of an entry can be read; a damaged sign in them stops no server."""
    try:
        entry_from_stream(stream_id, values)
    except (KeyError, ValueError):  # a text that is no UTF-8 is a ValueError too
        return False
    return True


def _number(text: bytes | None) -> int:
    return int(text) if text is not None and text.isdigit() else 0


def _seq(added: Command) -> int:
    return _number(added[2].partition(b"-")[0])


def _at_ms(added: Command) -> int:
    pairs = dict(zip(added[3::2], added[4::2], strict=False))
    return _number(pairs.get(b"t"))


def _literally(text: str) -> str:
    return re.sub(r"([*?\[\]\\^-])", r"\\\1", text)
