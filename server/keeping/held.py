# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What has to be kept: a workshop that is held itself, and every workshop of a case that is held (KEP-09).

A case and its workshops are separate logs, whose keys may lie on other machines, so no script sees both. That it is one decision
all the same follows from who writes before he reads: whoever takes a workshop away first writes at its cases that he is about to,
then looks for holds there; whoever holds a case first writes that, then looks who is about to take something away, and holds each
of those workshops itself for a while, which the script that takes it away sees. So once a case is said to be held, nothing that
belongs to it goes any more, and nothing that went had been said to be held. Whoever takes away or holds does it here.
"""

import secrets

from msgspec import Struct

from server.store import DOSSIER, NO_LOG, WORKSHOP, Head, Hold, Kind, Store, Why
from server.store.holds import HeldBy

_WORKSHOPS = "workshops"
KEPT_S = 600
"""So long it stands at a case that somebody is about to take a workshop of it away, unless he says that he is done: far longer
than it takes, and than a call that was sent can still be carried out.
"""
HELD_FOR_MS = 120_000
"""So long such a workshop is held itself: whoever tries afterwards sees the hold of the case."""


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


async def put_hold(store: Store, kind: Kind, log_id: str, reason: str, by: HeldBy = "operator") -> bool:
    """Hold a log, as `Holds.put`; of a case all that belongs to it from the moment that this returns. Raises StoreUnavailable."""
    if not await store.of(kind).holds.put(log_id, reason, by):
        return False
    if kind == DOSSIER:
        for session_id in (await store.of(DOSSIER).beside("about-to-take").fields(log_id, _WORKSHOPS)).values():
            await store.of(WORKSHOP).holds.put_for_now(session_id, reason, HELD_FOR_MS, by)
    return True


async def destroy_workshop(
    store: Store, session_id: str, case_ids: frozenset[str], why: Why, at: Head = NO_LOG, *, rule: str = ""
) -> bool:
    """Take a workshop of these cases away, as `Destruction.destroy`; False also when it has to be kept (`hold_of` tells). Raises
    StoreUnavailable.
    """
    about_to, mine = store.of(DOSSIER).beside("about-to-take"), secrets.token_hex(8)
    for case_id in sorted(case_ids):
        await about_to.put_word(case_id, _WORKSHOPS, mine, session_id, KEPT_S)
    is_held = await hold_of(store, session_id, case_ids) is not None
    # A case that is held from here on holds this workshop itself, and the script sees that.
    is_gone = not is_held and await store.destruction.destroy(session_id, why, at, rule=rule)
    # Not after an error: the call may be under way still.
    for case_id in sorted(case_ids):
        await about_to.take_field(case_id, _WORKSHOPS, mine)
    return is_gone
