# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another embedded store, made of what can be read of a damaged one. The damaged files are only read, and kept beside it.

What is whole is carried out again, in a server of its own, in the order in which it was. A log goes on as long as each append
follows the one before: behind a hole its entries mean nothing any more, and one of them could open what an entry that is gone had
closed. It begins to count again where a whole log takes its place.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct, field
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from server.settings import Settings

from . import Store, open_store
from .append_only import DIRECTORY, MANIFEST, Command, Damage, Listed, Piece, find_files, is_rdb, read_manifest, read_pieces
from .base_file import Flaw, Value, read_values
from .datadir import lock_data_dir, socket_path
from .embedded import EmbeddedServer
from .errors import StoreError
from .expiries import Expiries
from .logs_in_repair import Cut, LogsInRepair

WORKPLACE = "repairing"
"""Where the new store is made, below the data directory."""

_DONE = "done"
"""A file in it: the new store is whole, and only has to be put in place."""

_NAMES = re.compile(rb"\{([sdoy]:[A-Za-z0-9_-]{1,40})\}")

_CARRIED_OUT = frozenset(
    b"APPEND DEL EXPIRE EXPIREAT FLUSHALL FLUSHDB GETDEL HDEL HINCRBY HMSET HSET HSETNX INCR INCRBY MSET PERSIST PEXPIRE "
    b"PEXPIREAT RENAME RESTORE SADD SET SETEX SETRANGE SREM UNLINK XADD XDEL XTRIM ZADD ZREM".split()
)
"""Changes, as a server writes them down. Anything else in such a file is no change."""


class Stretch(Struct, frozen=True):
    """Damaged bytes of one file."""

    file: str
    start: int
    end: int
    is_cut: bool
    is_zeros: bool


class Repaired(Struct):
    """What was found and made."""

    stretches: list[Stretch] = field(default_factory=list)
    no_manifest: bool = False
    missing: list[str] = field(default_factory=list)
    """Files that the manifest names and that are not there."""
    unlisted: list[str] = field(default_factory=list)
    """Files that are there and that the manifest does not name: nothing of them is read."""
    cuts: list[Cut] = field(default_factory=list)
    """What logs lost, as far as it can be told."""
    touched: list[str] = field(default_factory=list)
    """Logs that are named in damaged bytes, after which nothing of them shows that anything is missing."""
    refused: int = 0
    """Changes that could be read and not carried out."""
    logs: int = 0
    entries: int = 0
    kept_in: Path | None = None
    """Where the damaged files are now."""

    @property
    def is_whole(self) -> bool:
        """Nothing was wrong."""
        return not (self.stretches or self.no_manifest or self.missing or self.cuts or self.refused)


Afterwards = Callable[[Store, LogsInRepair], Awaitable[None]]


async def repair(settings: Settings, afterwards: Afterwards, *, dry_run: bool = False) -> Repaired:
    """Make the store of `settings.data_dir` anew when it is damaged, and put it in place of the old one, unless that is only
    asked. `afterwards` looks at the new one before that. Raises StoreError: data_dir_in_use, nothing_to_repair, embedded_failed.
    """
    data_dir = settings.data_dir.absolute()
    lock = lock_data_dir(data_dir, socket_path(data_dir)) if data_dir.is_dir() else -1
    try:
        return await _repair(data_dir, settings.key_prefix, afterwards, dry_run=dry_run)
    finally:
        if lock >= 0:
            os.close(lock)


