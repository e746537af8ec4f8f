# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisations, as far as the machinery of logs has to know them."""

from organisation.members import commands as c
from organisation.members import decider
from organisation.members.events import decode_events, encode_events
from organisation.members.state import Organisation
from organisation.members.viewer import Viewer
from server.live.by_request import Decided
from server.store import ORGANISATION, Kind
from sessions.model.codes import Refusal


class _Organisations:
    kind: Kind = ORGANISATION

    def reduce(self, state: Organisation | None, payload: bytes) -> Organisation:
        organisation = decider.replay(decode_events(payload), state)
        if organisation is None:
            raise ValueError("a log begins with an event")
        return organisation

    def id_of(self, state: Organisation) -> str:
        return state.id

    def code_of(self, state: Organisation) -> str:  # noqa: ARG002 - nobody joins with a code
        return ""

    def is_over(self, state: Organisation) -> bool:  # noqa: ARG002 - it is taken away on purpose only, which leaves a record
        return False

    def decide(self, state: Organisation, command: c.Command, who: Viewer, now_ms: int) -> bytes | Refusal:
        decision = decider.decide(state, command, who, now_ms)
        return decision if isinstance(decision, Refusal) else encode_events(decision) if decision else b""

    def is_heavy(self, command: c.Command) -> bool:  # noqa: ARG002 - none is
        return False

    def was_sent(self, state: Organisation, form: str) -> bool:  # noqa: ARG002 - its log never begins anew
        return False


ORGANISATIONS: Decided[Organisation, c.Command, Viewer] = _Organisations()
