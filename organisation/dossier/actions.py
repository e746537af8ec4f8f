# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Actions that live: what is agreed on them, how they are doing, and the personal link of whoever holds one."""

from typing import Any, Protocol, TypeVar, assert_never

from msgspec.structs import replace

from organisation.dossier import commands as c
from organisation.dossier import events as e
from organisation.dossier.bounds import MAX_ACTIONS, MAX_MOMENTS
from organisation.dossier.days import day_in_the_netherlands, is_day
from organisation.dossier.state import ActionPlan, By, CheckMoment, HolderLink, LivingAction, Standing
from organisation.dossier.viewer import Viewer
from sessions.material.typed import clean, clean_line
from sessions.model.codes import Refusal


class HasActions(Protocol):
    """What actions live in: a case, or the strategy of an organisation. A frozen struct."""

    @property
    def actions(self) -> dict[str, LivingAction]:
        """The actions by their ids."""


_Home = TypeVar("_Home", bound=HasActions)
_OfOne = c.ReportProgress | c.TakeBackProgress | c.MakeHolderLink | c.RevokeHolderLink | c.NoteUse
Command = c.PutAction | _OfOne
Event = e.ActionPut | e.ProgressReported | e.ProgressTakenBack | e.HolderLinkSet

USE_NOTED_EVERY_MS = 24 * 3600 * 1000
"""A holder who looks ten times a day is one line in the log."""

TAKEN_BACK_WITHIN_MS = 3600 * 1000
"""A slip is seen at once; what others read meanwhile is no slip any more."""


def decide(home: HasActions, command: Command, who: Viewer, now_ms: int) -> e.Decision:
    """What follows from a command of this topic."""
    if isinstance(command, c.PutAction):
        return _put_action(home, command)
    action = home.actions.get(command.action_id)
    if action is None or action.same_as:
        return Refusal("unknown_item", "action_id")
    if who.role == "holder" and who.action_id != action.id:
        return Refusal("not_yours", "action_id")
    return _of_action(action, command, who, now_ms)


def reduce(home: _Home, event: Event) -> _Home:
    """What they live in after a fact of this topic."""
    match event:
        case e.ActionPut():
            return agreed(home, event.action)
        case e.ProgressReported():
            action, moment = home.actions[event.action_id], event.moment
            moments = (*action.moments, moment)
            told = replace(action, status=moment.status, reason=moment.reason, check_day=moment.check_day, moments=moments)
            return _with(home, replace(told, rev=action.rev + 1))
        case e.ProgressTakenBack():
            action = home.actions[event.action_id]
            was = action.moments[-1].before or Standing()
            left = replace(action, status=was.status, reason=was.reason, check_day=was.check_day, moments=action.moments[:-1])
            return _with(home, replace(left, rev=action.rev + 1))
        case e.HolderLinkSet():
            return _with(home, replace(home.actions[event.action_id], link=event.link))
        case _:
            assert_never(event)


def agreed(home: _Home, action: LivingAction) -> _Home:
    """All of them with what is agreed on an action now; what was told of it, and its link, stay."""
    known = home.actions.get(action.id)
    return _with(home, known.agreed(action) if known else action)


def _with(home: _Home, action: LivingAction) -> _Home:
    holding: Any = home
    changed: _Home = replace(holding, actions={**home.actions, action.id: action})
    return changed


def _put_action(home: HasActions, command: c.PutAction) -> e.Decision:
    was = home.actions.get(command.action_id)
    plan = _clean_plan(command.plan)
    if not plan.action:
        return Refusal("empty", "action")
    if plan.due_day and not is_day(plan.due_day):
        return Refusal("invalid", "due_day")
    if was is None:
        if command.base_rev != 0:
            return Refusal("unknown_item", "action_id")
        if len(home.actions) >= MAX_ACTIONS:
            return Refusal("too_many")
        return (e.ActionPut(LivingAction(command.action_id, plan)),)
    if was.same_as:
        return Refusal("unknown_item", "action_id")
    if plan == was.plan:
        return ()
    if command.base_rev == 0:
        return Refusal("id_taken", "action_id")
    if command.base_rev != was.rev:
        return Refusal("stale_rev", "action")
    return (e.ActionPut(replace(was, plan=plan, rev=was.rev + 1).bare),)


def _clean_plan(plan: ActionPlan) -> ActionPlan:
    return replace(
        plan,
        action=clean(plan.action),
        holder=clean_line(plan.holder),
        monitor=clean_line(plan.monitor),
        term=clean_line(plan.term),
        needs=clean(plan.needs),
        wider_note=clean(plan.wider_note),
    )


def _of_action(action: LivingAction, command: _OfOne, who: Viewer, now_ms: int) -> e.Decision:
    by: By = "holder" if who.role == "holder" else "coordinator"
    match command:
        case c.ReportProgress():
            return _report(action, command, by, now_ms)
        case c.TakeBackProgress():
            return _take_back(action, command, by, now_ms)
        case c.MakeHolderLink():
            if action.link is not None and action.link.key_hash == command.key_hash:
                return ()
            link = HolderLink(command.key_hash, now_ms, feed_hash=command.feed_hash, holder=action.plan.holder)
            return (e.HolderLinkSet(action.id, link),)
        case c.RevokeHolderLink():
            return (e.HolderLinkSet(action.id, None),) if action.link else ()
        case c.NoteUse():
            if action.link is None or now_ms - action.link.last_used_ms < USE_NOTED_EVERY_MS:
                return ()
            return (e.HolderLinkSet(action.id, replace(action.link, last_used_ms=now_ms)),)


def _report(action: LivingAction, command: c.ReportProgress, by: By, now_ms: int) -> e.Decision:
    if command.base_rev != action.rev:
        return Refusal("stale_rev", "status")
    reason = clean(command.reason)
    if command.status == "dropped" and not reason:
        return Refusal("empty", "reason")
    if command.check_day and not is_day(command.check_day):
        return Refusal("invalid", "check_day")
    is_over = command.check_day < day_in_the_netherlands(now_ms)
    if is_over and command.check_day and command.check_day != action.check_day:
        return Refusal("invalid", "check_day")
    if len(action.moments) >= MAX_MOMENTS:
        return Refusal("too_many")
    # Nobody says again what stood there already, nor why it was stuck when it no longer is; what is typed anew is kept.
    given = (clean(answer) for answer in command.answers)
    answers = tuple("" if answer == was else answer for answer, was in zip(given, action.answers, strict=True))
    reason = reason if command.status in ("stuck", "dropped") or reason != action.reason else ""
    # A day that came stands in the form as it was left: it has been looked at now.
    moment = CheckMoment(now_ms, by, command.status, reason, answers, "" if is_over else command.check_day, action.standing)
    return (e.ProgressReported(action.id, moment),)


def _take_back(action: LivingAction, command: c.TakeBackProgress, by: By, now_ms: int) -> e.Decision:
    if command.base_rev != action.rev:
        return Refusal("stale_rev", "status")
    last = action.moments[-1] if action.moments else None
    if last is None or last.before is None or not 0 <= now_ms - last.at_ms <= TAKEN_BACK_WITHIN_MS:
        return Refusal("not_now", "status")
    return (e.ProgressTakenBack(action.id),) if last.by == by else Refusal("not_yours", "status")
