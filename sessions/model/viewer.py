# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody: who asks and who looks are the same. Made at the edge from a secret; the rules never know from which one."""

from typing import Literal, get_args

from msgspec import Struct

LinkRole = Literal["facilitator", "scribe", "screen"]
"""A role that a secret link gives."""
HeldRole = Literal["participant", LinkRole]
"""A role that a browser holds: a participant's by joining, the others by their links."""
Role = Literal[HeldRole, "project_leader", "system"]
"""`project_leader` fills the case in beforehand, on a page of his own where he reads it afterwards, and sees nothing else.
`system` is the server itself: joining through a page, other links, and the end of silence."""

LINK_ROLES: tuple[LinkRole, ...] = get_args(LinkRole)
HELD_ROLES: tuple[HeldRole, ...] = get_args(HeldRole)
CREW: frozenset[Role] = frozenset({"facilitator", "scribe"})
"""Who runs the workshop."""

NEVER_WITH: dict[Role, HeldRole] = {"facilitator": "scribe", "scribe": "facilitator"}
"""One browser cannot be facilitator and scribe at once: a scribe sees hidden notes of those he types for. Refused rather than
swapped, because a tab that is open would go on in its role."""


class Viewer(Struct, frozen=True):
    """Who asks or looks. `participant_id` is empty for everybody but participants."""

    role: Role
    participant_id: str = ""


SYSTEM = Viewer("system")
PROJECT_LEADER = Viewer("project_leader")
