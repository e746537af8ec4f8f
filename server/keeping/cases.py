# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long cases are kept: as long as anything happens in them, and then for years, packed. One that nobody ever used, as long as
such a workshop.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from organisation.dossier.bounds import MAX_HANDED
from organisation.dossier.events import DossierPacked, decode_events, encode_events
from organisation.dossier.packing import PACKED_AFTER_DAYS, packed
from organisation.dossier.publishing import public_until
from organisation.members.state import OwnTerms
from organisation.members.terms import end, is_shorter
from server.dossiers.aggregate import DOSSIERS
from server.keeping.as_told import as_told
from server.live.by_request import KEPT_APART
from server.live.replaying import replay
from server.settings import Settings
from server.store import DOSSIER, Binned, Head, Store, WholeLog, Why

BIN_DAYS = 30
"""So long a case that somebody erased can be taken back (PRIV-10)."""
_DAY_MS = 24 * 3600 * 1000
_MAX_ENTRIES_UNUSED = 2 * MAX_HANDED
"""Posters, and other links for the regievoerder."""

_log = logging.getLogger(__name__)

NONE_SET: Mapping[str, OwnTerms] = {}
Untouched: TypeAlias = tuple[str, Head, Why, str]
"""A case by its id, the head by which it was judged, why it goes, and by which rule."""


async def destroy_untouched_cases(
    store: Store,
    settings: Settings,
    now_ms: int,
    own: Mapping[str, OwnTerms] = NONE_SET,
    organisations: dict[Head, str] | None = None,
) -> list[str]:
    """Take away the cases in which nothing happened for `keep_cases_days`, or for the term that their organisation set (`own`, by
    its id), and those in which nobody did anything but hand over posters for `keep_unused_days`; their ids. What a crash leaves,
    the next look finishes. `organisations` are those of cases by their heads: keep it from one call to the next.

    Raises StoreError.
    """
    cases = store.of(DOSSIER)
    found = await untouched_cases(store, settings, now_ms, own, organisations)
    gone = []
    for dossier_id, head, why, rule in found:
        since = await tombstone(cases, dossier_id, head, now_ms)
        if await cases.destruction.destroy(dossier_id, why, head, rule=rule, gone_since=since):
            gone.append(dossier_id)
    await cases.destruction.clean_up()
    return gone


async def empty_bin(store: Store, now_ms: int) -> list[str]:
    """Destroy the cases that have lain in the bin for `BIN_DAYS`, but those that are held; their ids. Raises StoreError."""
    cases = store.of(DOSSIER)
    gone = [
        each.id.id
        for each in await due_in_bin(store, now_ms)
        if await cases.destruction.destroy_binned(each.id.id, each.why, rule=f"bin_days={BIN_DAYS}")
    ]
    await cases.destruction.clean_up()
    return gone


async def due_in_bin(store: Store, now_ms: int) -> list[Binned]:
    """The cases that have lain in the bin for `BIN_DAYS` and are not held. Raises StoreError."""
    cases = store.of(DOSSIER)
    held = {hold.id.id for hold in await cases.holds.all()}
    over = [each for each in await cases.bin.all() if now_ms - each.at_ms > BIN_DAYS * _DAY_MS]
    return [each for each in over if each.id.id not in held]


async def untouched_cases(
    store: Store,
    settings: Settings,
    now_ms: int,
    own: Mapping[str, OwnTerms] = NONE_SET,
    organisations: dict[Head, str] | None = None,
) -> list[Untouched]:
    """The cases whose term is over, with the heads by which they were judged, why, and by which rule. The last two arguments are
    those of `destroy_untouched_cases`. Raises StoreError.
    """
    cases = store.of(DOSSIER)
    ids = await cases.copies.ids()
    found: list[Untouched] = []
    held = {hold.id.id for hold in await cases.holds.all()}
    for dossier_id, (head, last_ms) in zip(ids, await cases.copies.last_ms(ids), strict=True):
        if dossier_id in held:
            continue
        idle_days = (now_ms - last_ms) / _DAY_MS
        old = bool(settings.keep_unused_days) and idle_days > settings.keep_unused_days
        if settings.keep_cases_days and idle_days > settings.keep_cases_days:
            found.append((dossier_id, head, "over", f"keep_cases_days={settings.keep_cases_days}"))
        # Only a short log can be one of posters alone: no other is read.
        elif old and head.seq <= _MAX_ENTRIES_UNUSED and await _nobody_used(cases, dossier_id, head):
            found.append((dossier_id, head, "unused", f"keep_unused_days={settings.keep_unused_days}"))
    over = {dossier_id for dossier_id, *_ in found}
    by_own = await _over_by_own_term(store, settings, now_ms, own, {} if organisations is None else organisations)
    return found + [each for each in by_own if each[0] not in over]


