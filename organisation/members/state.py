# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is true of an organisation."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from organisation.members.viewer import MemberRole
from sessions.authoring.own_values import OwnValues
from sessions.material.script import Script


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


class OwnTerms(Struct, frozen=True):
    """How many days an organisation keeps what is its own, where it says so itself: a raw workshop after closing, a case with its
    report after anything last happened in it; 0 is as the server has it. `set_at_ms` is when
    it said so.
    """

    closed_days: int = 0
    cases_days: int = 0
    set_at_ms: int = 0
    rev: int = 0


KeptKind = Literal["values", "scripts"]


class ValuesVersion(Struct, frozen=True):
    """A set of values as it was kept then; `alone` says that it is used instead of the framework's."""

    own: OwnValues
    at_ms: int
    alone: bool = False

    @property
    def thing(self) -> OwnValues:
        """What was kept, whatever its kind."""
        return self.own


class KeptValues(Struct, frozen=True):
    """A set of values, all versions, the newest last. Workshops are opened with the newest while it `is_offered`."""

    versions: tuple[ValuesVersion, ...]
    is_offered: bool = True

    @property
    def latest(self) -> ValuesVersion:
        """As it is now."""
        return self.versions[-1]


class ScriptVersion(Struct, frozen=True):
    """A script as it was kept then."""

    script: Script
    at_ms: int

    @property
    def thing(self) -> Script:
        """What was kept, whatever its kind."""
        return self.script


class KeptScript(Struct, frozen=True):
    """A script, all versions, the newest last. Workshops are opened with the newest while it `is_offered`."""

    versions: tuple[ScriptVersion, ...]
    is_offered: bool = True

    @property
    def latest(self) -> ScriptVersion:
        """As it is now."""
        return self.versions[-1]


class Organisation(Struct, frozen=True):
    """A whole organisation. `changes` counts all that people did; `rev` the changes of its name. `workshops` are the ids of its
    workshops, the newest last: whether one still is, it says itself (`Session.organisation_id`). Its cases say so alone;
    `has_cases` says that there was one once. `values` and `scripts` are its own, by id; `kept_bytes` is what all their versions
    take, `written_bytes` what those took that were taken away since, too, for the log holds them all. `dropped` are the last
    versions of what was taken away whole, by kind and id: what comes by that id again is a later one. `by_account`: the
    operator's settings opened it, when the first signed in with an account. `has_remains` says that the log still holds words
    that were to go: it has to begin anew. `marks` are as in a case.
    """

    id: str
    name: str
    opened_at_ms: int
    members: dict[str, Member]
    changes: int = 0
    rev: int = 1
    workshops: tuple[str, ...] = ()
    has_cases: bool = False
    values: dict[str, KeptValues] = field(default_factory=dict)
    scripts: dict[str, KeptScript] = field(default_factory=dict)
    kept_bytes: int = 0
    written_bytes: int = 0
    dropped: dict[str, int] = field(default_factory=dict)
    terms: OwnTerms = OwnTerms()
    by_account: bool = False
    has_remains: bool = False
    marks: bytes = b""

    @property
    def was_used(self) -> bool:
        """Whether anybody did anything with it after it was opened; of one that an account opened nobody notes who only looks."""
        return bool(self.changes or self.workshops or self.has_cases or self.by_account)

    def kept(self, kind: KeptKind) -> Mapping[str, KeptValues | KeptScript]:
        """What it keeps of a kind, by id."""
        return self.values if kind == "values" else self.scripts

    @property
    def managers(self) -> tuple[Member, ...]:
        """Who say who is a member: always one at least, but where it was opened for accounts alone."""
        return tuple(member for member in self.members.values() if member.role == "manager")
