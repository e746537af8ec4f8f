# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions of the organisation: they live as those of a case do, and know which actions of projects they came from."""

from typing import assert_never

from msgspec.structs import replace

from organisation.dossier import actions, reaching
from organisation.dossier import commands as dc
from organisation.dossier import events as d
from organisation.dossier.contacts import Contact
from organisation.dossier.viewer import COORDINATOR
from organisation.dossier.viewer import Viewer as CaseViewer
from organisation.strategy import commands as c
from organisation.strategy import events as e
from organisation.strategy.bounds import MAX_ORIGINS, MAX_UNLINKED
from organisation.strategy.forgetting import taken_off
from organisation.strategy.material import Material
from organisation.strategy.state import AboutAction, Origin, Strategy
from organisation.strategy.viewer import Viewer
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal

ADDRESS_KEPT_MS = 30 * 24 * 3600 * 1000
"""So long the address of whoever held an action stays after it was done or dropped: he may say that it was not, after all."""

_NOBODY = Refusal("unknown_item", "whom")

Command = c.SetAbout | c.LinkOrigin | c.UnlinkOrigin | c.OfAction
Event = e.AboutSet | e.OfActions


def decide(strategy: Strategy, command: Command, who: Viewer, now_ms: int, material: Material) -> e.Decision:
    """What follows from a command of this topic."""
    if isinstance(command, c.OfAction):
        # Whoever writes the strategy is to its actions what the regievoerder is to those of a case.
        as_in_a_case = CaseViewer("holder", who.action_id) if who.role == "holder" else COORDINATOR
        if isinstance(command, c.OfMail):
            # Of a strategy only holders get mail.
            decision = reaching.decide(strategy, command, as_in_a_case, now_ms) if command.whom else _NOBODY
        else:
            decision = actions.decide(strategy, command, as_in_a_case, now_ms)
        if isinstance(decision, Refusal):
            return decision
        return tuple(event for event in decision if isinstance(event, e.OfActions))
    if command.action_id not in strategy.actions:
        return Refusal("unknown_item", "action_id")
    was = strategy.about.get(command.action_id, AboutAction())
    match command:
        case c.SetAbout():
            return _about(was, command, material)
        case c.LinkOrigin():
            return _link(was, command)
        case c.UnlinkOrigin():
            gone = (command.case_id, command.project_action_id)
            left = tuple(each for each in was.origins if (each.case_id, each.action_id) != gone)
            return _put(command.action_id, replace(was, origins=left)) if left != was.origins else ()
        case _:
            assert_never(command)


def reduce(strategy: Strategy, event: Event) -> Strategy:
    """The strategy after a fact of this topic."""
    if isinstance(event, e.AboutSet):
        unlinked = dict.fromkeys((*strategy.unlinked, *taken_off(strategy, event)))
        about = {**strategy.about, event.action_id: event.about}
        return replace(strategy, about=about, unlinked=tuple(unlinked)[-MAX_UNLINKED:])
    if isinstance(event, d.ContactSet):
        was = strategy.contacts.get(event.whom, Contact()).address
        # What stood there stays in no log: it has to begin anew.
        has_remains = strategy.has_remains or bool(was and was != event.contact.address)
        return reaching.reduce(replace(strategy, has_remains=has_remains), event)
    if isinstance(event, d.MailSet):
        return reaching.reduce(strategy, event)
    if isinstance(event, d.ActionPut | d.ProgressReported | d.ProgressTakenBack | d.HolderLinkSet):
        return actions.reduce(strategy, event)
    assert_never(event)


def addresses_over(strategy: Strategy, now_ms: int) -> tuple[dc.SetAddress, ...]:
    """What takes the addresses away that nobody needs any more: a strategy lives for years, and a case goes with its addresses.
    Of who holds the action no more, and of an action that is over for so long.
    """
    over = []
    for whom, contact in strategy.contacts.items():
        action = strategy.actions[whom]
        is_over = not action.is_open and now_ms - action.told_ms >= ADDRESS_KEPT_MS
        if contact.address and (is_over or contact.holder != action.plan.holder):
            over.append(dc.SetAddress(whom, contact.rev, ""))
    return tuple(over)


def _about(was: AboutAction, command: c.SetAbout, material: Material) -> e.Decision:
    values = tuple(dict.fromkeys(filter(None, map(clean_line, command.values))))
    if (command.category, values) == (was.category, was.values):
        return ()
    if command.category and not material.measures.known(command.category):
        return Refusal("invalid", "category")
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "action")
    return _put(command.action_id, replace(was, category=command.category, values=values))


def _link(was: AboutAction, command: c.LinkOrigin) -> e.Decision:
    origin = Origin(command.case_id, command.project_action_id, clean_line(command.title), clean(command.action))
    if any((each.case_id, each.action_id) == (origin.case_id, origin.action_id) for each in was.origins):
        return ()
    if len(was.origins) >= MAX_ORIGINS:
        return Refusal("too_many", "origin")
    return _put(command.action_id, replace(was, origins=(*was.origins, origin)))


def _put(action_id: str, about: AboutAction) -> e.Decision:
    return (e.AboutSet(action_id, replace(about, rev=about.rev + 1)),)
