# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long organisations are kept: as long as anybody uses them. One that was never used goes as such a workshop does; of one
that is used the log begins anew when something was taken away of it.
"""

from collections.abc import Sequence

from organisation.members.events import OrganisationPacked, encode_events
from organisation.members.packing import begun_anew, packed
from organisation.members.state import Organisation
from server.keeping.as_told import as_told
from server.keeping.beginning_anew import as_one_entry, begin_anew_as
from server.organisations.aggregate import ORGANISATIONS
from server.organisations.organisations import Organisations
from server.settings import Settings
from server.store import NO_LOG, ORGANISATION, STRATEGY, Head, Store, WholeLog

_DAY_MS = 24 * 3600 * 1000
_MAX_ENTRIES_UNUSED = 400
"""Opening, and that somebody looked, once a day at most, until it was left alone."""


async def destroy_unused_organisations(store: Store, settings: Settings, now_ms: int) -> list[str]:
    """Take away the organisations with which nobody ever did anything, and at which nobody looked for `keep_unused_days`; their
    ids. Raises StoreError.
    """
    logs, strategies, gone = store.of(ORGANISATION), store.of(STRATEGY), list[str]()
    ids = await logs.copies.ids()
    for organisation_id, (head, last_ms) in zip(ids, await logs.copies.last_ms(ids), strict=True):
        if settings.sign_in is not None and organisation_id in settings.sign_in.roles:
            # Nobody notes that an account looked, and whoever signs in expects it.
            continue
        idle = bool(settings.keep_unused_days) and now_ms - last_ms > settings.keep_unused_days * _DAY_MS
        # Only a short log can be one that nobody used: no other is read.
        if not idle or head.seq > _MAX_ENTRIES_UNUSED:
            continue
        found = await as_told(logs, ORGANISATIONS, organisation_id, head)
        if found is None or found.was_used or await strategies.log.head(organisation_id) != NO_LOG:
            # Whoever began a strategy uses it, also alone.
            continue
        if await logs.destruction.destroy(organisation_id, "unused", head):
            gone.append(organisation_id)
    await logs.destruction.clean_up()
    return gone


async def forget_what_went(store: Store, known: dict[str, Head] | None = None) -> list[str]:
    """Put what is true of an organisation in the place of its log where that still holds what was taken away: sets and scripts,
    and members with their labels; the ids of those. `known` are the heads that need no look: keep it from one call to the next.
    What is held stays as it is. Raises StoreError.
    """
    known = {} if known is None else known
    logs, changed = store.of(ORGANISATION), list[str]()
    organisations = Organisations(store)
    held = {hold.id.id for hold in await logs.holds.all()}
    ids = await logs.copies.ids()
    for gone in known.keys() - set(ids):
        del known[gone]
    for organisation_id, head in zip(ids, await logs.log.heads(ids), strict=True):
        if organisation_id in held or known.get(organisation_id) == head:
            continue
        organisation = await organisations.look_at(organisation_id)
        if organisation is not None and organisation.has_remains:
            if await begin_anew(store, organisation_id):
                changed.append(organisation_id)
        else:
            known[organisation_id] = head
    if changed:
        await logs.destruction.clean_up()
    return changed


async def begin_anew(store: Store, organisation_id: str) -> bool:
    """Put what is true of an organisation in the place of its log; False when it went on meanwhile, or would become another. Call
    `destruction.clean_up` afterwards. Raises StoreError.
    """
    return await begin_anew_as(store.of(ORGANISATION), organisation_id, _packed)


def _packed(whole: WholeLog) -> bytes | None:
    """The payload of its one entry; None when what is read back is another organisation."""

    def payload_of(organisation: Organisation, forms: Sequence[str]) -> bytes:
        return encode_events((OrganisationPacked(packed(organisation, forms)),))

    return as_one_entry(ORGANISATIONS, whole, payload_of, begun_anew)


async def destroy_lone_strategies(store: Store) -> list[str]:
    """Take away the strategies of organisations that were destroyed, of which nobody can read anything any more; their ids. One
    whose organisation is not there for another reason (it is being put back) stays. Raises StoreError.
    """
    logs, strategies, gone = store.of(ORGANISATION), store.of(STRATEGY), list[str]()
    for strategy_id in await strategies.copies.ids():
        is_lone = await logs.log.head(strategy_id) == NO_LOG and await logs.log.is_destroyed(strategy_id)
        if is_lone and await strategies.destruction.destroy(strategy_id, "operator"):
            gone.append(strategy_id)
    await strategies.destruction.clean_up()
    return gone
