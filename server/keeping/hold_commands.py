# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does about what must be kept, and about the bin: `waardenbord hold|release|holds` and `waardenbord bin`.

Each is a line in the log, with the id and the role, never with the reason: that may name somebody.
"""

import argparse
from collections.abc import Callable

from server.keeping.case_commands import complain, say
from server.keeping.commands import WHY, moment
from server.keeping.held import put_hold
from server.live import audit
from server.settings import Settings
from server.store import DOSSIER, ID, NAMES, ORGANISATION, STRATEGY, WORKSHOP, Kind, Store, StoreError, open_store

Say = Callable[[str], None]
_KINDS: tuple[Kind, ...] = (WORKSHOP, DOSSIER, ORGANISATION, STRATEGY)


async def hold_command(settings: Settings, options: argparse.Namespace) -> int:
    """The exit status. What is wrong is one sentence on standard error."""
    if settings.redis_url is None and not settings.data_dir.is_dir():
        complain(f"There is no data directory {settings.data_dir}: set WAARDENBORD_DATA_DIR, or REDIS_URL, as for `serve`.")
        return 1
    try:
        async with open_store(settings, join_running=True) as store:
            return 0 if await _do(store, options) else 1
    except StoreError as error:
        complain(str(error))
        return 1


async def _do(store: Store, options: argparse.Namespace) -> bool:
    match options.command:
        case "hold":
            return await hold(store, options.id, options.reason, say, complain)
        case "release":
            return await release(store, options.id, say, complain)
        case "holds":
            await list_holds(store, say)
            return True
        case _:
            return await bin_of_cases(store, options.restore, say, complain)


async def hold(store: Store, log_id: str, reason: str, tell: Say, wrong: Say) -> bool:
    """Let nobody take away what has this id, purge included: a workshop and its case, an organisation and its strategy. False
    when there is nothing, or no reason.
    """
    if not reason.strip():
        wrong("Say why: --reason 'Woo-verzoek 2026-12'.")
        return False
    found, known = list[Kind](), list[Kind]()
    for kind in _KINDS if ID.fullmatch(log_id) else ():
        holds = store.of(kind).holds
        was = await holds.of(log_id)
        if await put_hold(store, kind, log_id, reason.strip()):
            found.append(kind)
            audit.tell("hold", log_id, "operator")
            tell(f"The {NAMES[kind]} {log_id} is held: nobody can destroy it until `waardenbord release {log_id}`.")
            if was is not None and was.by != "operator":
                tell(f"A manager held it until now, which is yours to release from here on: {was.reason}")
        elif was is not None:
            known.append(kind)
            wrong(f"The {NAMES[kind]} {log_id} is held already, and its reason stays: {was.reason}. Release it first.")
    if not found and not known:
        wrong(f"There is no workshop, case or organisation with the id {log_id}.")
    return bool(found)


async def release(store: Store, log_id: str, tell: Say, wrong: Say) -> bool:
    """Let it go again when its time has come; False when it was not held."""
    found = [kind for kind in _KINDS if ID.fullmatch(log_id) and await store.of(kind).holds.lift(log_id)]
    for kind in found:
        audit.tell("release", log_id, "operator")
        tell(f"The {NAMES[kind]} {log_id} is not held any more; what is over its term goes at the next look.")
    if not found:
        wrong(f"Nothing with the id {log_id} is held.")
    return bool(found)


async def list_holds(store: Store, tell: Say) -> None:
    """Everything that is held, since when and why."""
    found = [each for kind in _KINDS for each in await store.of(kind).holds.all()]
    for each in found:
        tell(f"{each.id.name}  {moment(each.at_ms)}  {'' if each.by == 'operator' else 'a manager: '}{each.reason}")
    tell(f"{len(found)} held.")


async def bin_of_cases(store: Store, restore: str | None, tell: Say, wrong: Say) -> bool:
    """List the cases in the bin, or take one back."""
    thrown = store.of(DOSSIER).bin
    if restore is None:
        found = await thrown.all()
        for each in found:
            tell(f"{each.id.id}  {moment(each.at_ms)}  {WHY[each.why]}")
        tell(f"{len(found)} in the bin.")
        return True
    if not ID.fullmatch(restore) or not await thrown.take_back(restore):
        wrong(f"No case {restore} lies in the bin, or there is another by its id meanwhile.")
        return False
    audit.tell("take_back_case", restore, "operator")
    tell(f"Case {restore} is back, with all its links.")
    return True
