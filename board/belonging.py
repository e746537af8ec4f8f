# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What pages say of the organisation that a case or a workshop belongs to."""

from collections.abc import Sequence

from msgspec import Struct

from organisation.members.viewer import MemberRole


class Belonging(Struct, frozen=True):
    """To which organisation a case or a workshop belongs (empty: to none), what it is called, and whether whoever looks is a
    member of it; the organisations (id, name) that he may let take it in, and whether he may let it stand alone.
    """

    id: str = ""
    name: str = ""
    is_member: bool = False
    takers: Sequence[tuple[str, str]] = ()
    may_go: bool = False


class LowRole(Struct, frozen=True):
    """Why a page is not for somebody who is a member of an organisation: his role in it, those that it takes, and whom he may
    ask for one, by label (nobody where members sign in with accounts alone).
    """

    organisation: str
    role: MemberRole
    needed: Sequence[MemberRole]
    managers: Sequence[str]
