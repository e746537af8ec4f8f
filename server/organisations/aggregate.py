# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Organisations, as far as the machinery of logs has to know them."""

from organisation.members import commands as c
from organisation.members import decider
from organisation.members.events import Event, decode_events, encode_events
from organisation.members.packing import was_sent
from organisation.members.state import Organisation
from organisation.members.viewer import Viewer
from server.live.decided import Decided
from server.store import ORGANISATION

ORGANISATIONS: Decided[Event, Organisation, c.Command, Viewer] = Decided(
    ORGANISATION,
    decide=decider.decide,
    replay=decider.replay,
    decode=decode_events,
    encode=encode_events,
    was_sent=was_sent,
)
