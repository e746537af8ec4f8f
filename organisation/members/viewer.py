# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who asks something of an organisation, or looks. Made at the edge from a secret; the rules never know from which one."""

from typing import Literal, get_args

from msgspec import Struct

MemberRole = Literal["manager", "organiser", "strategist", "reader"]
"""`manager` says who is a member, `organiser` opens workshops and watches over cases, `strategist` writes the strategy, `reader`
reads what was established.
"""
Role = Literal["system"] | MemberRole
"""`system` is the server itself."""
MEMBER_ROLES: tuple[MemberRole, ...] = get_args(MemberRole)


class Viewer(Struct, frozen=True):
    """Somebody. `member_id` is empty for the server itself."""

    role: Role
    member_id: str = ""


SYSTEM = Viewer("system")
