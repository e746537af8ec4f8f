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
    """Somebody. `member_id` is empty for the server itself. Who signed in with the account of his organisation stands in no list:
    `account` is what he is called there, and `by_account` is set.
    """

    role: Role
    member_id: str = ""
    account: str = ""
    by_account: bool = False


SYSTEM = Viewer("system")
