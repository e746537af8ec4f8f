# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an operator does about cases: which there are, how large they are, and taking them away. Never what is in them.

The store is that of the settings, whether or not a server runs on it.
"""

import argparse
import sys
from collections.abc import Callable

import msgspec
from msgspec import Struct

from organisation.dossier.going_on import workshops
from server.dossiers.aggregate import DOSSIERS
from server.keeping.cases import BIN_DAYS, destroy_untouched_cases, due_in_bin, empty_bin, tombstone, untouched_cases
from server.keeping.commands import WHY, ask_first, by_whom, moment, why_of
from server.keeping.own_terms import TermsOfOrganisations
from server.live.replaying import load
from server.settings import Settings
from server.store import DOSSIER, ID, NO_LOG, Store, StoreError, Why, open_store

Say = Callable[[str], None]


_OVER: dict[Why, str] = {"over": "nothing happened in it for its whole term", "unused": "nobody ever used it"}


class CaseLine(Struct, frozen=True):
    """One case as an operator sees it: when something last happened in it, its entries, and its bytes in the store."""

    case: str
    last_change: str
    entries: int
    bytes: int


class CaseNumbers(CaseLine, frozen=True, kw_only=True):
    """The same with how much is in it. `goes_on` is the day on which it is destroyed when nothing happens, empty for never."""

    opened: str
    workshops: int
    posters: int
    actions: int
    open_actions: int
    check_moments: int
    links: int
    link_last_used: str
    goes_on: str


async def cases_command(settings: Settings, options: argparse.Namespace) -> int:
    """`waardenbord cases list|show|delete|purge|destroyed`: the exit status. What is wrong is one sentence on standard error."""
    if settings.redis_url is None and not settings.data_dir.is_dir():
        complain(f"There is no data directory {settings.data_dir}: set WAARDENBORD_DATA_DIR, or REDIS_URL, as for `serve`.")
        return 1
    try:
        async with open_store(settings, join_running=True) as store:
            return 0 if await _do(store, settings, options) else 1
    except StoreError as error:
        complain(str(error))
        return 1


async def _do(store: Store, settings: Settings, options: argparse.Namespace) -> bool:
    match options.cases:
        case "list":
            await list_cases(store, say, as_json=options.json)
            return True
        case "show":
            return await show_case(store, settings, options.case, say, complain)
        case "delete":
            return await delete_case(store, options.case, say, complain, sure=options.yes)
        case "purge":
            await purge_cases(store, settings, say, dry_run=options.dry_run)
            return True
        case _:
            await destroyed_cases(store, say, as_json=options.json)
            return True


async def list_cases(store: Store, tell: Say, *, as_json: bool = False) -> None:
    """Every case, the one in which something happened last at the end."""
    copies = store.of(DOSSIER).copies
    ids = await copies.ids()
    found = sorted(
        (last_ms, CaseLine(case_id, moment(last_ms), head.seq, size))
        for case_id, (head, last_ms), size in zip(ids, await copies.last_ms(ids), await copies.sizes_bytes(ids), strict=True)
        if head.seq
    )
    lines = [line for _, line in found]
    if as_json:
        tell(msgspec.json.format(msgspec.json.encode(lines)).decode())
        return
    for line in lines:
        tell(f"{line.case}  {line.last_change}  {line.entries:>6} entries  {line.bytes / 1000:>9.1f} kB")
    tell(f"{len(lines)} cases, {sum(line.bytes for line in lines) / 1000:.1f} kB.")


async def show_case(store: Store, settings: Settings, case_id: str, tell: Say, wrong: Say) -> bool:
    """How much is in one case, in numbers; False when there is none."""
    logs = store.of(DOSSIER)
    found = await load(DOSSIERS, logs.log, case_id) if ID.fullmatch(case_id) else None
    if found is None:
        return await _is_gone(store, case_id, tell, wrong)
    dossier, entries = found
    ((_, last_ms),) = await logs.copies.last_ms([case_id])
    (size,) = await logs.copies.sizes_bytes([case_id])
    kept_ms = settings.keep_cases_days * 24 * 3600 * 1000
    numbers = CaseNumbers(
        case=case_id,
        last_change=moment(last_ms),
        entries=entries.head.seq,
        bytes=size,
        opened=moment(dossier.opened_at_ms),
        workshops=len(workshops(dossier)),
        posters=len(dossier.handed),
        actions=len(dossier.living),
        open_actions=sum(action.is_open for action in dossier.living),
        check_moments=sum(len(action.moments) for action in dossier.actions.values()),
        links=sum(action.link is not None for action in dossier.actions.values()),
        link_last_used=moment(dossier.key_used_at_ms) if dossier.key_used_at_ms else "",
        goes_on=moment(last_ms + kept_ms) if kept_ms else "",
    )
    tell(msgspec.json.format(msgspec.json.encode(numbers)).decode())
    return True


async def delete_case(store: Store, case_id: str, tell: Say, wrong: Say, *, sure: bool) -> bool:
    """Destroy a case; False when there is none, or when somebody thought better of it. Raises StoreError."""
    logs = store.of(DOSSIER)
    ((head, last_ms),) = await logs.copies.last_ms([case_id]) if ID.fullmatch(case_id) else ((None, 0),)
    if head is None or not head.seq:
        return await _is_gone(store, case_id, tell, wrong)
    what = f"Case {case_id}: {head.seq} entries, the last one on {moment(last_ms)}"
    if not sure and not ask_first(f"{what}. It will be gone for good, with all personal links.", tell, wrong):
        return False
    # What was public is read at the very head at which it goes: people go on while the operator thinks.
    while head != NO_LOG:
        since = await tombstone(logs, case_id, head, await logs.log.now_ms())
        if await logs.destruction.destroy(case_id, "operator", head, gone_since=since):
            break
        if await logs.holds.of(case_id) is not None:
            wrong(f"Case {case_id} is held and stays: see `waardenbord holds`.")
            return False
        head = await logs.log.head(case_id)
    else:
        return await _is_gone(store, case_id, tell, wrong)
    await logs.destruction.clean_up()
    tell(f"Case {case_id} is destroyed: {head.seq} entries and all its links. Delete backups yourself.")
    return True


async def purge_cases(store: Store, settings: Settings, tell: Say, *, dry_run: bool = False, now_ms: int | None = None) -> None:
    """Destroy the cases whose term is over, those in the bin too, or only tell which. Raises StoreError."""
    at_ms = await store.log.now_ms() if now_ms is None else now_ms
    own = await TermsOfOrganisations(store).now()
    over = {case_id: why for case_id, _, why, _ in await untouched_cases(store, settings, at_ms, own)}
    found = list(over) if dry_run else await destroy_untouched_cases(store, settings, at_ms, own)
    emptied = [each.id.id for each in await due_in_bin(store, at_ms)] if dry_run else await empty_bin(store, at_ms)
    for case_id in found:
        tell(f"{case_id}  destroyed: {_OVER[over.get(case_id, 'over')]}")
    for case_id in emptied:
        tell(f"{case_id}  destroyed: it lay in the bin for {BIN_DAYS} days")
    tell(f"{len(found) + len(emptied)} cases.{' Nothing was changed.' if dry_run else ''}")


async def destroyed_cases(store: Store, tell: Say, *, as_json: bool = False) -> None:
    """Every case that was destroyed, when and why."""
    records = await store.of(DOSSIER).destruction.records()
    if as_json:
        plain = [
            {
                "case": each.id.id,
                "destroyed_at": moment(each.at_ms),
                "why": each.why,
                "by": by_whom(each),
                "rule": each.rule,
                "entries": each.entries,
                "public_until": each.gone_since,
            }
            for each in records
        ]
        tell(msgspec.json.format(msgspec.json.encode(plain)).decode())
        return
    for each in records:
        tell(f"{each.id.id}  {moment(each.at_ms)}  {each.entries:>6} entries  {why_of(each)}")
    tell(f"{len(records)} destroyed.")


async def _is_gone(store: Store, case_id: str, tell: Say, wrong: Say) -> bool:
    """Whether there was one: destroyed is what was asked for."""
    destruction = store.of(DOSSIER).destruction
    record = await destruction.record(case_id) if ID.fullmatch(case_id) else None
    if record is None:
        wrong(f"There is no case with the id {case_id}.")
        return False
    await destruction.clean_up()
    tell(f"Case {case_id} was destroyed on {moment(record.at_ms)}: {WHY[record.why]}.")
    return True


def say(sentence: str) -> None:
    """To whoever typed the command."""
    sys.stdout.write(f"{sentence}\n")


def complain(sentence: str) -> None:
    """What is wrong."""
    sys.stderr.write(f"waardenbord: {sentence}\n")
