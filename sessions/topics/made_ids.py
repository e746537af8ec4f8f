# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Ids that phones make. On every screen all records stand in one map by id, and no note may take another record's place there."""

import re

from sessions.model.state import Session

OURS = frozenset(
    {"workshop", "desk", "pitch", "decision", "poster_order", "hands", "spotlight", "showing", "plan", "seating", "case_origin"}
)
"""Records of which a workshop has one."""

_COUNTED = re.compile(r"[rt][0-9]+")
"""Runs and tables, those included that are still to come."""


def is_free(session: Session, made_id: str) -> bool:
    """Whether a new note or poster entry may have this id. All other records of ours have a colon in theirs."""
    return not (
        made_id in session.notes
        or made_id in session.poster.entries
        or made_id in OURS
        or ":" in made_id
        or _COUNTED.fullmatch(made_id)
    )
