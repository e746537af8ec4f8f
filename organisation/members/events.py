# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened in an organisation: complete facts, in the past tense. They are its log; change them by adding fields with
defaults.
"""

import msgspec
from msgspec import Struct

from organisation.members.state import KeptKind, Member, OwnTerms
from sessions.authoring.own_values import OwnValues
from sessions.material.script import Script
from sessions.model.codes import Refusal


class _Event(Struct, frozen=True, tag_field="type"):
    pass


class OrganisationOpened(_Event, frozen=True, tag="organisation_opened"):
    """It begins, with its first manager; without one where its members sign in with accounts."""

    organisation_id: str
    name: str
    at_ms: int
    manager: Member | None = None


class Renamed(_Event, frozen=True, tag="renamed"):
    """It is called otherwise."""

    name: str


class MemberPut(_Event, frozen=True, tag="member_put"):
    """A member as he is now."""

    member: Member


class MemberRemoved(_Event, frozen=True, tag="member_removed"):
    """Somebody is a member no more."""

    member_id: str


class LinkUsed(_Event, frozen=True, tag="link_used"):
    """A member looked."""

    member_id: str
    at_ms: int


class WorkshopsListed(_Event, frozen=True, tag="workshops_listed"):
    """A workshop is one of the organisation, and these are no more: taken out, or too long ago."""

    added: str = ""
    gone: tuple[str, ...] = ()


class CaseTakenIn(_Event, frozen=True, tag="case_taken_in"):
    """It has taken a case in, once at least."""


class ValuesKept(_Event, frozen=True, tag="values_kept"):
    """A version of a set of values, and how much it took when it was kept."""

    own: OwnValues
    at_ms: int
    size_bytes: int
    alone: bool = False


class ValuesOffered(_Event, frozen=True, tag="values_offered"):
    """A set of values is offered, or no more."""

    values_id: str
    is_offered: bool


class ScriptKept(_Event, frozen=True, tag="script_kept"):
    """A version of a script, and how much it took when it was kept."""

    script: Script
    at_ms: int
    size_bytes: int


class ScriptOffered(_Event, frozen=True, tag="script_offered"):
    """A script is offered, or no more."""

    script_id: str
    is_offered: bool


class KeptDropped(_Event, frozen=True, tag="kept_dropped"):
    """A version of what it keeps was taken away, or all of it (`version` 0) of which `last_version` was the newest; how much room
    that gave back.
    """

    kind: KeptKind
    kept_id: str
    version: int
    last_version: int
    size_bytes: int


class OrganisationPacked(_Event, frozen=True, tag="organisation_packed"):
    """The whole organisation as it was, in the place of its entries."""

    content: bytes


class TermsSet(_Event, frozen=True, tag="terms_set"):
    """How long it keeps what is its own, from now on."""

    terms: OwnTerms


ChangeOfOrganisation = (
    Renamed
    | MemberPut
    | MemberRemoved
    | LinkUsed
    | WorkshopsListed
    | CaseTakenIn
    | ValuesKept
    | ValuesOffered
    | ScriptKept
    | ScriptOffered
    | KeptDropped
    | TermsSet
)
Event = OrganisationOpened | OrganisationPacked | ChangeOfOrganisation
Decision = tuple[Event, ...] | Refusal

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[Event, ...])


def encode_events(events: tuple[Event, ...]) -> bytes:
    """The events of one command as they stand in the log."""
    return _encoder.encode(events)


def decode_events(payload: bytes) -> tuple[Event, ...]:
    """Read what `encode_events` wrote. Raises `msgspec.DecodeError` for anything else."""
    return _decoder.decode(payload)
