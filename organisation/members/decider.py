# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows from a command in an organisation, and what is true then."""

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from organisation.members import commands as c
from organisation.members import events as e
from organisation.members import own_content
from organisation.members import terms as own_terms
from organisation.members.bounds import KEPT_FOR_STOPPING, MAX_CHANGES, MAX_MEMBERS, MAX_WORKSHOPS
from organisation.members.packing import unpacked
from organisation.members.policy import RIGHTS
from organisation.members.state import Member, Organisation
from organisation.members.viewer import Viewer
from sessions.material.typed import clean_line
from sessions.model.codes import Refusal

USE_NOTED_EVERY_MS = 24 * 3600 * 1000
"""Who looks ten times a day is one line in the log."""


def begin(command: c.Opening, now_ms: int) -> e.Decision:
    """The first entry of an organisation's log."""
    name = clean_line(command.name)
    if not name:
        return Refusal("empty", "name")
    if isinstance(command, c.OpenForAccounts):
        return (e.OrganisationOpened(command.organisation_id, name, now_ms),)
    label = clean_line(command.label)
    if not label:
        return Refusal("empty", "label")
    manager = Member(command.member_id, label, "manager", command.key_hash, now_ms)
    return (e.OrganisationOpened(command.organisation_id, name, now_ms, manager),)


def decide(organisation: Organisation, command: c.Command, who: Viewer, now_ms: int) -> e.Decision:
    """What follows from a command: events (none when it changes nothing), or a refusal."""
    if who.role not in RIGHTS.get(type(command), ()):
        return Refusal("not_allowed")
    if isinstance(command, c.ListWorkshop):
        return _list(organisation, command)
    if isinstance(command, c.NoteCase):
        return () if organisation.has_cases else (e.CaseTakenIn(),)
    stops = isinstance(command, c.RenewLink | c.RemoveMember)
    if organisation.changes >= MAX_CHANGES + (KEPT_FOR_STOPPING if stops else 0):
        return Refusal("too_many")
    match command:
        case c.OpenOrganisation() | c.OpenForAccounts():
            return Refusal("id_taken", "organisation_id")
        case c.Rename():
            return _rename(organisation, command)
        case c.AddMember():
            return _add(organisation, command, now_ms)
        case c.PutMember():
            return _put(organisation, command)
        case c.RenewLink() | c.RemoveMember():
            return _stop(organisation, command, who)
        case c.KeepValues() | c.OfferValues() | c.KeepScript() | c.OfferScript() | c.DropKept():
            return own_content.decide(organisation, command, now_ms)
        case c.SetTerms():
            return own_terms.decide(organisation, command, now_ms)
        case c.NoteUse():
            member = organisation.members.get(who.member_id)
            if member is None or now_ms - member.used_ms < USE_NOTED_EVERY_MS:
                return ()
            return (e.LinkUsed(member.id, now_ms),)
        case _:
            assert_never(command)


def _rename(organisation: Organisation, command: c.Rename) -> e.Decision:
    name = clean_line(command.name)
    if not name:
        return Refusal("empty", "name")
    if name == organisation.name:
        return ()
    return (e.Renamed(name),) if command.base_rev == organisation.rev else Refusal("stale_rev", "name")


def _add(organisation: Organisation, command: c.AddMember, now_ms: int) -> e.Decision:
    label = clean_line(command.label)
    if not label:
        return Refusal("empty", "label")
    if command.member_id in organisation.members:
        return Refusal("id_taken", "member_id")
    if len(organisation.members) >= MAX_MEMBERS:
        return Refusal("too_many")
    return (e.MemberPut(Member(command.member_id, label, command.role, command.key_hash, now_ms)),)


def _put(organisation: Organisation, command: c.PutMember) -> e.Decision:
    was = organisation.members.get(command.member_id)
    if was is None:
        return Refusal("unknown_item", "member_id")
    label = clean_line(command.label)
    if not label:
        return Refusal("empty", "label")
    if (label, command.role) == (was.label, was.role):
        return ()
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "label")
    if command.role != "manager" and _is_last_manager(organisation, was):
        return Refusal("not_now", "role")
    return (e.MemberPut(replace(was, label=label, role=command.role, rev=was.rev + 1)),)


def _stop(organisation: Organisation, command: c.RenewLink | c.RemoveMember, who: Viewer) -> e.Decision:
    was = organisation.members.get(command.member_id)
    if who.role != "manager" and command.member_id != who.member_id:
        return Refusal("not_yours", "member_id")
    if was is None:
        return Refusal("unknown_item", "member_id")
    if isinstance(command, c.RenewLink):
        return () if was.key_hash == command.key_hash else (e.MemberPut(replace(was, key_hash=command.key_hash, used_ms=0)),)
    # Without a manager nobody could ever become a member again.
    return Refusal("not_now", "member_id") if _is_last_manager(organisation, was) else (e.MemberRemoved(was.id),)


def _list(organisation: Organisation, command: c.ListWorkshop) -> e.Decision:
    known = command.session_id in organisation.workshops
    if known == command.is_ours:
        return ()
    if not command.is_ours:
        return (e.WorkshopsListed(gone=(command.session_id,)),)
    over = max(0, len(organisation.workshops) + 1 - MAX_WORKSHOPS)
    return (e.WorkshopsListed(command.session_id, organisation.workshops[:over]),)


def _is_last_manager(organisation: Organisation, member: Member) -> bool:
    return organisation.managers == (member,)


def reduce(organisation: Organisation | None, event: e.Event) -> Organisation:
    """The organisation after a fact. `organisation` is None only before the first."""
    if isinstance(event, e.OrganisationOpened):
        members = {event.manager.id: event.manager} if event.manager else {}
        return Organisation(event.organisation_id, event.name, event.at_ms, members, by_account=event.manager is None)
    if isinstance(event, e.OrganisationPacked):
        return unpacked(event.content)
    if organisation is None:
        raise ValueError("an organisation begins with organisation_opened or organisation_packed")
    if isinstance(event, e.LinkUsed):
        # That somebody looked takes nothing of what people may do.
        used = replace(organisation.members[event.member_id], used_ms=event.at_ms)
        return replace(organisation, members={**organisation.members, used.id: used})
    if isinstance(event, e.WorkshopsListed):
        left = tuple(each for each in organisation.workshops if each not in (*event.gone, event.added))
        return replace(organisation, workshops=(*left, event.added) if event.added else left)
    if isinstance(event, e.CaseTakenIn):
        return replace(organisation, has_cases=True)
    changed = replace(organisation, changes=organisation.changes + 1)
    if isinstance(event, e.TermsSet):
        return own_terms.reduce(changed, event)
    return own_content.reduce(changed, event) if isinstance(event, own_content.Event) else _reduce(changed, event)


def _reduce(organisation: Organisation, event: e.Renamed | e.MemberPut | e.MemberRemoved) -> Organisation:
    match event:
        case e.Renamed():
            return replace(organisation, name=event.name, rev=organisation.rev + 1)
        case e.MemberPut():
            return replace(organisation, members={**organisation.members, event.member.id: event.member})
        case e.MemberRemoved():
            left = {key: member for key, member in organisation.members.items() if key != event.member_id}
            return replace(organisation, members=left, has_remains=True)
        case _:
            assert_never(event)


def replay(events: Iterable[e.Event], organisation: Organisation | None = None) -> Organisation | None:
    """The organisation after a series of facts."""
    for event in events:
        organisation = reduce(organisation, event)
    return organisation
