# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases, as far as the machinery of logs has to know them."""

from organisation.dossier import commands as c
from organisation.dossier import decider
from organisation.dossier import report_commands as rc
from organisation.dossier.events import decode_events, encode_events
from organisation.dossier.packing import was_sent
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Viewer
from server.live.by_request import Decided
from server.store import DOSSIER, Kind
from sessions.model.codes import Refusal

READS_THE_REPORT = rc.WriteRow | rc.FollowSource | rc.Establish | rc.ReviewNames | rc.Approve | rc.Publish
"""To decide these a whole report is made, hashed, or read through for names: a second or two at the limits of a case."""


class _Dossiers:
    kind: Kind = DOSSIER

    def reduce(self, state: Dossier | None, payload: bytes) -> Dossier:
        dossier = decider.replay(decode_events(payload), state)
        if dossier is None:
            raise ValueError("a log begins with an event")
        return dossier

    def id_of(self, state: Dossier) -> str:
        return state.id

    def code_of(self, state: Dossier) -> str:  # noqa: ARG002 - nobody joins a case with a code
        return ""

    def is_over(self, state: Dossier) -> bool:  # noqa: ARG002 - it is taken away on purpose only, which leaves a record
        return False

    def decide(self, state: Dossier, command: c.Command, who: Viewer, now_ms: int) -> bytes | Refusal:
        decision = decider.decide(state, command, who, now_ms)
        return decision if isinstance(decision, Refusal) else encode_events(decision) if decision else b""

    def is_heavy(self, command: c.Command) -> bool:
        return isinstance(command, READS_THE_REPORT)

    def was_sent(self, state: Dossier, form: str) -> bool:
        return was_sent(state, form)


DOSSIERS: Decided[Dossier, c.Command, Viewer] = _Dossiers()
