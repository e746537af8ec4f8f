# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether everything that people put in is where it belongs in the end: the outcome, as who holds a link reads it."""

import msgspec
from msgspec import Struct

from server.player.browser import Browser
from server.player.person import PlayError
from sessions import case as k
from sessions.outcome_lines import Outcome


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


async def verify_outcome(browser: Browser, session_id: str, case: k.Case) -> KeptSummary:
    """Fetch the outcome and compare it with the case. Raises PlayError for the first thing that is missing or different."""
    answer = await browser.get(f"/uitkomst/{session_id}.json")
    if answer.status != 200:
        raise PlayError(f"The outcome was not served: status {answer.status}.")
    outcome = msgspec.json.decode(answer.body, type=Outcome)
    kept = _summed_up(outcome)
    for what, found, wanted in (
        ("parked points", sorted(kept.parked), sorted((p.text, p.outcome) for p in case.parked)),
        ("answers", kept.answers, [answer.text for answer in case.answers]),
        ("tensions", kept.tensions, len(case.poster.tensions)),
        ("checklist answers", kept.checklist, len(case.poster.checklist)),
        ("ordered actions", kept.actions_by_priority, [action.action for action in case.poster.actions]),
    ):
        if found != wanted:
            raise PlayError(f"The {what} in the outcome are not those of the case: {found}.")
    return kept


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
