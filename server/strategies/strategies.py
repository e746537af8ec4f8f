# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Strategies: read and changed by request (`server.live.by_request`). An organisation has one, by its own id."""

from organisation.strategy import commands as c
from organisation.strategy import decider
from organisation.strategy.events import encode_events
from organisation.strategy.state import Strategy
from organisation.strategy.viewer import Viewer
from server.live.by_request import ByRequest
from server.store import Store
from server.strategies.aggregate import STRATEGIES
from sessions.model.codes import Refusal
from sessions.wire.checking import check_command


class Strategies(ByRequest[Strategy, c.Command, Viewer]):
    """The strategies of a store."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, STRATEGIES)

    async def open(self, command: c.OpenStrategy) -> Refusal | None:
        """Begin a strategy; None when it was done, `id_taken` when the organisation has one. Raises StoreUnavailable."""
        if wrong := check_command(command):
            return wrong
        events = decider.begin(command, await self.now_ms())
        assert not isinstance(events, Refusal)  # noqa: S101 - a beginning is never refused
        begun = await self.begin(command.strategy_id, encode_events(events))
        return None if begun else Refusal("id_taken", "strategy_id")