async def _repair(data_dir: Path, prefix: str, afterwards: Afterwards, *, dry_run: bool) -> Repaired:
    directory, workplace = data_dir / DIRECTORY, data_dir / WORKPLACE
    if _is_done(workplace):  # the last repair ended between its last two steps
        if dry_run:
            raise StoreError("repair_unfinished", f"A repair of {data_dir} did not come to its end: run it without --dry-run.")
        return Repaired(kept_in=_put_in_place(data_dir))
    manifest = read_manifest(directory)
    listed = find_files(directory) if manifest is None else manifest
    found = Repaired(no_manifest=manifest is None)
    found.missing = [each.name for each in listed if not (directory / each.name).exists()]
    if manifest is not None:
        found.unlisted = sorted({each.name for each in find_files(directory)} - {each.name for each in manifest})
    listed = [each for each in listed if each.name not in found.missing]
    if not listed:
        raise StoreError("nothing_to_repair", f"There are no append-only files in {directory}: restore a backup.")
    try:
        base = next((each for each in listed if each.kind == "b" and is_rdb(directory / each.name)), None)
        rest = [each for each in listed if each is not base]
        try:
            await _rebuild(directory, workplace, prefix, base, rest, found, afterwards)
        except StoreError as error:
            if base is None or error.code not in {"embedded_failed", "store_damaged"}:
                raise
            await _rebuild(directory, workplace, prefix, None, [base, *rest], found, afterwards)
        if not dry_run and not found.is_whole:
            found.kept_in = _put_in_place(data_dir)
    finally:
        if not _is_done(workplace):
            shutil.rmtree(workplace, ignore_errors=True)
    return found


async def _rebuild(
    directory: Path,
    workplace: Path,
    prefix: str,
    base: Listed | None,
    rest: list[Listed],
    found: Repaired,
    afterwards: Afterwards,
) -> None:
    """A new store in `workplace`: the base as it is, and on top of it what can be read of the others."""
    shutil.rmtree(workplace, ignore_errors=True)
    (workplace / DIRECTORY).mkdir(mode=0o700, parents=True)
    if base is not None:
        shutil.copyfile(directory / base.name, workplace / DIRECTORY / base.name)
        (workplace / DIRECTORY / MANIFEST).write_text(f"file {base.name} seq {base.seq} type b\n", encoding="utf-8")
    # Every value is looked through when it is put in. Nothing is told before the end, so only that has to be on disk.
    server = EmbeddedServer(workplace, further={"sanitize-dump-payload": "yes"})
    async with (
        server,
        open_store(Settings(data_dir=workplace, redis_url=server.url, key_prefix=prefix)) as store,
        Redis.from_url(server.url) as client,
    ):
        await client.config_set("appendfsync", "no")
        again = _Again(client, LogsInRepair(client, prefix), found)
        if base is not None:
            await again.hold_back((directory / base.name).read_bytes(), prefix.encode())
        for each in rest:
            data = (directory / each.name).read_bytes()
            if is_rdb(directory / each.name):
                await again.take_base(each.name, data, prefix.encode())
            else:
                await again.take_commands(each.name, data)
        await again.let_go()
        await again.logs.end_before_holes()
        await afterwards(store, again.logs)
        found.cuts = again.logs.cuts()
        found.touched = sorted(again.named - {cut.name for cut in found.cuts})
        found.logs, found.entries = again.logs.count, again.logs.entries
        # All that was undone on the way is of no use, and would be carried out once more by the next repair. Without room on the
        # disk for it the store is as whole, only longer.
        with contextlib.suppress(StoreError, TimeoutError):
            await store.destruction.rewrite_file()
    for path in (workplace / DIRECTORY).iterdir():  # the base was copied, and the server was told not to care
        _sync(path)
    _sync(workplace / DIRECTORY)


