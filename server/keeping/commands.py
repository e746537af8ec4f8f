# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does about how long workshops are kept: purge, delete, and the list of what was destroyed.

The store is that of the settings, whether or not a server runs on it: workers that have a workshop open hear that it is gone.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from organisation.dossier.going_on import cases_of
from server import content
from server.keeping.held import destroy_workshop, hold_of
from server.keeping.keeper import Keeper, Task, terms_of
from server.live.replaying import replay
from server.live.workshops import WORKSHOPS
from server.settings import Settings
from server.store import ID, Destroyed, Store, StoreError, Why, open_store
from sessions.afterwards.terms import What
from sessions.material.words import normalise_code

Say = Callable[[str], None]

WHY: dict[Why, str] = {
    "over": "its term after closing was over",
    "unused": "it was never used",
    "unclosed": "it was never closed",
    "operator": "an operator asked for it",
    "facilitator": "its facilitator asked for it",
    "coordinator": "its coordinator asked for it",
    "manager": "a manager of its organisation asked for it",
}
_TODO: dict[What, str] = {
    "nameless": "names and authors go: it was closed more than a day ago",
    "over": "destroyed: its term after closing is over",
    "unused": "destroyed: it was never used",
    "unclosed": "destroyed: it was never closed",
}


async def keeping_command(settings: Settings, options: argparse.Namespace) -> int:
    """`waardenbord purge|delete|destroyed`: the exit status. What is wrong is one sentence on standard error."""
    if settings.redis_url is None and not settings.data_dir.is_dir():
        _complain(f"There is no data directory {settings.data_dir}: set WAARDENBORD_DATA_DIR, or REDIS_URL, as for `serve`.")
        return 1
    try:
        async with open_store(settings, join_running=True) as store:
            match options.command:
                case "purge":
                    await purge(store, settings, _say, dry_run=options.dry_run)
                    return 0
                case "delete":
                    return 0 if await delete(store, options.workshop, _say, _complain, sure=options.yes) else 1
                case _:
                    await destroyed(store, _say, as_json=options.json)
                    return 0
    except StoreError as error:
        _complain(str(error))
        return 1


async def purge(store: Store, settings: Settings, say: Say, *, dry_run: bool = False, now_ms: int | None = None) -> None:
    """Do what the terms ask for, or only tell. Raises StoreError; what was done before is done."""
    keeper = Keeper(store, terms_of(settings))
    if dry_run:
        at_ms = await store.log.now_ms() if now_ms is None else now_ms
        found = [task async for task in keeper.look(at_ms)]
        for task in found:
            say(f"{task.session_id}  since {moment(task.at_ms)}  {_TODO[task.what]}")
        say(f"{_counted(found)}. Nothing was changed.")
        return
    done = await keeper.keep(now_ms)
    for task in done:
        say(f"{task.session_id}  {_TODO[task.what]}")
    say(f"{_counted(done)}.")


async def delete(store: Store, workshop: str, say: Say, complain: Say, *, sure: bool) -> bool:
    """Destroy the workshop with this id or join code; False when there is none, or when somebody thought better of it. Raises
    StoreError: when the append-only file could not be written anew, the workshop is gone from the store all the same.
    """
    session_id = workshop
    # An id is sixteen hexadecimal digits without hyphens, a code three words with them; what is damaged has an id alone.
    if not ID.fullmatch(workshop) or not await _is_there(store, workshop):
        found = await store.log.find_code(normalise_code(workshop, content.join_word_sets()))
        if found is None:
            record = await store.destruction.record(workshop) if ID.fullmatch(workshop) else None
            if record is not None:
                await _clean(store, say)
                say(f"Workshop {workshop} was destroyed on {moment(record.at_ms)}: {WHY[record.why]}.")
                return True
            complain(f"There is no workshop with the id or code {workshop}.")
            return False
        session_id = found
    (head, last_ms) = (await store.copies.last_ms([session_id]))[0]
    what = f"Workshop {session_id}: {head.seq} entries, the last one on {moment(last_ms)}. It will be gone for good."
    if not sure and not ask_first(what, say, complain):
        return False
    cases = await _cases(store, session_id)
    if not await destroy_workshop(store, session_id, cases, "operator") and await hold_of(store, session_id, cases):
        complain(f"Workshop {session_id} is held and stays: see `waardenbord holds`.")
        return False
    await _clean(store, say)
    say(f"Workshop {session_id} is destroyed: {head.seq} entries, its codes, and what lay beside it. Delete backups yourself.")
    return True


async def _cases(store: Store, session_id: str) -> frozenset[str]:
    """Those of a workshop; of one whose log nobody can read, the one by its own id."""
    try:
        read = await store.log.read(session_id)
        session = replay(WORKSHOPS, read[1]) if read else None
    except Exception:  # noqa: BLE001 - what is damaged can be destroyed all the same
        session = None
    return cases_of(session) if session is not None else frozenset({session_id})


def ask_first(what: str, say: Say, complain: Say) -> bool:
    """Whether somebody who sits there types yes; what nobody watches goes on."""
    if not sys.stdin.isatty():
        return True
    say(what)
    sys.stdout.write("Type yes to destroy it: ")
    sys.stdout.flush()
    if sys.stdin.readline().strip().lower() == "yes":
        return True
    complain("Nothing was destroyed.")
    return False


async def _clean(store: Store, say: Say) -> None:
    await store.destruction.finish()
    if await store.destruction.clean_file():
        say("The append-only file was written anew without it.")


async def destroyed(store: Store, say: Say, *, as_json: bool = False) -> None:
    """List every workshop that was destroyed."""
    records = await store.destruction.records()
    if as_json:
        say(msgspec.json.format(msgspec.json.encode([_plain(record) for record in records])).decode())
        return
    for record in records:
        left = "  (not finished: run purge)" if record.unfinished else ""
        say(f"{record.id.id}  {moment(record.at_ms)}  {record.entries:>6} entries  {why_of(record)}{left}")
    say(f"{len(records)} destroyed.")


def why_of(record: Destroyed) -> str:
    """Why something was destroyed, and by which setting."""
    return f"{WHY[record.why]} ({record.rule})" if record.rule else WHY[record.why]


def by_whom(record: Destroyed) -> str:
    """The role of who asked for it: the server by itself when a term was over."""
    return record.why if record.why in ("operator", "facilitator", "coordinator", "manager") else "server"


def _plain(record: Destroyed) -> dict[str, str | int | bool]:
    return {
        "workshop": record.id.id,
        "destroyed_at": moment(record.at_ms),
        "why": record.why,
        "by": by_whom(record),
        "rule": record.rule,
        "entries": record.entries,
        "finished": not record.unfinished,
    }


async def _is_there(store: Store, session_id: str) -> bool:
    error = await store.copies.obstacle(session_id, "", also_destroyed=True)
    return error is not None and error.code == "log_exists"


def _counted(tasks: list[Task]) -> str:
    counts = Counter("nameless" if task.what == "nameless" else "destroyed" for task in tasks)
    return f"Destroyed: {counts['destroyed']}. Without names from now on: {counts['nameless']}"


def moment(at_ms: int) -> str:
    """A moment as operators read it."""
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")


def _complain(sentence: str) -> None:
    sys.stderr.write(f"waardenbord: {sentence}\n")