async def _over_by_own_term(
    store: Store, settings: Settings, now_ms: int, own: Mapping[str, OwnTerms], organisations: dict[Head, str]
) -> list[Untouched]:
    """The cases whose organisation keeps them shorter than the server, and whose term by that is over."""
    shorter = {key: terms for key, terms in own.items() if is_shorter(settings.keep_cases_days, terms.cases_days)}
    if not shorter:
        return []
    cases = store.of(DOSSIER)
    held = {hold.id.id for hold in await cases.holds.all()}
    least_ms = min(terms.cases_days for terms in shorter.values()) * _DAY_MS
    ids = await cases.copies.ids()
    found: list[Untouched] = []
    seen: dict[Head, str] = {}
    for dossier_id, (head, last_ms) in zip(ids, await cases.copies.last_ms(ids), strict=True):
        # Only what may be over is read, and that once.
        if dossier_id in held or now_ms - last_ms <= least_ms:
            continue
        of = organisations.get(head)
        seen[head] = of if of is not None else await _organisation_of(cases, dossier_id, head)
        terms = shorter.get(seen[head])
        over = end(last_ms, settings.keep_cases_days, terms.cases_days, terms) if terms else None
        if terms and over is not None and over.is_own and over.at_ms <= now_ms:
            found.append((dossier_id, head, "over", f"organisation_cases_days={terms.cases_days}"))
    organisations.clear()
    organisations.update(seen)
    return found


async def _organisation_of(cases: Store, dossier_id: str, head: Head) -> str:
    dossier = await as_told(cases, DOSSIERS, dossier_id, head)
    return dossier.organisation_id if dossier is not None else ""


async def _nobody_used(cases: Store, dossier_id: str, head: Head) -> bool:
    dossier = await as_told(cases, DOSSIERS, dossier_id, head)
    return dossier is not None and not dossier.touched and not dossier.is_taken_over


async def tombstone(cases: Store, dossier_id: str, head: Head, now_ms: int) -> str:
    """What the record of a case that goes now says of its report: until which day it was public, or nothing. Empty for one that
    cannot be read. Raises StoreError.
    """
    dossier = await as_told(cases, DOSSIERS, dossier_id, head)
    return public_until(dossier, now_ms) if dossier is not None else ""


async def pack_untouched_cases(store: Store, now_ms: int, packed_ones: set[Head] | None = None) -> list[str]:
    """Put one compressed state in the place of the entries of every case in which nothing happened for `PACKED_AFTER_DAYS`; their
    ids. One that is held keeps them, for they hold what was written before. Its last change keeps its day, by which its term
    goes on. `packed_ones` are the heads that need no look: keep it from one call to the next. Raises StoreError.
    """
    known = set[Head]() if packed_ones is None else packed_ones
    logs = store.of(DOSSIER)
    ids = await logs.copies.ids()
    held = {hold.id.id for hold in await logs.holds.all()}
    done = []
    for dossier_id, (head, last_ms) in zip(ids, await logs.copies.last_ms(ids), strict=True):
        if head in known or dossier_id in held or now_ms - last_ms <= PACKED_AFTER_DAYS * _DAY_MS:
            continue
        whole = await logs.copies.take(dossier_id)
        if whole is None or whole.head != head:
            continue
        try:
            payload = None if _is_packed(whole) else await asyncio.to_thread(_packed, whole)
        except Exception:  # noqa: BLE001 - what cannot be read is kept as it is, and named
            _log.exception("case %s cannot be read and is not packed", dossier_id)
            payload = None
        if payload is None:
            known.add(head)
        elif await logs.destruction.replace(dossier_id, head, [payload], last_ms, counters=False):
            done.append(dossier_id)
    await logs.destruction.clean_up()
    return done


def _is_packed(whole: WholeLog) -> bool:
    return whole.head.seq == 1 and isinstance(decode_events(whole.entries[0].payload)[0], DossierPacked)


def _packed(whole: WholeLog) -> bytes | None:
    """The payload of its one entry; None when what is read back is another case."""
    dossier = replay(DOSSIERS, whole.entries)
    if dossier is None:
        return None
    forms = (client.removeprefix(KEPT_APART) for client in whole.clients if client.startswith(KEPT_APART))
    payload = encode_events((DossierPacked(packed(dossier, forms)),))
    again = DOSSIERS.reduce(None, payload)
    if msgspec.structs.replace(again, marks=dossier.marks) == dossier:
        return payload
    _log.error("case %s is not packed: it would become another", dossier.id)
    return None
