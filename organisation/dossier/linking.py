# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions that belong to each other: one of the project that the organisation takes up too, and one that a later workshop told
once more. Both can be undone, and nothing that was told of either is lost.
"""

from itertools import chain, count

from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import events as e
from organisation.dossier.bounds import MAX_ACTIONS
from organisation.dossier.state import Dossier, LivingAction
from sessions.model.codes import Refusal

Command = c.LiftAction | c.LowerAction | c.JoinAction | c.PartAction
_LIFTED = ".org"
"""Ends the id of what an action is at the level of the organisation."""


def decide(dossier: Dossier, command: Command) -> e.Decision:
    """What follows from a command of this topic."""
    action = dossier.actions.get(command.action_id)
    if action is None:
        return Refusal("unknown_item", "action_id")
    done = _is_done(action, command)
    if done or command.base_rev != action.rev:
        return () if done else Refusal("stale_rev", "action")
    match command:
        case c.LiftAction():
            return _lift(dossier, action)
        case c.LowerAction():
            return _lower(dossier, action)
        case c.JoinAction():
            return _join(dossier, action, command.into_id)
        case c.PartAction():
            # What the organisation let go again is taken up by lifting, so that both know each other.
            return Refusal("invalid", "action_id") if action.lifted_from else (_put(replace(action, same_as="")),)


def told_again(dossier: Dossier, action: LivingAction) -> tuple[LivingAction, ...]:
    """What later workshops said of this action."""
    return tuple(other for other in dossier.actions.values() if other.same_as == action.id)


def may_be_lifted(action: LivingAction) -> bool:
    """Whether it is one of the project that the organisation can take up."""
    return action.plan.level != "organisation" and not action.lifted_to and not action.lifted_from and not action.same_as


def may_be_joined(dossier: Dossier, action: LivingAction) -> bool:
    """Whether it can be another one told once more: it is of no other level, and nothing was told again of itself."""
    return not (action.same_as or action.lifted_to or action.lifted_from or told_again(dossier, action))


def _is_done(action: LivingAction, command: Command) -> bool:
    match command:
        case c.LiftAction():
            return bool(action.lifted_to)
        case c.LowerAction():
            return not action.lifted_to
        case c.JoinAction():
            return action.same_as == command.into_id
        case c.PartAction():
            return not action.same_as


def _lift(dossier: Dossier, action: LivingAction) -> e.Decision:
    if not may_be_lifted(action):
        return Refusal("invalid", "level")
    known = next((each for each in dossier.actions.values() if each.lifted_from == action.id), None)
    if known is not None:
        # It was there before: with its own holder and all that was told of it.
        return (_put(replace(action, lifted_to=known.id)), _put(replace(known, same_as="")))
    if len(dossier.actions) >= MAX_ACTIONS:
        return Refusal("too_many")
    free = (f"{action.id}{_LIFTED}{more}" for more in chain(("",), (f"-{number}" for number in count(2))))
    raised = LivingAction(
        id=next(each for each in free if each not in dossier.actions),
        plan=replace(action.plan, level="organisation", holder="", monitor=""),
        foundation=action.foundation,
        lifted_from=action.id,
        rev=0,
    )
    return (_put(replace(action, lifted_to=raised.id)), _put(raised))


def _lower(dossier: Dossier, action: LivingAction) -> e.Decision:
    raised = dossier.actions[action.lifted_to]
    return (_put(replace(action, lifted_to="")), _put(replace(raised, same_as=action.id)), *_without_link(raised))


def _join(dossier: Dossier, action: LivingAction, into_id: str) -> e.Decision:
    into = dossier.actions.get(into_id)
    if into is None or into.same_as or into.id == action.id:
        return Refusal("unknown_item", "into_id")
    if not may_be_joined(dossier, action):
        return Refusal("invalid", "into_id")
    return (_put(replace(action, same_as=into.id)), *_without_link(action))


def _without_link(action: LivingAction) -> tuple[e.Event, ...]:
    """Whoever held it hears of the other one: two links to tell of one action would be one too many."""
    return (e.HolderLinkSet(action.id, None),) if action.link else ()


def _put(action: LivingAction) -> e.ActionPut:
    return e.ActionPut(replace(action, rev=action.rev + 1).bare)
