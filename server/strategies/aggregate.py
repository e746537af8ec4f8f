# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strategies, as far as the machinery of logs has to know them."""

from functools import cache

from organisation.strategy import commands as c
from organisation.strategy import decider
from organisation.strategy.events import Decision, Event, decode_events, encode_events
from organisation.strategy.material import Material
from organisation.strategy.packing import was_sent
from organisation.strategy.state import Strategy
from organisation.strategy.viewer import Viewer
from server import content
from server.live.decided import Decided
from server.store import STRATEGY

HEAVY = (c.Establish, c.EstablishAnalysis, c.ForgetCase)
"""To decide these a whole document is made and hashed."""
FRAMEWORK = "waardenkader-2025"
"""What a strategy chooses from: the thirty-two values."""


@cache
def material() -> Material:
    """What strategies are decided and told with."""
    return Material(content.strategy_form(), content.framework(FRAMEWORK), content.measures())


def _decide(strategy: Strategy, command: c.Command, who: Viewer, now_ms: int) -> Decision:
    return decider.decide(strategy, command, who, now_ms, material=material())


STRATEGIES: Decided[Event, Strategy, c.Command, Viewer] = Decided(
    STRATEGY,
    decide=_decide,
    replay=decider.replay,
    decode=decode_events,
    encode=encode_events,
    heavy=HEAVY,
    was_sent=was_sent,
)
