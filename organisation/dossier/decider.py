# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What follows from a command in a case, and what is true then. Each topic says by its `Command` and `Event` what is its
own; here it only goes there, and the type checker sees that nothing is left over.
"""

from collections.abc import Iterable
from typing import assert_never

from msgspec.structs import replace

from organisation.dossier import actions, linking, publishing, reaching, reporting, talk, telling
from organisation.dossier import commands as c
from organisation.dossier import events as e
from organisation.dossier import report_commands as rc
from organisation.dossier.bounds import KEPT_FOR_STOPPING, MAX_ACTIONS, MAX_CHANGES, MAX_HANDED
from organisation.dossier.case_file import dossier_of
from organisation.dossier.packing import unpacked
from organisation.dossier.policy import RIGHTS
from organisation.dossier.state import Appointment, Coordination, Dossier
from organisation.dossier.taking_over import actions_after
from organisation.dossier.viewer import Viewer
from sessions.model.codes import Refusal


def begin(command: c.OpenDossier | c.RestoreDossier, now_ms: int) -> e.Decision:
    """The first entry of a case's log."""
    if isinstance(command, c.RestoreDossier):
        feed, status = command.feed_hash, command.status_key
        return (e.DossierRestored(command.dossier_id, command.key_hash, now_ms, command.case, feed, status),)
    told = command.hand_over
    key, feed, status, organisation = command.key_hash, command.feed_hash, command.status_key, command.organisation_id
    return (e.DossierOpened(command.dossier_id, key, now_ms, told, feed, status, organisation),)


def decide(dossier: Dossier, command: c.Command, who: Viewer, now_ms: int) -> e.Decision:
    """What follows from a command: events (none when it changes nothing), or a refusal."""
    if who.role not in RIGHTS.get(type(command), ()):
        return Refusal("not_allowed")
    if dossier.changes >= MAX_CHANGES + (KEPT_FOR_STOPPING if _stops(command) else 0):
        return Refusal("too_many")
    if isinstance(command, c.OpenDossier | c.RestoreDossier):
        return Refusal("id_taken", "dossier_id")
    if isinstance(command, c.TakeOver):
        return _take_over(dossier, command)
    if isinstance(command, c.RenewKey):
        return () if dossier.key_hash == command.key_hash else (e.KeyRenewed(command.key_hash, command.feed_hash),)
    if isinstance(command, c.UseKey):
        lately = now_ms - dossier.key_used_at_ms < actions.USE_NOTED_EVERY_MS
        return () if lately else (e.KeyUsed(now_ms),)
    if isinstance(command, c.SetOrganisation):
        same = dossier.organisation_id == command.organisation_id
        return () if same else (e.OrganisationSet(command.organisation_id),)
    if isinstance(command, talk.Command):
        return talk.decide(dossier, command)
    if isinstance(command, linking.Command):
        return linking.decide(dossier, command)
    if isinstance(command, actions.Command):
        return actions.decide(dossier, command, who, now_ms)
    if isinstance(command, reaching.Command):
        return reaching.decide(dossier, command, who, now_ms)
    if isinstance(command, telling.Command):
        return telling.decide(dossier, command, now_ms)
    if isinstance(command, reporting.Command):
        return reporting.decide(dossier, command, who, now_ms)
    if isinstance(command, publishing.Command):
        return publishing.decide(dossier, command, now_ms)
    assert_never(command)


def _stops(command: c.Command) -> bool:
    """Whether a command only takes away or stops what must be stopped, however much was changed in a case."""
    taken = c.RenewKey | c.RevokeHolderLink | c.WithdrawMessage | rc.Unshare | rc.Withdraw
    links = rc.RevokeReadersLink | rc.RevokeCheckersLink
    out = isinstance(command, c.SetOrganisation) and not command.organisation_id
    no_mail = (
        out
        or (isinstance(command, c.SetMail) and not command.wanted)
        or (isinstance(command, c.SetAddress) and not command.address)
    )
    return isinstance(command, taken | links) or no_mail


