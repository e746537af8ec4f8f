# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Workshops, as far as the machinery of logs has to know them."""

from server.live.aggregates import Aggregate
from server.store import WORKSHOP, Kind
from sessions.model.state import Session
from sessions.topics import decider
from sessions.wire.events import decode_events


class _Workshops:
    kind: Kind = WORKSHOP

    def reduce(self, state: Session | None, payload: bytes) -> Session:
        session = decider.replay(decode_events(payload), state)
        if session is None:
            raise ValueError("a log begins with an event")
        return session

    def id_of(self, state: Session) -> str:
        return state.id

    def code_of(self, state: Session) -> str:
        return state.code

    def is_over(self, state: Session) -> bool:
        return state.phase == "closed"


WORKSHOPS: Aggregate[Session] = _Workshops()
