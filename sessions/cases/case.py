# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worked case as data: a whole fictional workshop that the demo player can act out.

The shipped ones are `content/camera.toml` and three for CODIO-PaD. Their texts stand for what people type in a session, so each
language has a file of its own: Dutch in `content/`, English in `content/en/`. What a case must hold besides its shape is in
`case_check.py`.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from sessions.material.framework import FoundationId, ValueRef
from sessions.material.limits import Id, LongText, ShortText
from sessions.material.text import Language
from sessions.model.items import AccentRole, CaseForm, CaseRow, ParkedOutcome, Verdict
from sessions.model.poster_entries import ActionFields, Level, TensionFields, ValueFields
from sessions.model.state import Outcome

FormField = CaseRow | Literal["dpia", "iama", "other_assessment", "proactivity", "data_origin", "data_used", "phase"]
_CHOICES = frozenset({"dpia", "iama", "proactivity", "data_origin", "phase"})


class OtherValue(Struct, frozen=True, forbid_unknown_fields=True):
    """A value of one's own ("andere waarde, namelijk…"), under one of the six principles."""

    principle: str
    name: ShortText


class ValueNote(Struct, frozen=True, forbid_unknown_fields=True):
    """A value note. Exactly one of `value` (an id of the framework) and `other` is given."""

    why: LongText
    value: str | None = None
    other: OtherValue | None = None


class ActionNote(Struct, frozen=True, forbid_unknown_fields=True):
    """An action note: what, which role or team does it, and the ids of the values that it is for."""

    action: LongText
    actor: ShortText
    values: tuple[str, ...]


