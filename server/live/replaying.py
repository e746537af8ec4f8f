# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A session's log as a whole: begun by its opening, replayed when a room opens."""

import secrets

from server.live.healing import Kept
from server.store import NO_LOG, Appended, Item, SessionLog
from sessions.model.state import Session
from sessions.topics import decider
from sessions.wire.events import decode_events


async def load(log: SessionLog, session_id: str) -> tuple[Session, Kept] | None:
    """A session as its log tells it, with its last entries; None when there is none."""
    found = await log.read(session_id)
    if found is None:
        return None
    head, entries = found
    session = decider.replay(event for entry in entries for event in decode_events(entry.payload))
    return (session, Kept(head, entries)) if session is not None else None


async def create(log: SessionLog, session_id: str, payload: bytes) -> bool:
    """Begin a session's log with its opening. False when the id is taken."""
    result = await log.append(session_id, NO_LOG, [Item(payload, secrets.randbits(64) | 1)])
    return isinstance(result, Appended)
