# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is true of an organisation."""

from msgspec import Struct

from organisation.members.viewer import MemberRole


class Member(Struct, frozen=True):
    """Somebody with a secret link of his own. `label` says who, best by function; `key_hash` is SHA-256 (hex) of the secret, and
    `used_ms` when it last opened something, 0 for never. `rev` counts the changes of label and role.
    """

    id: str
    label: str
    role: MemberRole
    key_hash: str
    since_ms: int
    used_ms: int = 0
    rev: int = 1


class Organisation(Struct, frozen=True):
    """A whole organisation. `changes` counts all that people did; `rev` the changes of its name. `workshops` are the ids of its
    workshops, the newest last: whether one still is, it says itself (`Session.organisation_id`). Its cases say so alone;
    `has_cases` says that there was one once.
    """

    id: str
    name: str
    opened_at_ms: int
    members: dict[str, Member]
    changes: int = 0
    rev: int = 1
    workshops: tuple[str, ...] = ()
    has_cases: bool = False

    @property
    def was_used(self) -> bool:
        """Whether anybody did anything with it after it was opened."""
        return bool(self.changes or self.workshops or self.has_cases)

    @property
    def managers(self) -> tuple[Member, ...]:
        """Who say who is a member: always one at least."""
        return tuple(member for member in self.members.values() if member.role == "manager")
