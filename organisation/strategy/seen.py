# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees what of a strategy, in one function. Pages and files for members who only read, and for whoever holds one action, are
drawn from what it gives and from nothing else: what is being written is not in it.
"""

from msgspec import Struct

from organisation.dossier.contacts import Contact
from organisation.dossier.seen import Days, HeldAction, HeldIn, days_of, feed_hashes, held_action, holder_hashes
from organisation.dossier.state import LivingAction
from organisation.strategy.analysis_state import FixedAnalysis
from organisation.strategy.state import AboutAction, Fixed, Strategy, TakenAway
from organisation.strategy.viewer import Viewer
from sessions.material.text import Text

STRATEGY_NAME = Text("Strategie voor publieke waarden", "Strategy for public values")
"""In what an action of the organisation was agreed, for whoever holds it."""


class View(Struct, frozen=True, kw_only=True):
    """All that one viewer may see of a strategy. What is None he may not see, or there is nothing of it. `analyses` are by the
    ids of the analyses.
    """

    whole: Strategy | None = None
    established: tuple[Fixed, ...] = ()
    analyses: dict[str, FixedAnalysis] = {}
    held: HeldAction | None = None
    days: Days | None = None
    taken_away: tuple[TakenAway, ...] = ()


def view(strategy: Strategy, viewer: Viewer) -> View:
    """What somebody sees: writers all, members what was established and shared, a holder one action, his calendar its days."""
    if viewer.role == "system" or viewer.writes:
        every = {key: each.established for key, each in strategy.analyses.items() if each.established}
        return View(whole=strategy, established=strategy.established, analyses=every, taken_away=strategy.taken_away)
    if viewer.role == "holder":
        return View(held=_held(strategy, viewer.action_id), days=_days(strategy, viewer.action_id))
    if viewer.role == "calendar":
        return View(days=_days(strategy, viewer.action_id))
    shared = {key: each.established for key, each in strategy.analyses.items() if each.shared and each.established}
    gone = tuple(each for each in strategy.taken_away if each.was_shared)
    return View(established=strategy.established, analyses=shared, taken_away=gone)


def key_hashes(strategy: Strategy, viewer: Viewer) -> tuple[str, ...]:
    """SHA-256 (hex) of each secret that makes somebody this viewer; none where there is no such link. Members have theirs of the
    organisation.
    """
    action = strategy.actions.get(viewer.action_id)
    found = {"holder": holder_hashes(action), "calendar": feed_hashes(action)}
    return tuple(filter(None, found.get(viewer.role, ())))


class TakenUp(Struct, frozen=True):
    """That the organisation took an action of a project up. `action` and its id are None and empty for whoever does not write the
    strategy: he sees that it did, and not what.
    """

    action_id: str = ""
    action: LivingAction | None = None


def taken_up(strategy: Strategy, case_id: str, viewer: Viewer | None) -> dict[str, tuple[TakenUp, ...]]:
    """The actions of a case that came into the strategy, by their ids, each with those of the organisation that it became."""
    found: dict[str, tuple[TakenUp, ...]] = {}
    sees = viewer is not None and viewer.writes
    for action_id, about in strategy.about.items():
        for origin in about.origins:
            if origin.case_id == case_id:
                told = TakenUp(action_id, strategy.actions[action_id]) if sees else TakenUp()
                found[origin.action_id] = (*found.get(origin.action_id, ()), told)
    return found


def _held(strategy: Strategy, action_id: str) -> HeldAction | None:
    action = strategy.actions.get(action_id)
    if action is None:
        return None
    about = HeldIn(
        id=strategy.id,
        title=STRATEGY_NAME.in_(strategy.language),
        organisation=strategy.organisation,
        language=strategy.language,
        coordinator=strategy.people.owner,
        values=strategy.about.get(action_id, AboutAction()).values,
        contact=strategy.contacts.get(action_id, Contact()),
        home="organisation",
    )
    return held_action(action, about)


def _days(strategy: Strategy, action_id: str) -> Days | None:
    action = strategy.actions.get(action_id)
    if action is None:
        return None
    return Days(
        case_id=strategy.id,
        title=STRATEGY_NAME.in_(strategy.language),
        language=strategy.language,
        opened_at_ms=strategy.opened_at_ms,
        changed_ms=action.told_ms or strategy.opened_at_ms,
        actions=(days_of(action, own=True),) if action.is_open else (),
        home="organisation",
    )
