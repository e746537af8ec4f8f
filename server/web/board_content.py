# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a board needs besides records, and its address, which holds a hash of it."""

import hashlib

import msgspec

from server import content
from sessions.material.script import BREAK, break_leaf, leaves
from sessions.model.state import Session


def content_json(session: Session, *, leads: bool) -> bytes:
    """What a board needs besides records: framework, script, its leaves, measures, perspectives, what its case told. Who `leads`
    is told what of the organisation's strategy is not among the values; others have no part in that strategy.
    """
    return msgspec.json.encode(
        {
            "framework": session.framework,
            "script": session.script,
            "leaves": leaves(session.script),
            "pause": break_leaf(BREAK),
            "measures": session.measures,
            "perspectives": content.perspectives_of(session),
            # Where the case is, concerns nobody who is in the room.
            "former": session.former and msgspec.structs.replace(session.former, case_id="-"),
            "accents_left": session.accents_left if leads else (),
            "values_rev": session.values_rev,
        }
    )


def content_hash(body: bytes) -> str:
    """The name of this content in its address."""
    return hashlib.sha256(body).hexdigest()[:16]


def content_url(session: Session, *, leads: bool = False) -> str:
    """Where a board gets it from; kept for ever under this address."""
    return f"/inhoud/{session.id}/{content_hash(content_json(session, leads=leads))}.json"
