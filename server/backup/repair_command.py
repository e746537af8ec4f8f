# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""`waardenbord repair`: an embedded store that does not start is made anew of what can be read, and what is lost is said."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from server import content
from server.backup.aggregates import AGGREGATES
from server.settings import Settings
from server.store import NAMES, WORKSHOP, Entry, Kind, Store, StoreError
from server.store.logs_in_repair import LogsInRepair
from server.store.repairing import Repaired, repair

_NAMED = 200
"""Logs that a report names one by one; there are seldom so many."""


async def repair_command(settings: Settings, options: argparse.Namespace) -> int:
    """The exit status: 0 when the store is whole, or is now; 1 when it cannot be. What is found is said on standard output."""
    if settings.redis_url:
        _complain("REDIS_URL is set, and that server's files are its own: stop it and use its redis-check-aof, on a copy.")
        return 1
    content.load()
    look = _Look()
    try:
        found = await repair(settings, look.at, dry_run=options.dry_run)
    except StoreError as error:
        _complain(str(error))
        return 1
    for line in _report(found, look, dry_run=options.dry_run):
        sys.stdout.write(f"{line}\n")
    return 0


def _complain(text: str) -> None:
    sys.stderr.write(f"waardenbord: {text}\n")


class _Look:
    """What the new store is asked before it takes the place of the old one: whether everything in it can be opened."""

    def __init__(self) -> None:
        self.unreadable: list[str] = []

    async def at(self, store: Store, logs: LogsInRepair) -> None:
        """Open every log. A workshop goes on before the first entry that is none, and its code leads to it again."""
        for kind in NAMES:
            of_kind = store.of(kind)
            for log_id in await of_kind.copies.ids():
                found = await of_kind.log.read(log_id)
                entries = found[1] if found else []
                whole, code = _replayed(kind, entries)
                if whole < len(entries):
                    if kind == WORKSHOP and _is_damaged(entries[whole].payload):
                        await logs.end_before_hole(f"{kind}:{log_id}", whole)
                    else:
                        # May be of a later version: nothing of it is taken away here.
                        self.unreadable.append(f"{NAMES[kind]} {log_id}")
                if code and await of_kind.log.find_code(code) is None:
                    await of_kind.log.reserve_code(code, log_id)


def _replayed(kind: Kind, entries: list[Entry]) -> tuple[int, str]:
    """How many entries can be carried out one after another, and the join code that they give."""
    aggregate, state, code = AGGREGATES[kind], None, ""
    for number, entry in enumerate(entries):
        try:
            state = aggregate.reduce(state, entry.payload)
            code = aggregate.code_of(state)
        except Exception:  # noqa: BLE001 # damaged bytes can go wrong in any way
            return number, code
    return len(entries), code


def _is_damaged(payload: bytes) -> bool:
    """Whether these bytes are no MessagePack at all, which no version of ours would write for a workshop."""
    try:
        msgspec.msgpack.decode(payload)
    except msgspec.DecodeError:
        return True
    return False


def _report(found: Repaired, look: _Look, *, dry_run: bool) -> Iterator[str]:
    if found.unlisted:
        yield (
            f"Not in the list of append-only files, and not read: {', '.join(found.unlisted)}. If something is missing that they "
            "may hold, lay the list (appendonly.aof.manifest) aside and run this again."
        )
    if found.is_whole and found.kept_in is None:
        yield f"Nothing is damaged: {found.logs} workshops and other logs, {found.entries} entries."
        yield from _unreadable(look)
        return
    if found.no_manifest:
        yield "The list of append-only files was missing or damaged; it is made again of the files that are there."
    for name in found.missing:
        yield f"Missing: {name}. What was in it is lost."
    for each in found.stretches:
        what = "zeros" if each.is_zeros else "the beginning of a change, cut off" if each.is_cut else "damaged"
        yield f"{each.file}: {each.end - each.start} bytes from byte {each.start} on, {what}."
    if found.refused:
        yield f"{found.refused} changes could be read and not carried out."
    if found.logs:
        yield f"Brought back: {found.logs} workshops and other logs, {found.entries} entries."
    for cut in found.cuts[:_NAMED]:
        if not cut.kept:
            yield f"Lost: {cut.name}, all of it."
            continue
        until = f", the last of them of {_at(cut.last_lost_at_ms)}" if cut.last_lost_at_ms else ""
        yield (
            f"Lost of {cut.name}: what came after entry {cut.kept} ({_at(cut.last_kept_at_ms)}): what was damaged, and "
            f"{cut.lost} entries behind it{until}."
        )
    if len(found.cuts) > _NAMED:
        yield f"And of {len(found.cuts) - _NAMED} more."
    for name in found.touched[:_NAMED]:
        yield f"Named in what is damaged: {name}. Its last entries may be lost; nothing shows that any are."
    yield from _unreadable(look)
    if any(each.is_zeros for each in found.stretches):
        yield "Zeros tell nothing of what stood there: compare the workshops of that hour with what people remember."
    if dry_run:
        yield "Nothing was changed (--dry-run)."
    elif found.kept_in is not None:
        yield (
            f"The damaged files are kept in {found.kept_in}. They hold what people wrote, also what is destroyed later: delete "
            "them when nobody needs them any more. If a backup has more, restore that instead. Run `waardenbord purge` after the "
            "next start."
        )


def _unreadable(look: _Look) -> Iterator[str]:
    for name in look.unreadable[:_NAMED]:
        yield f"Cannot be opened by this version: {name}. It is left as it is."


def _at(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC" if at_ms else "at an unknown time"
