# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long organisations are kept: as long as anybody uses them. One that was never used goes as such a workshop does."""

from server.keeping.as_told import as_told
from server.organisations.aggregate import ORGANISATIONS
from server.settings import Settings
from server.store import NO_LOG, ORGANISATION, STRATEGY, Store

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
