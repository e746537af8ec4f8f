# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Things on the board beside notes and poster: the case, accent values, answers, the parking lot, reflections, and so on.

They all have one life (put, changed, removed, restored, with a revision), so there is one mechanism for them: an `Item` holds a
content. Who may put which content is the table in `item_policy.py`; who sees it is said in `circles.py`.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from sessions.material.framework import FoundationId, ValueRef
from sessions.material.limits import (
    MAX_DOTS,
    MAX_ORIGINS,
    MAX_QUESTIONS,
    MAX_VALUES_PER_ACTION,
    MAX_VERSION,
    CaseField,
    Id,
    LongText,
    OptionalId,
    ShortText,
    Url,
)
from sessions.material.script import NoteKind

Verdict = Literal["chosen", "set_aside"]
AccentRole = Literal["yes", "no", "partly"]
ParkedOutcome = Literal["open", "handled", "forwarded"]
Assessment = Literal["unknown", "done", "planned", "not_needed"]
Proactivity = Literal["", "low", "moderate", "high"]
DataOrigin = Literal["", "none", "own", "others"]
Stage = Literal["", "exploration", "execution", "evaluation"]
STAGES: tuple[Stage, ...] = ("exploration", "execution", "evaluation")
"""Where a project is when a workshop about it is held; empty where nobody said."""
CaseRow = Literal["aim", "description", "goal", "documents", "stage", "technology", "stakeholders", "issues", "questions"]

MeasureIds = Annotated[tuple[Id, ...], Meta(max_length=8)]
NoteIds = Annotated[tuple[Id, ...], Meta(max_length=MAX_ORIGINS)]
Values = Annotated[tuple[ValueRef, ...], Meta(max_length=MAX_VALUES_PER_ACTION)]
QuestionNumber = Annotated[int, Meta(ge=0, le=MAX_QUESTIONS)]


