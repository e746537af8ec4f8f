# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shape of an outcome: what `/uitkomst/<id>.json` holds. Names of values, steps and questions are in the workshop's
language.
"""

from typing import Literal, TypeVar

from msgspec import Struct

from sessions.material.credit import Credit
from sessions.material.framework import FoundationId
from sessions.material.limits import FurtherNames
from sessions.material.text import Language
from sessions.model import items as i
from sessions.model.poster_entries import TensionFields
from sessions.topics.poster import ActionLine, AnsweredQuestion, DecisionLine, NamedValue

C = TypeVar("C", bound=i.ItemContent)

SCHEMA_VERSION = 1
"""Raised when a program that reads an outcome would misread it: a key that goes, is named anew, or means something else. A key
that comes does not raise it; who reads an outcome passes over keys that he does not know.
"""


class ChangedRow(Struct, frozen=True):
    """A row of the case form (or a fact under it) before and after."""

    row: str
    before: str
    after: str


class CaseChange(Struct, frozen=True):
    """A version of the case: when it was made, in which step (empty before the workshop), and what it changed."""

    version: int
    at_ms: int
    step: str
    rows: tuple[ChangedRow, ...]


class Choice(Struct, frozen=True):
    """A value or action that a table chose or set aside: its reason, and what people wrote about it on their notes."""

    foundation: FoundationId
    name: str
    reason: str
    said: tuple[str, ...]
    actor: str
    values: tuple[str, ...]


class ResearchLine(Struct, frozen=True):
    """A value from research and what the table did with it."""

    value: str
    text: str
    source: str
    verdict: i.Verdict
    reason: str


class AccentLine(Struct, frozen=True):
    """An accent value of the organisation."""

    value: str
    reason: str
    meaning: str


class AccentAnswerLine(Struct, frozen=True):
    """Whether an accent value plays a part in the case."""

    value: str
    role: i.AccentRole
    why: str


class JointLine(Struct, frozen=True):
    """An action that a table worded together."""

    action: str
    actor: str
    values: tuple[str, ...]
    measures: tuple[str, ...]
    consideration: str


class TableOutcome(Struct, frozen=True):
    """What one table delivered. `number` is 0 when no other table has the same first foundation."""

    foundations: tuple[FoundationId, ...]
    number: int
    chosen_values: tuple[Choice, ...]
    set_aside_values: tuple[Choice, ...]
    research: tuple[ResearchLine, ...]
    accent_answers: tuple[AccentAnswerLine, ...]
    chosen_actions: tuple[Choice, ...]
    set_aside_actions: tuple[Choice, ...]
    joint_actions: tuple[JointLine, ...]

    @property
    def empty(self) -> bool:
        """Whether the table delivered nothing that the room sees."""
        return not any(
            (
                self.chosen_values,
                self.set_aside_values,
                self.research,
                self.accent_answers,
                self.chosen_actions,
                self.set_aside_actions,
                self.joint_actions,
            )
        )


class TensionLine(TensionFields, frozen=True, kw_only=True):
    """Two values or two actions that clash, and the choice; an empty choice is still open. `actions` carry it out; in `further`
    are the values beyond the two.
    """

    between: Literal["values", "actions"]
    one: str
    other: str
    actions: tuple[str, ...]
    further: FurtherNames = ()

    @property
    def sides(self) -> tuple[str, ...]:
        """All that clash."""
        return (self.one, self.other, *self.further)


class KeptAnswer(Struct, frozen=True):
    """The room's answer to a question that keeps one."""

    step: str
    question: str
    text: str


class DroppedLine(Struct, frozen=True):
    """What left the poster with a reason; `into` is the one that it was laid into, empty when it was dropped."""

    name: str
    into: str
    reason: str


class FollowUpLine(Struct, frozen=True):
    """What is agreed for afterwards; `coordinator` is the regievoerder."""

    appointment: str
    with_whom: str
    next_time: str
    coordinator: str


class ParkedPoint(Struct, frozen=True):
    """A point on the parking lot and what became of it."""

    text: str
    outcome: i.ParkedOutcome
    forwarded_to: str


class ReflectionLine(Struct, frozen=True):
    """What somebody chose to share."""

    question: str
    text: str


class ObservationLine(Struct, frozen=True):
    """What the scribe noted at a step."""

    step: str
    text: str


class Outcome(Struct, frozen=True):
    """The whole outcome. `schema_version` says which shape it has; `framework` is whose values these are, `script_credit` after
    which script they were chosen; `follow_up_talk` is the planned talk with the project leader, `follow_up` what the group agreed
    on; `observations` are null for who may not see them; `fixed` is the latest fixed version of the poster, or 0.
    """

    schema_version: int
    title: str
    organisation: str
    script: str
    script_credit: Credit
    framework: Credit
    language: Language
    rehearsal: bool
    closed: bool
    case_text: str
    case: i.CaseForm | None
    case_changes: tuple[CaseChange, ...]
    tables: tuple[TableOutcome, ...]
    accents: tuple[AccentLine, ...]
    room_accent_answers: tuple[AccentAnswerLine, ...]
    values: tuple[NamedValue, ...]
    tensions: tuple[TensionLine, ...]
    actions: tuple[ActionLine, ...]
    by_priority: bool
    checklist: tuple[AnsweredQuestion, ...]
    decision: DecisionLine
    answers: tuple[KeptAnswer, ...]
    parked: tuple[ParkedPoint, ...]
    dropped: tuple[DroppedLine, ...]
    follow_up_talk: str
    follow_up: FollowUpLine | None
    reflections: tuple[ReflectionLine, ...]
    observations: tuple[ObservationLine, ...] | None
    fixed: int
    by_principle: bool = False