def reduce(dossier: Dossier | None, event: e.Event) -> Dossier:
    """The case after a fact. `dossier` is None only before the first."""
    if isinstance(event, e.DossierOpened):
        return _opened(event)
    if isinstance(event, e.DossierPacked):
        return unpacked(event.content)
    if isinstance(event, e.DossierRestored):
        restored = dossier_of(event.case, event.dossier_id, event.key_hash, event.at_ms, event.feed_hash)
        return replace(restored, status_keys=_keys(event))
    if dossier is None:
        raise ValueError("a case begins with dossier_opened, dossier_packed or dossier_restored")
    if isinstance(event, e.MailSet):
        # What the server does by itself takes nothing of what people may do, and is no use of the case.
        return _reduce(dossier, event)
    touched = dossier.touched or not isinstance(event, e.TakenOver | e.KeyRenewed | e.KeyUsed)
    changes = dossier.changes + (0 if _only_looked(dossier, event) else 1)
    return _reduce(replace(dossier, changes=changes, touched=touched), event)


def _only_looked(dossier: Dossier, event: e.ChangeOfDossier) -> bool:
    """Whether a fact says no more than that somebody used his link: a hundred holders would be through with a case in years."""
    if isinstance(event, e.HolderLinkSet):
        known = dossier.actions[event.action_id].link
        return known is not None and event.link is not None and known.key_hash == event.link.key_hash
    return isinstance(event, e.KeyUsed)


def _reduce(dossier: Dossier, event: e.ChangeOfDossier) -> Dossier:
    if isinstance(event, e.TakenOver):
        for action in event.actions:
            dossier = actions.agreed(dossier, action)
        keys = dossier.status_keys
        if event.status_key and event.status_key not in keys:
            keys = (*keys, event.status_key)
        told = event.hand_over
        if dossier.handed and told.workshop_id == dossier.handed[0].workshop_id:
            # The case is called as the workshop that it began with.
            dossier = replace(dossier, title=told.title, organisation=told.organisation)
        return replace(dossier, handed=(*dossier.handed, told), status_keys=keys)
    if isinstance(event, e.KeyRenewed):
        return replace(dossier, key_hash=event.key_hash, feed_hash=event.feed_hash, key_used_at_ms=0)
    if isinstance(event, e.KeyUsed):
        return replace(dossier, key_used_at_ms=event.at_ms)
    if isinstance(event, e.OrganisationSet):
        return replace(dossier, organisation_id=event.organisation_id)
    if isinstance(event, talk.Event):
        return talk.reduce(dossier, event)
    if isinstance(event, actions.Event):
        return actions.reduce(dossier, event)
    if isinstance(event, reaching.Event):
        return reaching.reduce(dossier, event)
    if isinstance(event, telling.Event):
        return telling.reduce(dossier, event)
    if isinstance(event, reporting.Event):
        return reporting.reduce(dossier, event)
    if isinstance(event, publishing.Event):
        return publishing.reduce(dossier, event)
    assert_never(event)


def replay(events: Iterable[e.Event], dossier: Dossier | None = None) -> Dossier | None:
    """The case after a series of facts."""
    for event in events:
        dossier = reduce(dossier, event)
    return dossier


def _opened(event: e.DossierOpened) -> Dossier:
    told = event.hand_over
    agreed = told.follow_up
    return Dossier(
        id=event.dossier_id,
        title=told.title,
        organisation=told.organisation,
        language=told.language,
        key_hash=event.key_hash,
        opened_at_ms=event.at_ms,
        handed=(told,),
        actions=actions_after({}, told),
        coordination=Coordination(agreed.coordinator if agreed else ""),
        appointment=Appointment(with_whom=agreed.with_whom if agreed else ""),
        feed_hash=event.feed_hash,
        status_keys=_keys(event),
        organisation_id=event.organisation_id,
    )


def _keys(event: e.DossierOpened | e.DossierRestored) -> tuple[str, ...]:
    return (event.status_key,) if event.status_key else ()


def _take_over(dossier: Dossier, command: c.TakeOver) -> e.Decision:
    told = command.hand_over
    ours = [each for each in dossier.handed if each.workshop_id == told.workshop_id]
    known = {(each.version, each.sha256) for each in ours}
    if (told.version, told.sha256) in known or (ours and ours[-1].sha256 == told.sha256):
        # The same poster once more: a second press, or another worker's retry. A version by itself does not tell: after a lost
        # tail another poster may have its number.
        return ()
    changed = actions_after(dossier.actions, told)
    if len(dossier.handed) >= MAX_HANDED or len({**dossier.actions, **changed}) > MAX_ACTIONS:
        return Refusal("too_many")
    return (e.TakenOver(told, tuple(action.bare for action in changed.values()), command.status_key),)
