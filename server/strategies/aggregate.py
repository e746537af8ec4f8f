# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strategies, as far as the machinery of logs has to know them."""

from functools import cache

from organisation.strategy import commands as c
from organisation.strategy import decider
from organisation.strategy.events import decode_events, encode_events
from organisation.strategy.material import Material
from organisation.strategy.state import Strategy
from organisation.strategy.viewer import Viewer
from server import content
from server.live.by_request import Decided
from server.store import STRATEGY, Kind
from sessions.model.codes import Refusal

HEAVY = c.Establish | c.EstablishAnalysis
"""To decide these a whole document is made and hashed."""
FRAMEWORK = "waardenkader-2025"
"""What a strategy chooses from: the thirty-two values."""


@cache
def material() -> Material:
    """What strategies are decided and told with."""
    return Material(content.strategy_form(), content.framework(FRAMEWORK), content.measures())


class _Strategies:
    kind: Kind = STRATEGY

    def reduce(self, state: Strategy | None, payload: bytes) -> Strategy:
        strategy = decider.replay(decode_events(payload), state)
        if strategy is None:
            raise ValueError("a log begins with an event")
        return strategy

    def id_of(self, state: Strategy) -> str:
        return state.id

    def code_of(self, state: Strategy) -> str:  # noqa: ARG002 - nobody joins with a code
        return ""

    def is_over(self, state: Strategy) -> bool:  # noqa: ARG002 - it is taken away on purpose only, which leaves a record
        return False

    def decide(self, state: Strategy, command: c.Command, who: Viewer, now_ms: int) -> bytes | Refusal:
        decision = decider.decide(state, command, who, now_ms, material=material())
        return decision if isinstance(decision, Refusal) else encode_events(decision) if decision else b""

    def is_heavy(self, command: c.Command) -> bool:
        return isinstance(command, HEAVY)

    def was_sent(self, state: Strategy, form: str) -> bool:  # noqa: ARG002 - its log never begins anew
        return False


STRATEGIES: Decided[Strategy, c.Command, Viewer] = _Strategies()
