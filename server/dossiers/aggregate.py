# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Cases, as far as the machinery of logs has to know them."""

from organisation.dossier import commands as c
from organisation.dossier import decider
from organisation.dossier import report_commands as rc
from organisation.dossier.events import Event, decode_events, encode_events
from organisation.dossier.packing import was_sent
from organisation.dossier.publishing import public_until
from organisation.dossier.state import Dossier
from organisation.dossier.viewer import Viewer
from server.live.decided import Decided
from server.store import DOSSIER

READS_THE_REPORT = (rc.WriteRow, rc.FollowSource, rc.Establish, rc.ReviewNames, rc.Approve, rc.Publish)
"""To decide these a whole report is made, hashed, or read through for names: a second or two at the limits of a case."""
DOSSIERS: Decided[Event, Dossier, c.Command, Viewer] = Decided(
    DOSSIER,
    decide=decider.decide,
    replay=decider.replay,
    decode=decode_events,
    encode=encode_events,
    heavy=READS_THE_REPORT,
    was_sent=was_sent,
    gone_since=public_until,
)
