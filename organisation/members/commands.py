# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be asked of an organisation. `base_rev` is the revision that the sender saw: a stale one is refused."""

from typing import Annotated

from msgspec import Meta, Struct

from organisation.members.bounds import MAX_TERM_DAYS
from organisation.members.state import KeptKind
from organisation.members.viewer import MemberRole
from sessions.authoring.own_values import OwnValues
from sessions.material.limits import Id, Rev, ShortText
from sessions.material.script import Script

KeyHash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]


class _Base(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class OpenOrganisation(_Base, frozen=True, tag="open_organisation"):
    """The first of an organisation, with its first manager."""

    organisation_id: Id
    name: ShortText
    member_id: Id
    label: ShortText
    key_hash: KeyHash


class OpenForAccounts(_Base, frozen=True, tag="open_for_accounts"):
    """The first of an organisation that the settings of the server name: its members sign in with accounts, and nobody has a
    link yet.
    """

    organisation_id: Id
    name: ShortText


class Rename(_Base, frozen=True, tag="rename"):
    """Call the organisation otherwise."""

    base_rev: Rev
    name: ShortText


class AddMember(_Base, frozen=True, tag="add_member"):
    """Somebody gets a link."""

    member_id: Id
    label: ShortText
    role: MemberRole
    key_hash: KeyHash


class PutMember(_Base, frozen=True, tag="put_member"):
    """Say otherwise who somebody is, or what he may do."""

    member_id: Id
    base_rev: Rev
    label: ShortText
    role: MemberRole


class RenewLink(_Base, frozen=True, tag="renew_link"):
    """Another link for a member; the old one stops."""

    member_id: Id
    key_hash: KeyHash


class RemoveMember(_Base, frozen=True, tag="remove_member"):
    """Somebody is a member no more; the link stops."""

    member_id: Id


class NoteUse(_Base, frozen=True, tag="note_use"):
    """A member looked, so that it is known that the link arrived and is in use."""


class ListWorkshop(_Base, frozen=True, tag="list_workshop"):
    """A workshop is one of the organisation from now on, or no more."""

    session_id: Id
    is_ours: bool = True


class NoteCase(_Base, frozen=True, tag="note_case"):
    """A case was taken in, so that the organisation is known to be used; which one, the case says itself."""


class KeepValues(_Base, frozen=True, tag="keep_values"):
    """Keep a set of values (`base_version` 0), or a change of one, by its id: a new version. `alone` says that workshops use it
    instead of the framework's values. The set has been checked against a framework (`make_own_values`).
    """

    base_version: Rev
    own: OwnValues
    alone: bool = False


class OfferValues(_Base, frozen=True, tag="offer_values"):
    """Offer a set of values to those who open workshops, or no more."""

    values_id: Id
    is_offered: bool


class KeepScript(_Base, frozen=True, tag="keep_script"):
    """Keep a script (`base_version` 0), or a change of one, by its id: a new version. It has been checked (`make_script`)."""

    base_version: Rev
    script: Script


class OfferScript(_Base, frozen=True, tag="offer_script"):
    """Offer a script to those who open workshops, or no more."""

    script_id: Id
    is_offered: bool


class DropKept(_Base, frozen=True, tag="drop_kept"):
    """Take a version of a set of values or of a script away that is not its newest, or all of it (`version` 0). `base_version` is
    the newest that the sender saw. Workshops have a copy of the one that they were opened with.
    """

    kind: KeptKind
    kept_id: Id
    base_version: Rev
    version: Rev = 0


Days = Annotated[int, Meta(ge=0, le=MAX_TERM_DAYS)]


class SetTerms(_Base, frozen=True, tag="set_terms"):
    """Say how many days the organisation keeps what is its own; 0 is as the server has it."""

    base_rev: Rev
    closed_days: Days = 0
    cases_days: Days = 0


Opening = OpenOrganisation | OpenForAccounts
Command = (
    Opening
    | Rename
    | AddMember
    | PutMember
    | RenewLink
    | RemoveMember
    | NoteUse
    | ListWorkshop
    | NoteCase
    | KeepValues
    | OfferValues
    | KeepScript
    | OfferScript
    | DropKept
    | SetTerms
)
