# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan of a workshop that runs: minutes and order of what is still to come. The script itself stays as it began."""

from itertools import groupby
from typing import assert_never

from msgspec.structs import replace

from sessions.material.limits import MAX_BREAKS, MAX_LEAF_MINUTES
from sessions.material.script import Leaf, Script, find_leaf, is_break, leaves
from sessions.model.codes import Refusal
from sessions.model.state import PlannedLeaf, RunningPlan, Session
from sessions.wire import commands as c
from sessions.wire import events as e

Command = c.ChangePlan | c.FitPlan
Event = e.PlanChanged


def plan_of(script: Script) -> RunningPlan:
    """The plan as the script has it."""
    return RunningPlan(tuple(PlannedLeaf(leaf.id, leaf.minutes) for leaf in leaves(script)))


def planned_minutes(session: Session, leaf_id: str) -> int:
    """The minutes of a leaf in this workshop; 0 for one that it does not have."""
    return next((planned.minutes for planned in session.plan.leaves if planned.leaf_id == leaf_id), 0)


def planned_leaves(session: Session) -> tuple[Leaf, ...]:
    """All leaves in the order and with the minutes of this workshop."""
    found = ((planned, find_leaf(session.script, planned.leaf_id)) for planned in session.plan.leaves)
    return tuple(replace(leaf, minutes=planned.minutes) for planned, leaf in found if leaf is not None)


def timetable(session: Session, begins_ms: int, now_ms: int) -> dict[str, tuple[int, int]]:
    """When each leaf begins and ends as things stand, in milliseconds: what was entered as it was, what comes one after another
    from now on, or from `begins_ms` while nothing was. A leaf that was passed over has no time.
    """
    runs = list(session.runs.values())
    ends = [run.started_at_ms for run in runs[1:]]
    at_ms = now_ms + _left_ms(session, now_ms) if runs else begins_ms
    found = {run.leaf_id: (run.started_at_ms, end_ms) for run, end_ms in zip(runs, (*ends, at_ms), strict=False)}
    order = [planned.leaf_id for planned in session.plan.leaves]
    here = order.index(runs[-1].leaf_id) if runs and runs[-1].leaf_id in order else -1
    for planned in session.plan.leaves[here + 1 :]:
        if planned.leaf_id not in found:
            found[planned.leaf_id] = (at_ms, at_ms + planned.minutes * session.minute_ms)
            at_ms = found[planned.leaf_id][1]
    return found


def decide(session: Session, command: Command, now_ms: int) -> e.Decision:
    """What follows from a command about the plan. The policy table has been asked already."""
    if command.base_rev != session.plan.rev:
        return Refusal("stale_rev")
    match command:
        case c.ChangePlan():
            planned = command.leaves
        case c.FitPlan():
            fitted = _fitted(session, command.ends_at_ms, now_ms)
            if fitted is None:
                return Refusal("bad_plan", "ends_at_ms")
            planned = fitted
        case _:
            assert_never(command)
    if planned == session.plan.leaves:
        return ()
    wrong = _wrong(session, planned)
    return wrong or (e.PlanChanged(RunningPlan(planned, session.plan.rev + 1)),)


def reduce(session: Session, event: Event) -> Session:
    """The session with another plan."""
    return replace(session, plan=event.plan)


def _wrong(session: Session, all_planned: tuple[PlannedLeaf, ...]) -> Refusal | None:
    """Every leaf once, steps whole and in their own order, breaks anywhere that comes, and what is over as it was: all up to the
    step that is on, passed over or not, and what was entered behind it.
    """
    known = {leaf.id: leaf for leaf in leaves(session.script)}
    planned = [p for p in all_planned if not is_break(p.leaf_id)]
    if sorted(p.leaf_id for p in planned) != sorted(known) or not _breaks_fit(all_planned):
        return Refusal("bad_plan", "leaves")
    steps = [list(group) for _, group in groupby(planned, key=lambda p: known[p.leaf_id].step_id)]
    if len(steps) != len({leaf.step_id for leaf in known.values()}):
        return Refusal("bad_plan", "leaves")
    place = {leaf_id: n for n, leaf_id in enumerate(known)}
    if any([place[p.leaf_id] for p in step] != sorted(place[p.leaf_id] for p in step) for step in steps):
        return Refusal("bad_plan", "leaves")
    over, stored, entered = _over(session), session.plan.leaves, {run.leaf_id for run in session.runs.values()}
    if all_planned[:over] != stored[:over]:
        return Refusal("bad_plan", "leaves")
    if [p for p in all_planned if p.leaf_id in entered] != [p for p in stored if p.leaf_id in entered]:
        return Refusal("bad_plan", "leaves")
    return None


def _over(session: Session) -> int:
    """How many leaves of the plan are over, or on."""
    run = session.run()
    ids = [planned.leaf_id for planned in session.plan.leaves]
    return ids.index(run.leaf_id) + 1 if run is not None and run.leaf_id in ids else 0


def _breaks_fit(planned: tuple[PlannedLeaf, ...]) -> bool:
    """Each break once and not too many."""
    breaks = [p.leaf_id for p in planned if is_break(p.leaf_id)]
    return len(breaks) <= MAX_BREAKS and len(set(breaks)) == len(breaks)


def _fitted(session: Session, ends_at_ms: int, now_ms: int) -> tuple[PlannedLeaf, ...] | None:
    """The plan with the rest scaled to end at `ends_at_ms`, whole minutes, at least one each; None when that cannot be. A break
    keeps its length.
    """
    entered = {run.leaf_id for run in session.runs.values()}
    coming = [planned for planned in session.plan.leaves[_over(session) :] if planned.leaf_id not in entered]
    rest = [planned for planned in coming if not is_break(planned.leaf_id)]
    total = (ends_at_ms - now_ms - _left_ms(session, now_ms)) // session.minute_ms
    total -= sum(planned.minutes for planned in coming if is_break(planned.leaf_id))
    if not rest or total < len(rest):
        return None
    weights = [planned.minutes for planned in rest]
    minutes = _shares(weights, total)
    by_id = {planned.leaf_id: share for planned, share in zip(rest, minutes, strict=True)}
    return tuple(PlannedLeaf(p.leaf_id, min(MAX_LEAF_MINUTES, by_id.get(p.leaf_id, p.minutes))) for p in session.plan.leaves)


def _left_ms(session: Session, now_ms: int) -> int:
    """What is left of the step that is on now."""
    run = session.run()
    if run is None:
        return 0
    return max(0, run.timer.ends_at_ms - now_ms) if run.timer.state == "running" else run.timer.left_ms


def _shares(weights: list[int], total: int) -> list[int]:
    """`total` whole minutes in proportion to the weights, one at least each: largest remainders first, then the earliest."""
    spare = total - len(weights)
    exact = [weight * spare / sum(weights) for weight in weights]
    shares = [1 + int(part) for part in exact]
    order = sorted(range(len(weights)), key=lambda n: (int(exact[n]) - exact[n], n))
    for n in order[: total - sum(shares)]:
        shares[n] += 1
    return shares