class _Again:
    """Carries out what can be read."""

    def __init__(self, client: Redis, logs: LogsInRepair, found: Repaired) -> None:
        self.logs = logs
        self.named: set[str] = set()
        """Logs that are named in damaged bytes, and of which nothing was read after that."""
        self._client = client
        self._expiries = Expiries()
        self._found = found
        found.stretches, found.refused = [], 0

    async def hold_back(self, data: bytes, prefix: bytes) -> None:
        """Let nothing that the base holds go by itself before the end, nor what is gone since the server opened it."""
        for each in read_values(data, prefix):
            if isinstance(each, Value) and each.expires_at_ms:
                await self._restored(each, b"REPLACE")

    async def let_go(self) -> None:
        """Let go by itself what was to, as the last step."""
        for each in self._expiries.left():
            await self._run([each])

    async def take_base(self, name: str, data: bytes, prefix: bytes) -> None:
        """Put every value in that can be read."""
        before = 0
        for each in read_values(data, prefix):
            if isinstance(each, Flaw):
                self._mark(name, data, Damage(each.start, each.end))
            elif not await self._restored(each):
                self._mark(name, data, Damage(before or each.end - len(each.dump), each.end))
            before = each.end
        if not self._found.stretches:
            # The checksum alone is wrong: what differs is a sign that is as good as another, and nothing tells where.
            self._found.stretches.append(Stretch(name, 0, len(data), is_cut=False, is_zeros=False))

    async def _restored(self, value: Value, *options: bytes) -> bool:
        answers = await self._run([(b"RESTORE", value.key, b"0", value.dump, *options)])
        if isinstance(answers[0], Exception):
            return False
        if value.expires_at_ms:
            self._expiries.take(value.key, value.expires_at_ms)
        return True

    async def take_commands(self, name: str, data: bytes) -> None:
        """Carry out every step that is whole and follows what its log has."""
        for each in read_pieces(data):
            if isinstance(each, Damage):
                self._mark(name, data, each)
            else:
                await self._carry_out(each)

    def _mark(self, name: str, data: bytes, damage: Damage) -> None:
        lost = data[damage.start : damage.end]
        self._found.stretches.append(Stretch(name, damage.start, damage.end, damage.is_cut, not lost.strip(b"\0")))
        for found in _NAMES.finditer(lost):
            self.named.add(self.logs.name_of(found[1].decode()))

    async def _carry_out(self, piece: Piece) -> None:
        commands = [each for each in piece.commands if each[0].upper() != b"SELECT"]
        refused = [each for each in commands if each[0].upper() not in _CARRIED_OUT]
        self._found.refused += len(refused)
        if refused or not commands:
            return
        kept = await self.logs.admit(commands)
        if kept is None:
            return
        lasting = self._expiries.without(kept)
        answers = await self._run(lasting)
        failed = [each for each, answer in zip(lasting, answers, strict=True) if isinstance(answer, Exception)]
        self._found.refused += len(failed)
        if not await self.logs.give_up(failed):
            self.named -= await self.logs.learn(kept)

    async def _run(self, commands: list[Command]) -> list[object]:
        if not commands:
            return []
        pipeline = self._client.pipeline(transaction=len(commands) > 1)
        for each in commands:
            pipeline.execute_command(*each)
        try:
            answers: list[object] = await pipeline.execute(raise_on_error=False)
        except ResponseError as error:  # one of them is none, and then the server does nothing of it
            return [error] * len(commands)
        return answers


def _put_in_place(data_dir: Path) -> Path:
    """The new files for the old ones, which stay under another name. Again after a crash, it ends what it began."""
    directory, workplace = data_dir / DIRECTORY, data_dir / WORKPLACE
    done = workplace / _DONE
    if not _is_done(workplace):
        begun = workplace / f"{_DONE}.new"
        begun.write_text(f"{DIRECTORY}-damaged-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}", encoding="utf-8")
        _sync(begun)
        begun.replace(done)
        _sync(workplace)
    kept = data_dir / done.read_text(encoding="utf-8")
    if (workplace / DIRECTORY).exists():
        if directory.exists():
            directory.rename(kept)
        (workplace / DIRECTORY).rename(directory)
    _sync(data_dir)
    shutil.rmtree(workplace)
    return kept


def _is_done(workplace: Path) -> bool:
    """Whether the new store is whole. A file without a word in it is one that a power cut left."""
    done = workplace / _DONE
    return done.exists() and bool(done.read_bytes().strip())


def _sync(path: Path) -> None:
    """Have a file, or the names in a directory, on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
