# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees what of a strategy, in one function. Pages and files for members who only read, and for whoever holds one action, are
drawn from what it gives and from nothing else: what is being written is not in it.
"""

from msgspec import Struct

from organisation.dossier.state import LivingAction
from organisation.strategy.analysis_state import FixedAnalysis
from organisation.strategy.state import Fixed, Strategy
from organisation.strategy.viewer import Viewer


class View(Struct, frozen=True, kw_only=True):
    """All that one viewer may see of a strategy. What is None he may not see, or there is nothing of it. `analyses` are by the
    ids of the analyses.
    """

    whole: Strategy | None = None
    established: tuple[Fixed, ...] = ()
    analyses: dict[str, FixedAnalysis] = {}
    held: LivingAction | None = None


def view(strategy: Strategy, viewer: Viewer) -> View:
    """What somebody sees: writers all of it, members what was established and shared, a holder one action."""
    if viewer.role == "system" or viewer.writes:
        every = {key: each.established for key, each in strategy.analyses.items() if each.established}
        return View(whole=strategy, established=strategy.established, analyses=every)
    if viewer.role == "holder":
        return View(held=strategy.actions.get(viewer.action_id))
    shared = {key: each.established for key, each in strategy.analyses.items() if each.shared and each.established}
    return View(established=strategy.established, analyses=shared)
