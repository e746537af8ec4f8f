# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What has to be kept: a workshop that is held itself, and every workshop of a case that is held (KEP-09).

A case and its workshops are separate logs, whose keys may lie on other machines, so no script sees both: whoever takes a
workshop away does it here, or asks here first.
"""

from msgspec import Struct

from server.store import DOSSIER, NO_LOG, Head, Hold, Store, Why


class Held(Struct, frozen=True):
    """The ids of everything that is held at a moment."""

    workshops: frozenset[str] = frozenset()
    cases: frozenset[str] = frozenset()

    def keeps(self, session_id: str, case_ids: frozenset[str]) -> bool:
        """Whether a workshop of these cases (`cases_of`) has to be kept."""
        return session_id in self.workshops or bool(case_ids & self.cases)


async def everything_held(store: Store) -> Held:
    """What is held now. Raises StoreUnavailable."""
    holds = [await each.holds.all() for each in (store, store.of(DOSSIER))]
    workshops, cases = (frozenset(hold.id.id for hold in each) for each in holds)
    return Held(workshops, cases)


async def hold_of(store: Store, session_id: str, case_ids: frozenset[str]) -> Hold | None:
    """The hold by which a workshop of these cases (`cases_of`) stays, its own or that of a case; None when it may go. Raises
    StoreUnavailable.
    """
    own = await store.holds.of(session_id)
    if own is not None:
        return own
    found = [await store.of(DOSSIER).holds.of(each) for each in sorted(case_ids)]
    return next((each for each in found if each is not None), None)


async def destroy_workshop(
    store: Store, session_id: str, case_ids: frozenset[str], why: Why, at: Head = NO_LOG, *, rule: str = ""
) -> bool:
    """Take a workshop of these cases away, as `Destruction.destroy`; False also when it has to be kept (`hold_of` tells). Raises
    StoreUnavailable.
    """
    if await hold_of(store, session_id, case_ids) is not None:
        return False
    return await store.destruction.destroy(session_id, why, at, rule=rule)
