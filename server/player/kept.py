# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether everything that people put in is where it belongs in the end: the outcome, as who holds a link reads it."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from server.player.browser import Browser
from server.player.person import PlayError
from sessions.afterwards.outcome_lines import Outcome, TableOutcome
from sessions.cases import case as k
from sessions.material.framework import Framework


class KeptSummary(Struct, frozen=True):
    """What the outcome holds. `set_aside` and `research` are pairs of a value and the reason; `parked` of a point and how it
    ended.
    """

    set_aside: list[tuple[str, str]]
    research: list[tuple[str, str, str]]
    actions_by_priority: list[str]
    wider: list[str]
    tensions: int
    checklist: int
    answers: list[str]
    parked: list[tuple[str, str]]
    dropped: list[tuple[str, str]]
    reflections: list[str]
    joint_actions: list[str]
    accent_answers: int
    case_changes: int


async def verify_outcome(crew: Browser, session_id: str, case: k.Case, framework: Framework) -> KeptSummary:
    """Fetch the outcome as facilitator or scribe and compare it with the case.

    Raises PlayError for the first thing that is missing or different.
    """
    answer = await crew.get(f"/uitkomst/{session_id}.json")
    if answer.status != 200:
        raise PlayError(f"The outcome was not served: status {answer.status}.")
    outcome = msgspec.json.decode(answer.body, type=Outcome)
    kept = _summed_up(outcome)
    for what, found, wanted in _compared(outcome, kept, case):
        if found != wanted:
            raise PlayError(f"The {what} in the outcome are not those of the case: {found}.")
    for plan in case.tables:
        here = [table for table in outcome.tables if plan.foundation in table.foundations and table.number <= 1]
        for what, lost in _lost(plan, here, case, framework):
            raise PlayError(f"The outcome of the table {plan.foundation} misses {what}: {lost}.")
    return kept


def _compared(outcome: Outcome, kept: KeptSummary, case: k.Case) -> Iterator[tuple[str, object, object]]:
    """What the whole room put in: what was found, and what the case says."""
    yield "labels", case.label in outcome.case_text, True
    form = k.form_after(case.form, case.additions)
    yield "case", outcome.case, form
    # What was put in at the opening is completed in the lobby; only the step of the case may change it afterwards.
    yield "changes of the case in a step", any(change.step for change in outcome.case_changes), bool(case.additions)
    yield (
        "parked points",
        sorted((point.text, point.outcome, point.forwarded_to) for point in outcome.parked),
        sorted((point.text, point.outcome, point.forwarded_to) for point in case.parked),
    )
    yield "answers", kept.answers, [answer.text for answer in case.answers]
    yield "tensions", kept.tensions, len(case.poster.tensions)
    yield "checklist answers", kept.checklist, len(case.poster.checklist)
    yield "ordered actions", kept.actions_by_priority, [action.action for action in case.poster.actions]
    yield "values left out", {gone.reason for gone in case.poster.left_out} - {reason for _, reason in kept.dropped}, set()
    seen = sorted(line.text for line in outcome.observations or ())
    yield "observations", seen, sorted(observation.text for observation in case.observations)
    room = [(line.role, line.why) for line in outcome.room_accent_answers]
    yield "accent answers of the room", room, [(answer.role, answer.why) for answer in case.accent_answers]
    yield "accent values", [line.meaning for line in outcome.accents], [accent.meaning for accent in case.accents]


def _lost(plan: k.Table, tables: list[TableOutcome], case: k.Case, framework: Framework) -> Iterator[tuple[str, str]]:
    """What the case says that a table delivers and that none of these holds. Where foundations share a table, reasons stand
    together.
    """

    def name(value_id: str) -> str:
        value = framework.value(value_id)
        return value.name.in_(case.language) if value else value_id

    chosen = [(choice.name, choice.reason) for table in tables for choice in table.chosen_values]
    aside = [(choice.name, choice.reason) for table in tables for choice in table.set_aside_values]
    for what, weighed, found in (("a chosen value", plan.chosen, chosen), ("a value set aside", plan.set_aside, aside)):
        for entry in weighed:
            wanted = entry.other or name(entry.value_id)
            if not any(found_name == wanted and entry.reason in reason for found_name, reason in found):
                yield what, wanted
    actions = {choice.name for table in tables for choice in table.chosen_actions}
    yield from (("a chosen action", action.action) for action in plan.actions if action.action not in actions)
    joint = [
        (line.action, line.actor, line.consideration, len(line.measures)) for table in tables for line in table.joint_actions
    ]
    for action in plan.joint_actions:
        if (action.action, action.actor, action.consideration, len(action.measures)) not in joint:
            yield "a joint action", action.action
    research = {value.id: name(value.value) for value in case.research}
    judged = [(line.value, line.verdict, line.reason) for table in tables for line in table.research]
    for verdict in plan.verdicts:
        if (research[verdict.research], verdict.verdict, verdict.reason) not in judged:
            yield "a value from research", verdict.research
    whys = " ".join(line.why for table in tables for line in table.accent_answers)
    yield from (("an accent answer", answer.accent) for answer in plan.accent_answers if answer.why not in whys)


def _summed_up(outcome: Outcome) -> KeptSummary:
    tables = outcome.tables
    return KeptSummary(
        set_aside=[(choice.name, choice.reason) for table in tables for choice in table.set_aside_values],
        research=[(line.value, line.verdict, line.reason) for table in tables for line in table.research],
        actions_by_priority=[action.action for action in outcome.actions] if outcome.by_priority else [],
        wider=[v.name for v in outcome.values if v.wider] + [a.action for a in outcome.actions if a.wider],
        tensions=len(outcome.tensions),
        checklist=sum(line.done for line in outcome.checklist),
        answers=[line.text for line in outcome.answers],
        parked=[(point.text, point.outcome) for point in outcome.parked],
        dropped=[(gone.name, gone.reason) for gone in outcome.dropped],
        reflections=[line.text for line in outcome.reflections],
        joint_actions=[line.action for table in tables for line in table.joint_actions],
        accent_answers=sum(len(table.accent_answers) for table in tables) + len(outcome.room_accent_answers),
        case_changes=len(outcome.case_changes),
    )
