# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does with logs as files: export, import, backup, restore.

The store is that of the settings, whether or not a server runs on it: reading is safe while people work, and what is put back is
there at once or not at all.
"""

import argparse
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from server import content
from server.backup import files, log_file
from server.backup.aggregates import AGGREGATES
from server.backup.backup_file import BackupReader, BackupWriter, Listed, open_backup
from server.backup.errors import BackupError
from server.backup.log_file import LogFile
from server.live.replaying import replay
from server.settings import Settings
from server.store import (
    DOSSIER,
    NAMES,
    ORGANISATION,
    WORKSHOP,
    Kind,
    LogId,
    Store,
    StoreDamaged,
    StoreError,
    WholeLog,
    open_store,
    several,
)
from sessions.material.words import normalise_code

Say = Callable[[str], None]

_NAMED = 5
"""Workshops that a refusal names; the rest are counted."""


async def backup_command(settings: Settings, options: argparse.Namespace) -> int:
    """`waardenbord export|import|backup|restore`: the exit status. What is wrong is one sentence on standard error."""
    try:
        match options.command:
            case "export":
                await export_workshop(settings, options.session, options.code, options.out, _say)
                return 0
            case "cases":
                await export_one(settings, DOSSIER, options.case, options.out, _say)
                return 0
            case "organisations":
                await export_one(settings, ORGANISATION, options.organisation, options.out, _say)
                return 0
            case "import":
                await import_log(settings, options.file, _say, also_destroyed=options.also_destroyed)
                return 0
            case "backup":
                return 0 if await backup(settings, options.out, _say, _complain) else 1
            case _:
                done = await restore(
                    settings,
                    options.file,
                    _say,
                    _complain,
                    skip_existing=options.skip_existing,
                    also_destroyed=options.also_destroyed,
                )
                return 0 if done else 1
    except (BackupError, StoreError) as error:
        _complain(str(error))
        return 1


async def export_workshop(settings: Settings, session_id: str | None, code: str | None, out: Path | None, say: Say) -> None:
    """Write the workshop with this id, or else with this join code, to `out`. Raises BackupError, StoreError."""
    async with _reading(settings) as store:
        if session_id is None:
            typed = code or ""
            session_id = await store.log.find_code(normalise_code(typed, content.join_word_sets()))
            if session_id is None:
                raise BackupError("missing", f"There is no workshop with the code {typed}.")
        try:
            file = await _take(store, LogId(WORKSHOP, session_id), await store.copies.codes())
        except ValueError as error:
            raise BackupError("missing", f"{session_id} cannot be the id of a workshop.") from error
    if file is None:
        raise BackupError("missing", f"There is no workshop with the id {session_id}.")
    path = out or Path(f"workshop-{file.code or session_id}.jsonl")
    with files.whole_file(path) as output:
        output.write(log_file.encode(file))
    say(f"{path}: {_name(file)}, {_count(file.log.head.seq, 'entry', 'entries')}.")


async def export_one(settings: Settings, kind: Kind, log_id: str, out: Path | None, say: Say) -> None:
    """Write what has this id to `out`. Raises BackupError, StoreError."""
    name = NAMES[kind]
    async with _reading(settings) as store:
        try:
            file = await _take(store, LogId(kind, log_id), {})
        except ValueError as error:
            raise BackupError("missing", f"{log_id} cannot be the id of a {name}.") from error
    if file is None:
        raise BackupError("missing", f"There is no {name} with the id {log_id}.")
    path = out or Path(f"{name}-{log_id}.jsonl")
    with files.whole_file(path) as output:
        output.write(log_file.encode(file))
    say(f"{path}: {_name(file)}, {_count(file.log.head.seq, 'entry', 'entries')}.")


async def import_log(settings: Settings, path: Path, say: Say, *, also_destroyed: bool = False) -> None:
    """Put the log of a file into the store. Raises BackupError, StoreError; then nothing was changed."""
    file = log_file.decode(files.read(path), str(path))
    async with open_store(settings, join_running=True) as store:
        await store.of(file.id.kind).copies.put(file.id.id, file.log, file.code, also_destroyed=also_destroyed)
    say(f"{_capital(_name(file))} is back, {_count(file.log.head.seq, 'entry', 'entries')}.")


async def backup(settings: Settings, out: Path, say: Say, complain: Say) -> bool:
    """Write every log of every kind to `out`. False when one could not be read: it is named, and all others are in the file.

    Each log is as it was at one moment; those moments differ. Raises BackupError, StoreError, and then writes no file.
    """
    written: list[Kind] = []
    damaged: list[Kind] = []
    async with _reading(settings) as store:
        with files.whole_file(out) as output, BackupWriter(output, await store.log.now_ms()) as writer:
            for kind in AGGREGATES:
                copies = store.of(kind).copies
                codes = await copies.codes()
                for log_id in await copies.ids():
                    try:
                        file = await _take(store, LogId(kind, log_id), codes)
                    except StoreDamaged as error:
                        complain(f"{error} It is not in the backup.")
                        damaged.append(kind)
                        continue
                    if file is not None:  # else it was removed a moment ago
                        writer.add(file)
                        written.append(kind)
    not_read = f" {_count_kinds(damaged)} could not be read." if damaged else ""
    say(f"{out}: {_count_kinds(written)}.{not_read}")
    return not damaged


async def restore(
    settings: Settings, path: Path, say: Say, complain: Say, *, skip_existing: bool, also_destroyed: bool = False
) -> bool:
    """Put every log of a backup into the store; False when one had to stay out because its code is taken, or because it was
    destroyed here on purpose.

    The whole file is checked before anything is written. Without `skip_existing` nothing is written either when a log or a
    code is there already. Raises BackupError, StoreError; what was put back before is whole, and said.
    """
    with open_backup(path) as reader:
        for listed in reader.listed:
            reader.read(listed)
        async with open_store(settings, join_running=True) as store:
            obstacles = [
                await store.of(each.id.kind).copies.obstacle(each.id.id, each.code, also_destroyed=also_destroyed)
                for each in reader.listed
            ]
            refused = [obstacle for obstacle in obstacles if obstacle is not None]
            if refused and not skip_existing:
                raise _refusal(path, refused)
            return await _restore(store, reader, say, complain, also_destroyed=also_destroyed)


async def _restore(store: Store, reader: BackupReader, say: Say, complain: Say, *, also_destroyed: bool) -> bool:
    restored: list[Kind] = []
    existing, code_taken, destroyed = 0, 0, 0
    try:
        for listed in reader.listed:
            code = await _put(store, reader, listed, also_destroyed=also_destroyed)
            if code == "code_taken":
                name = NAMES[listed.id.kind]
                complain(f"{_capital(listed.id.name)} stays out: its code {listed.code} leads to another {name} here.")
            restored += [] if code else [listed.id.kind]
            existing += code == "log_exists"
            code_taken += code == "code_taken"
            if code == "log_destroyed":
                complain(f"{_capital(listed.id.name)} stays out: it was destroyed here on purpose (see `waardenbord destroyed`).")
            destroyed += code == "log_destroyed"
    finally:
        parts = [f"{_count_kinds(restored)} restored"]
        parts += [f"{existing} there already"] if existing else []
        parts += [f"{code_taken + destroyed} left out"] if code_taken + destroyed else []
        not_tried = len(reader.listed) - len(restored) - existing - code_taken - destroyed
        parts += [f"{not_tried} not tried; `--skip-existing` goes on from here"] if not_tried else []
        say(f"{', '.join(parts)}.")
    return not code_taken + destroyed


async def _put(store: Store, reader: BackupReader, listed: Listed, *, also_destroyed: bool) -> str:
    """Put one log back; the code of what stood in the way, or ""."""
    file = reader.read(listed)
    try:
        await store.of(file.id.kind).copies.put(file.id.id, file.log, file.code, also_destroyed=also_destroyed)
    except StoreError as error:
        if error.code in ("log_exists", "log_destroyed", "code_taken"):
            return error.code
        raise
    return ""


@asynccontextmanager
async def _reading(settings: Settings) -> AsyncIterator[Store]:
    """The store, to read from. An embedded one has to be there: a mistyped directory is told, not made."""
    if settings.redis_url is None and not settings.data_dir.is_dir():
        raise BackupError(
            "missing", f"There is no data directory {settings.data_dir}: set WAARDENBORD_DATA_DIR, or REDIS_URL, as for `serve`."
        )
    async with open_store(settings, join_running=True) as store:
        yield store


async def _take(store: Store, log: LogId, codes: dict[str, str]) -> LogFile | None:
    whole = await store.of(log.kind).copies.take(log.id)
    if whole is None:
        return None
    code = _code_now(log, whole, codes.get(log.id, ""))
    return LogFile(log, code, log_file.program(), await store.log.now_ms(), whole)


def _code_now(log: LogId, whole: WholeLog, code: str) -> str:
    """The code that a log has now, which knows better than the store: a workshop's former codes lead to it too."""
    aggregate = AGGREGATES[log.kind]
    try:
        state = replay(aggregate, whole.entries) if code else None
    except Exception:  # noqa: BLE001 - of a later version, or nobody's: it is written down as it is
        return code
    return code if state is None else aggregate.code_of(state)


def _refusal(path: Path, obstacles: list[StoreError]) -> BackupError:
    named = " ".join(obstacle.message for obstacle in obstacles[:_NAMED])
    more = f" And {len(obstacles) - _NAMED} more." if len(obstacles) > _NAMED else ""
    return BackupError("exists", f"Nothing of {path} was restored. {named}{more} With --skip-existing the others are restored.")


def _name(file: LogFile) -> str:
    return f"{file.id.name} ({file.code})" if file.code else file.id.name


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]


def _count_kinds(kinds: Sequence[Kind]) -> str:
    """How many of each kind, in words."""
    return ", ".join(_count(number, NAMES[kind], several(kind)) for kind, number in Counter(kinds).items()) or _count(
        0, NAMES[WORKSHOP]
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


def _complain(sentence: str) -> None:
    sys.stderr.write(f"waardenbord: {sentence}\n")