class _Content(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


CASE_ID = "case"
"""The id of the case: there is one."""


class CaseForm(_Content, frozen=True, tag="case"):
    """The project and case description (the handbook's bijlage 4, nine rows), which assessments were done (DOM-27), and for
    CODIO-PaD the classification and the data used. `phase` is where the project is, chosen from a list, and `stage` says it in
    other words. There is one, with the id `case`; every earlier version is kept.
    """

    aim: CaseField = ""
    description: CaseField = ""
    goal: CaseField = ""
    documents: CaseField = ""
    stage: CaseField = ""
    technology: CaseField = ""
    stakeholders: CaseField = ""
    issues: CaseField = ""
    questions: CaseField = ""
    dpia: Assessment = "unknown"
    iama: Assessment = "unknown"
    other_assessment: ShortText = ""
    proactivity: Proactivity = ""
    data_origin: DataOrigin = ""
    data_used: LongText = ""
    phase: Stage = ""


class Plan(_Content, frozen=True, tag="plan"):
    """When and where the workshop is. There is one, with the id `plan`. `date` is ISO 8601 (`2026-12-01`), `time` `09:30`, both
    local time in the Netherlands; `call_url` is the room's video call. `follow_up` is the planned follow-up talk.
    """

    date: Annotated[str, Meta(max_length=10)] = ""
    time: Annotated[str, Meta(max_length=5)] = ""
    place: ShortText = ""
    call_url: Url = ""
    follow_up: ShortText = ""
    approach: CaseField = ""


class TableLink(_Content, frozen=True, tag="table_link"):
    """The video call of one table, for people who take part from elsewhere. The id is `link:<table>`."""

    table_id: Id
    url: Url = ""


class Accent(_Content, frozen=True, tag="accent"):
    """An accent value of the organisation (CODIO Strategie, phase 2), why it was chosen and its administrative meaning.
    `strategy_version` is that of the organisation's strategy which says so, 0 where people of the workshop wrote it.
    """

    value: ValueRef
    reason: LongText = ""
    meaning: LongText = ""
    strategy_version: Annotated[int, Meta(ge=0, le=MAX_VERSION)] = 0


class AccentAnswer(_Content, frozen=True, tag="accent_answer"):
    """Whether an accent value plays a part in this case, and why (DOM-09). An empty `table_id` is the whole room's answer.
    The id is `accent:<accent>:<table>`.
    """

    accent_id: Id
    table_id: OptionalId
    role: AccentRole
    why: LongText = ""


class ResearchValue(_Content, frozen=True, tag="research_value"):
    """A value from research that the organiser brings. Seen once the script lays them on the tables, never before (DOM-23)."""

    foundation: FoundationId
    value: ValueRef
    text: LongText = ""
    source: ShortText = ""


class ResearchVerdict(_Content, frozen=True, tag="research_verdict"):
    """What a table does with a value from research: choose it, or set it aside with the reason. The id is
    `verdict:<research>:<table>`.
    """

    research_id: Id
    table_id: Id
    verdict: Verdict
    reason: LongText = ""


class JointAction(_Content, frozen=True, tag="joint_action"):
    """An action that a table words together, with what was weighed. `measures` are ids of categories or mechanisms."""

    table_id: Id
    action: LongText
    actor: ShortText = ""
    values: Values = ()
    measures: MeasureIds = ()
    consideration: LongText = ""
    origins: NoteIds = ()


class Parked(_Content, frozen=True, tag="parked"):
    """A point on the parking lot; in the end `handled`, or `forwarded` to somebody (DOM-16)."""

    text: LongText
    outcome: ParkedOutcome = "open"
    forwarded_to: ShortText = ""


class Observation(_Content, frozen=True, tag="observation"):
    """What the scribe notes at a step. Facilitator and scribe see it."""

    leaf_id: Id
    text: LongText


class Reflection(_Content, frozen=True, tag="reflection"):
    """A person's own answer to a question of the reflection; only its author sees it until he shares it. There is one per
    person and question; its id is any, because a shared one must not say whose it is.
    """

    question: QuestionNumber
    text: LongText
    shared: bool = False


class StepAnswer(_Content, frozen=True, tag="step_answer"):
    """The room's answer to a question of a step that keeps one (step 4a). The id is `answer:<step>:<question>`."""

    step_id: Id
    question: QuestionNumber
    text: LongText


class Tick(_Content, frozen=True, tag="tick"):
    """A question that was asked, or a preparation that was done. The id is `tick:<step>:<number>`; `prepare` stands for the
    preparation. Facilitator and scribe see it.
    """

    step_id: Id
    question: QuestionNumber
    done: bool


class Dots(_Content, frozen=True, tag="dots"):
    """One person's dots on a table's notes. Hidden until everybody at the table has placed theirs. The id is
    `dots:<table>:<kind>:<person>`.
    """

    table_id: Id
    kind: NoteKind
    note_ids: Annotated[tuple[Id, ...], Meta(max_length=MAX_DOTS)] = ()


class DotsShown(_Content, frozen=True, tag="dots_shown"):
    """A table, or the facilitator, turns the dots over before everybody has placed them. The id is `shown:<table>:<kind>`."""

    table_id: Id
    kind: NoteKind


class FollowUp(_Content, frozen=True, tag="follow_up"):
    """What is agreed for afterwards (the checklist step): when people meet again and with whom, what is kept for that time,
    and who is the regievoerder: who watches over all actions and tells the others. There is one, with the id `follow_up`.
    """

    appointment: ShortText = ""
    with_whom: ShortText = ""
    next_time: LongText = ""
    coordinator: ShortText = ""


class Help(_Content, frozen=True, tag="help"):
    """A table asks the facilitator to come. The id is `help:<table>`; removing it takes the signal away."""

    table_id: Id
    text: ShortText = ""


ItemContent = (
    CaseForm
    | Plan
    | TableLink
    | Accent
    | AccentAnswer
    | ResearchValue
    | ResearchVerdict
    | JointAction
    | Parked
    | Observation
    | Reflection
    | StepAnswer
    | Tick
    | Dots
    | DotsShown
    | FollowUp
    | Help
)


CaseAuthor = Literal["", "project_leader"]
"""Who made a version of the case; empty is whoever runs the workshop."""


class Item(Struct, frozen=True):
    """One thing. `author` is a participant's id, empty for facilitator and scribe. `table_id` is the table that it belongs to,
    empty for the room's. `run_id` is the run in which it was put, empty in the lobby. Removed ones stay, so that it can be
    undone. `former_rev` is the revision that its author knows from before others saw it, 0 when that no longer counts.
    `withdrawn` is one that went with the values that it was of, and that nobody took away.
    """

    id: str
    content: ItemContent
    author: str = ""
    table_id: str = ""
    run_id: str = ""
    order: str = ""
    rev: int = 1
    removed: bool = False
    former_rev: int = 0
    withdrawn: bool = False


class CaseVersion(Struct, frozen=True):
    """A version of the case as it was, from when, in which leaf it was made (empty before the workshop began), and by whom."""

    version: int
    form: CaseForm
    at_ms: int
    leaf_id: str
    by: CaseAuthor = ""
