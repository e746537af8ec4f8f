# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A poster becomes actions that live, and a later version of it changes them: what was agreed in the case meanwhile stays."""

from collections.abc import Iterator, Mapping
from itertools import chain, count

from msgspec.structs import replace

from organisation.dossier.days import is_day
from organisation.dossier.handing_over import HandedAction, HandOver
from organisation.dossier.state import ActionPlan, LivingAction
from sessions.topics.canonical import sha256_hex
from sessions.topics.poster import ActionLine

MAX_NAME_CHARACTERS = 40
"""Of an entry's id in an action's, which holds the workshop's too."""


def actions_after(actions: Mapping[str, LivingAction], told: HandOver) -> dict[str, LivingAction]:
    """The actions that are new or other when a further poster is handed over; those that stay as they are, are left out.

    What the regievoerder changed in the case stays; where nothing was changed the poster's words follow. What the poster has no
    more is marked, not taken away.
    """
    ours = {action.id: action for action in actions.values() if action.workshop_id == told.workshop_id}
    changed: dict[str, LivingAction] = {}
    seen: set[str] = set()
    for index, handed in enumerate(told.actions):
        known = _known(ours, handed, seen)
        action = _new(told, index, handed, {**actions, **changed}) if known is None else _follows(known, handed)
        seen.add(action.id)
        if action != known:
            changed[action.id] = action
    for action in ours.values():
        if action.id not in seen and not action.gone:
            changed[action.id] = replace(action, gone=True, rev=action.rev + 1)
    return changed


def name_again(action_id: str) -> str:
    """How the name of an entry begins that is this action of the case on a later workshop's poster."""
    return f"was-{sha256_hex(action_id)[:16]}"


def plan_of(line: ActionLine) -> ActionPlan:
    """What a poster says of an action, as far as it can be agreed on further."""
    return ActionPlan(
        action=line.action,
        holder=line.holder,
        monitor=line.monitor,
        term=line.term,
        due_day=line.term if is_day(line.term) else "",
        level=line.level,
        needs=line.needs,
        wider=line.wider,
        wider_note=line.wider_note,
    )


def _known(ours: Mapping[str, LivingAction], handed: HandedAction, seen: set[str]) -> LivingAction | None:
    """The action that this one of the poster is: by its id on the board, else by its words."""
    left = [action for action in ours.values() if action.id not in seen]
    by_id = (action for action in left if handed.entry_id and action.entry_id == handed.entry_id)
    by_words = (action for action in left if action.on_poster is not None and action.on_poster.action == handed.line.action)
    return next(by_id, None) or next(by_words, None)


def _new(told: HandOver, index: int, handed: HandedAction, there: Mapping[str, LivingAction]) -> LivingAction:
    name = handed.entry_id if 0 < len(handed.entry_id) <= MAX_NAME_CHARACTERS else f"{told.version}-{index + 1}"
    # Never the id of one that is there: an entry of the board that went to another action comes back as a new one.
    free = (f"{told.workshop_id}.{name}{more}" for more in chain(("",), (f"-{number}" for number in count(2))))
    return LivingAction(
        id=next(each for each in free if each not in there),
        same_as=next(
            (each.id for each in there.values() if not each.same_as and handed.entry_id.startswith(name_again(each.id))), ""
        ),
        plan=plan_of(handed.line),
        foundation=handed.line.foundation,
        on_poster=handed.line,
        workshop_id=told.workshop_id,
        entry_id=handed.entry_id,
    )


def _follows(action: LivingAction, handed: HandedAction) -> LivingAction:
    was = plan_of(action.on_poster) if action.on_poster else action.plan
    now = plan_of(handed.line)
    followed = {field: value for field, value in _changed(was, now) if getattr(action.plan, field) == getattr(was, field)}
    plan = replace(action.plan, **followed)
    told = replace(
        action,
        plan=plan,
        on_poster=handed.line,
        foundation=handed.line.foundation,
        entry_id=handed.entry_id or action.entry_id,
        gone=False,
    )
    return told if told == action else replace(told, rev=action.rev + 1)


def _changed(was: ActionPlan, now: ActionPlan) -> Iterator[tuple[str, object]]:
    for field in ActionPlan.__struct_fields__:
        if getattr(was, field) != getattr(now, field):
            yield field, getattr(now, field)
