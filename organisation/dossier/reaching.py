# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reaching people by mail: addresses, who wants none, and what was handed on and became of it."""

from typing import Any, TypeVar, assert_never

from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import events as e
from organisation.dossier.bounds import MAX_CHANGES_OF_MIND
from organisation.dossier.contacts import Contact, Mail, is_address, mail_key
from organisation.dossier.due_mails import RETRY_AFTER_MS, Due, HasHolders, due_mails, reached
from organisation.dossier.viewer import Viewer
from sessions.model.codes import Refusal

MAX_MAILED_KEYS = 3
"""Links that came by mail open the action as long as they are among the last ones."""

ASKED_AGAIN_AFTER_MS = 15 * 60_000
"""A second press on the way changes nothing."""

_ByPeople = c.SetAddress | c.SetMail | c.AskMail
_BySystem = c.IntendMail | c.SettleMail
Command = _ByPeople | _BySystem
Event = e.ContactSet | e.MailSet
_Home = TypeVar("_Home", bound=HasHolders)


def decide(home: HasHolders, command: Command, who: Viewer, now_ms: int) -> e.Decision:
    """What follows from a command of this topic."""
    if command.whom and command.whom not in home.actions:
        return Refusal("unknown_item", "whom")
    match command:
        case c.SetAddress():
            return _set_address(home, command)
        case c.SetMail():
            # Only who gets the mail says whether it comes: the regievoerder takes an address away, but brings none back.
            if command.whom != who.action_id:
                return Refusal("not_yours", "whom")
            was = home.contacts.get(command.whom, Contact())
            if not was.address or was.stopped is not command.wanted:
                return ()
            if command.wanted and was.rev >= MAX_CHANGES_OF_MIND:
                return Refusal("too_many")
            return (e.ContactSet(command.whom, replace(was, stopped=not command.wanted, rev=was.rev + 1)),)
        case c.AskMail():
            return _ask_mail(home, command, now_ms)
        case c.IntendMail():
            return _intend(home, command, now_ms)
        case c.SettleMail():
            return _settle(home, command, now_ms)
        case _:
            assert_never(command)


def reduce(home: _Home, event: Event) -> _Home:
    """The case or the strategy after a fact of this topic."""
    if isinstance(event, e.ContactSet):
        return _with(home, contacts={**home.contacts, event.whom: event.contact})
    mail = event.mail
    home = _with(home, mails={**home.mails, mail_key(mail.whom, mail.kind): mail})
    action = home.actions.get(mail.whom)
    if not event.key_hash or action is None or action.link is None:
        return home
    mailed = (*action.link.mailed, event.key_hash)[-MAX_MAILED_KEYS:]
    feeds = (*action.link.mailed_feeds, event.feed_hash)[-MAX_MAILED_KEYS:]
    linked = replace(action, link=replace(action.link, mailed=mailed, mailed_feeds=feeds))
    return _with(home, actions={**home.actions, action.id: linked})


def _with(home: _Home, **changed: object) -> _Home:
    holding: Any = home
    after: _Home = replace(holding, **changed)
    return after


def _set_address(home: HasHolders, command: c.SetAddress) -> e.Decision:
    was = home.contacts.get(command.whom, Contact())
    holder = home.actions[command.whom].plan.holder if command.whom else ""
    address = command.address.strip()
    if (address, holder) == (was.address, was.holder):
        return ()
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "address")
    if address and not is_address(address):
        return Refusal("invalid", "address")
    # Whoever wanted no more mail is not asked again by filling in the same address.
    stopped = was.stopped and address.casefold() == was.address.casefold()
    return (e.ContactSet(command.whom, Contact(address, holder, stopped, was.rev + 1)),)


def _ask_mail(home: HasHolders, command: c.AskMail, now_ms: int) -> e.Decision:
    action = home.actions.get(command.whom)
    if action is None:
        return Refusal("unknown_item", "whom")
    if action.link is None or not action.is_open:
        return Refusal("not_now", "whom")
    if not reached(home, command.whom):
        return Refusal("empty", "address")
    last = home.mails.get(mail_key(command.whom, "link"))
    if last is not None and last.state in ("asked", "going", "later") and now_ms - last.at_ms < ASKED_AGAIN_AFTER_MS:
        return ()
    return (e.MailSet(Mail(command.whom, "link", str(now_ms), "asked", now_ms)),)


def _intend(home: HasHolders, command: c.IntendMail, now_ms: int) -> e.Decision:
    wanted = Due(command.whom, command.kind, command.day)
    if wanted not in due_mails(home, command.today, now_ms):
        return Refusal("not_now", "whom")
    last = home.mails.get(mail_key(command.whom, command.kind))
    same = last is not None and last.day == command.day
    tries = last.tries + 1 if last and same else 1
    again = bool(last and same and (last.state == "going" or last.again))
    mail = Mail(command.whom, command.kind, command.day, "going", now_ms, tries, again)
    return (e.MailSet(mail, command.key_hash, command.feed_hash),)


def _settle(home: HasHolders, command: c.SettleMail, now_ms: int) -> e.Decision:
    last = home.mails.get(mail_key(command.whom, command.kind))
    if last is None or last.day != command.day or last.state != "going" or last.tries != command.tries:
        return ()
    outcome = command.outcome
    if outcome == "later" and last.tries > len(RETRY_AFTER_MS):
        outcome = "refused"
    retry_at_ms = now_ms + RETRY_AFTER_MS[last.tries - 1] if outcome == "later" else 0
    return (e.MailSet(replace(last, state=outcome, at_ms=now_ms, retry_at_ms=retry_at_ms)),)
