# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who sees what of an organisation: one function. Its pages are drawn from what it gives and from nothing else."""

from msgspec import Struct

from organisation.members.policy import KEEPS_SCRIPTS, KEEPS_VALUES
from organisation.members.state import KeptScript, KeptValues, Member, Organisation, OwnTerms
from organisation.members.viewer import MemberRole, Viewer


class Own(Struct, frozen=True):
    """A member to himself. `by_account`: he signed in with the account of his organisation, and has no link of his own."""

    id: str
    label: str
    role: MemberRole
    by_account: bool = False


class Listed(Struct, frozen=True):
    """A member to whoever says who is one. `may_go` is false for the only manager."""

    id: str
    label: str
    role: MemberRole
    since_ms: int
    used_ms: int
    rev: int
    may_go: bool


class View(Struct, frozen=True, kw_only=True):
    """All that one member sees. `managers` are whom to ask, by label; `members` is None for who does not say who is one. Values
    and scripts of the organisation all read, by their titles; some keep them.
    """

    id: str
    name: str
    rev: int
    opened_at_ms: int
    own: Own
    managers: tuple[str, ...]
    members: tuple[Listed, ...] | None
    values: tuple[KeptValues, ...] = ()
    scripts: tuple[KeptScript, ...] = ()
    keeps_values: bool = False
    keeps_scripts: bool = False
    terms: OwnTerms = OwnTerms()
    sets_terms: bool = False


def view(organisation: Organisation, viewer: Viewer) -> View | None:
    """All that somebody may see; None for who is no member, or no longer in this role."""
    own = _own(organisation, viewer)
    if own is None:
        return None
    sees_all = viewer.role == "manager"
    return View(
        id=organisation.id,
        name=organisation.name,
        rev=organisation.rev,
        opened_at_ms=organisation.opened_at_ms,
        own=own,
        managers=tuple(member.label for member in organisation.managers),
        members=tuple(_listed(organisation, member) for member in organisation.members.values()) if sees_all else None,
        values=tuple(sorted(organisation.values.values(), key=lambda kept: kept.latest.own.title.nl.casefold())),
        scripts=tuple(sorted(organisation.scripts.values(), key=lambda kept: kept.latest.script.title.nl.casefold())),
        keeps_values=viewer.role in KEEPS_VALUES,
        keeps_scripts=viewer.role in KEEPS_SCRIPTS,
        terms=organisation.terms,
        sets_terms=viewer.role == "manager",
    )


def member_of(organisation: Organisation, key_hash: str) -> Viewer | None:
    """Whom the secret with this hash makes its holder; None for nobody."""
    found = next((member for member in organisation.members.values() if member.key_hash == key_hash), None)
    return Viewer(found.role, found.id) if found else None


def _own(organisation: Organisation, viewer: Viewer) -> Own | None:
    if viewer.role == "system":
        return None
    if viewer.by_account:
        return Own(viewer.member_id, viewer.account, viewer.role, by_account=True)
    found = organisation.members.get(viewer.member_id)
    return Own(found.id, found.label, found.role) if found and found.role == viewer.role else None


def _listed(organisation: Organisation, member: Member) -> Listed:
    may_go = organisation.managers != (member,)
    return Listed(member.id, member.label, member.role, member.since_ms, member.used_ms, member.rev, may_go)
