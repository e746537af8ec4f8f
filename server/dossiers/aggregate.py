# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases, as far as the machinery of logs has to know them."""

from organisation.dossier import decider
from organisation.dossier.events import decode_events
from organisation.dossier.state import Dossier
from server.live.aggregates import Aggregate
from server.store import DOSSIER, Kind


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


DOSSIERS: Aggregate[Dossier] = _Dossiers()