class Reflection(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody takes along; `question` is the place of the question in the step of the reflection, from 0."""

    question: int
    text: LongText
    shared: bool = False


class Participant(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who takes part. `role` is a function, never a name; `table` is the foundation of the table."""

    id: str
    role: str
    perspective: str
    table: FoundationId
    value_notes: tuple[ValueNote, ...]
    action_notes: tuple[ActionNote, ...]
    reflections: tuple[Reflection, ...] = ()


class Weighed(Struct, frozen=True, forbid_unknown_fields=True):
    """A value that was chosen or set aside, and why. Of somebody's own value `other` is the name, and `value_id` is empty."""

    reason: LongText
    value_id: str = ""
    other: ShortText = ""


class SheetAction(Struct, frozen=True, forbid_unknown_fields=True):
    """An action on the sheet of a table: a note as it stands, or one that the table writes."""

    action: LongText
    actor: ShortText
    values: tuple[str, ...]


class JointAction(Struct, frozen=True, forbid_unknown_fields=True):
    """An action as the table words it together, with what it weighed. `measures` are ids of categories or mechanisms."""

    action: LongText
    actor: ShortText
    values: tuple[str, ...]
    measures: tuple[str, ...]
    consideration: LongText


class AccentAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether an accent value (its id) plays a part in the case, and why."""

    accent: str
    role: AccentRole
    why: LongText


class ResearchVerdict(Struct, frozen=True, forbid_unknown_fields=True):
    """What a table does with a value from research (its id). Setting aside has a reason."""

    research: str
    verdict: Verdict
    reason: LongText = ""


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """What a table delivers: the values chosen and set aside, and the actions chosen. `speaker` is a participant's id."""

    foundation: FoundationId
    speaker: str
    chosen: tuple[Weighed, ...]
    set_aside: tuple[Weighed, ...]
    actions: tuple[SheetAction, ...]
    joint_actions: tuple[JointAction, ...] = ()
    accent_answers: tuple[AccentAnswer, ...] = ()
    verdicts: tuple[ResearchVerdict, ...] = ()


class PosterValue(ValueFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value on the poster; a case always tells what it means."""

    value_id: str
    meaning: LongText


class PosterAction(ActionFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An action on the poster; a case always tells who, when and who watches. `holder` and `monitor` are functions; `term` is as
    people say it ("1 maart"). Without `values` it is for those of the notes that it comes from.
    """

    holder: ShortText
    term: ShortText
    monitor: ShortText
    level: Level
    values: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


class Tension(TensionFields, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two values (their ids) that clash; a case tells all of it. `actions` are the numbers, from 1, of the actions on the poster
    that carry the choice out.
    """

    value_a: str
    value_b: str
    actions: tuple[int, ...] = ()


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the project goes on. Stopping is an allowed outcome."""

    outcome: Outcome
    reason: LongText


class Poster(Struct, frozen=True, forbid_unknown_fields=True):
    """The shared end result. `left_out` is what a table chose but the whole group did not; `checklist` is by item id."""

    values: tuple[PosterValue, ...]
    left_out: tuple[Weighed, ...]
    actions: tuple[PosterAction, ...]
    tensions: tuple[Tension, ...]
    checklist: dict[str, LongText]
    decision: Decision


class Parked(Struct, frozen=True, forbid_unknown_fields=True):
    """A point for the parking lot: in which leaf it was parked, and what was done with it in the end."""

    text: LongText
    leaf_id: str
    outcome: ParkedOutcome
    forwarded_to: ShortText = ""


class Accent(Struct, frozen=True, forbid_unknown_fields=True):
    """An accent value of the organisation, why it has it and what it means there. One of `value` and `other` is given."""

    id: Id
    reason: LongText
    meaning: LongText
    value: str | None = None
    other: OtherValue | None = None


class Research(Struct, frozen=True, forbid_unknown_fields=True):
    """A value from research that the organiser brings. In shipped cases it is made up, and `source` says so."""

    id: Id
    foundation: FoundationId
    value: str
    text: LongText
    source: ShortText


class Addition(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody adds when the case is validated. Words are added to those of the field, a choice takes its place."""

    field: FormField
    text: LongText


class StepAnswer(Struct, frozen=True, forbid_unknown_fields=True):
    """The room's answer to a question that is kept; `question` is its place in the step, from 0."""

    step_id: str
    question: int
    text: LongText


class Observation(Struct, frozen=True, forbid_unknown_fields=True):
    """What the scribe notes in a leaf."""

    leaf_id: str
    text: LongText


class Check(Struct, frozen=True, forbid_unknown_fields=True):
    """How an action of the poster (`action` counts from 1) was doing at a check moment (from 1): its status in the case, and the
    answers to the questions that are asked then.
    """

    moment: Annotated[int, Meta(ge=1, le=9)]
    action: Annotated[int, Meta(ge=1, le=99)]
    status: str
    answers: tuple[LongText, ...]
    reason: LongText = ""


class Afterwards(Struct, frozen=True, forbid_unknown_fields=True):
    """What became of it: who watches over the actions and with whom the talk was, what was answered there, the check moments,
    what all participants were told, and rows of the report that were written anew, by their ids.
    """

    coordinator: ShortText
    with_whom: ShortText
    answers: tuple[LongText, ...]
    checks: tuple[Check, ...]
    message: LongText
    report: dict[str, LongText] = {}


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole worked case. `script` and `framework` are the ids of the content that it is played with; `label` says what of it is
    made up, and is shown with it. `language` is that of its texts. `accent_answers` are those of the whole room.
    """

    id: str
    version: int
    source: str
    label: str
    script: str
    framework: str
    organisation: str
    title: str
    text: str
    participants: tuple[Participant, ...]
    tables: tuple[Table, ...]
    parked: tuple[Parked, ...]
    poster: Poster
    form: CaseForm = CaseForm()
    additions: tuple[Addition, ...] = ()
    accents: tuple[Accent, ...] = ()
    accent_answers: tuple[AccentAnswer, ...] = ()
    research: tuple[Research, ...] = ()
    answers: tuple[StepAnswer, ...] = ()
    observations: tuple[Observation, ...] = ()
    language: Language = "nl"
    afterwards: Afterwards | None = None


def value_of(thing: ValueNote | Accent | Research) -> ValueRef:
    """The value that something in a case is about, as commands carry it."""
    if not isinstance(thing, Research) and thing.other is not None:
        return ValueRef(principle_id=thing.other.principle, name=thing.other.name)
    return ValueRef(thing.value or "")


def form_after(form: CaseForm, additions: tuple[Addition, ...]) -> CaseForm:
    """The form with additions. Raises `msgspec.ValidationError` when a choice does not exist or a text gets too long."""
    fields = msgspec.structs.asdict(form)
    for addition in additions:
        before = fields[addition.field]
        fields[addition.field] = addition.text if addition.field in _CHOICES or not before else f"{before}\n{addition.text}"
    return msgspec.convert(fields, CaseForm)


def parse_case(toml_text: str) -> Case:
    """Read a case from TOML. Raises `msgspec.ValidationError` when a field is wrong or missing.

    What it refers to is not looked up here: call `case_check.check_case` next.
    """
    return msgspec.toml.decode(toml_text, type=Case)
