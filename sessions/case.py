# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""A worked case as data: a whole fictional workshop that the demo player can act out.

The shipped one is `content/camera.toml`. Its texts are Dutch only: they stand for what people type in a session.
"""

from typing import Literal

import msgspec
from msgspec import Struct

from sessions.framework import FoundationId, Framework
from sessions.script import Script

Level = Literal["project", "organisation", "other_level"]
Outcome = Literal["go", "go_adapted", "stop", "open"]


class OtherValue(Struct, frozen=True, forbid_unknown_fields=True):
    """A value of one's own ("andere waarde, namelijk…"), under one of the six principles."""

    principle: str
    name: str


class ValueNote(Struct, frozen=True, forbid_unknown_fields=True):
    """A value note. Exactly one of `value` (an id of the framework) and `other` is given."""

    why: str
    value: str | None = None
    other: OtherValue | None = None


class ActionNote(Struct, frozen=True, forbid_unknown_fields=True):
    """An action note: what, which role or team does it, and the ids of the values that it is for."""

    action: str
    actor: str
    values: tuple[str, ...]


class Participant(Struct, frozen=True, forbid_unknown_fields=True):
    """Someone who takes part. `role` is a function, never a name; `table` is the foundation of the table."""

    id: str
    role: str
    perspective: str
    table: FoundationId
    value_notes: tuple[ValueNote, ...]
    action_notes: tuple[ActionNote, ...]


class Weighed(Struct, frozen=True, forbid_unknown_fields=True):
    """A value that was chosen or set aside, with the reason."""

    value_id: str
    reason: str


class SheetAction(Struct, frozen=True, forbid_unknown_fields=True):
    """An action on the sheet of a table."""

    action: str
    actor: str
    values: tuple[str, ...]


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """What a table delivers: the values chosen and set aside, and the actions chosen. `speaker` is a participant's id."""

    foundation: FoundationId
    speaker: str
    chosen: tuple[Weighed, ...]
    set_aside: tuple[Weighed, ...]
    actions: tuple[SheetAction, ...]


class PosterValue(Struct, frozen=True, forbid_unknown_fields=True):
    """A value on the poster, and what it means in this case."""

    value_id: str
    meaning: str


class PosterAction(Struct, frozen=True, forbid_unknown_fields=True):
    """An action on the poster. `holder` and `monitor` are functions; `term` is as people say it ("1 maart")."""

    action: str
    holder: str
    term: str
    monitor: str
    level: Level
    foundation: FoundationId


class Tension(Struct, frozen=True, forbid_unknown_fields=True):
    """Two values that clash: how, whom it touches, the choice with its reason, and who decides."""

    value_a: str
    value_b: str
    clash: str
    affected: str
    choice: str
    reason: str
    decides: str


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """Whether the project goes on. Stopping is an allowed outcome."""

    outcome: Outcome
    reason: str


class Poster(Struct, frozen=True, forbid_unknown_fields=True):
    """The shared end result. `left_out` is what a table chose but the whole group did not; `checklist` is by item id."""

    values: tuple[PosterValue, ...]
    left_out: tuple[Weighed, ...]
    actions: tuple[PosterAction, ...]
    tensions: tuple[Tension, ...]
    checklist: dict[str, str]
    decision: Decision


class Parked(Struct, frozen=True, forbid_unknown_fields=True):
    """A point for the parking lot, with what was done with it in the end."""

    text: str
    outcome: str


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole worked case. `script` and `framework` are the ids of the content that it is played with."""

    id: str
    version: int
    source: str
    script: str
    framework: str
    organisation: str
    title: str
    text: str
    participants: tuple[Participant, ...]
    tables: tuple[Table, ...]
    parked: tuple[Parked, ...]
    poster: Poster


def parse_case(toml_text: str) -> Case:
    """Read a case from TOML. Raises `msgspec.ValidationError` when a field is wrong or missing, or a reference goes nowhere.

    Ids of values and principles are not looked up here: call `check_case` next.
    """
    case = msgspec.toml.decode(toml_text, type=Case)
    people = {participant.id: participant for participant in case.participants}
    if len(people) != len(case.participants):
        raise msgspec.ValidationError("two participants have the same id")
    for participant in case.participants:
        for note in participant.value_notes:
            if (note.value is None) == (note.other is None):
                raise msgspec.ValidationError(
                    f"participant {participant.id}: a note has a value or another value, one of the two"
                )
    for table in case.tables:
        speaker = people.get(table.speaker)
        if speaker is None or speaker.table != table.foundation:
            raise msgspec.ValidationError(f"table {table.foundation}: its speaker does not sit there")
    return case


def check_case(case: Case, framework: Framework, script: Script) -> None:
    """Raise `msgspec.ValidationError` when the case names a value, principle or checklist item that does not exist."""
    for value_id in sorted(_value_ids(case)):
        if framework.value(value_id) is None:
            raise msgspec.ValidationError(f"case {case.id}: {value_id} is not a value of {framework.id}")
    for participant in case.participants:
        for note in participant.value_notes:
            if note.other and framework.principle(note.other.principle) is None:
                raise msgspec.ValidationError(f"case {case.id}: {note.other.principle} is not a principle of {framework.id}")
    for item_id in case.poster.checklist:
        if item_id not in {item.id for item in script.checklist}:
            raise msgspec.ValidationError(f"case {case.id}: {item_id} is not on the checklist of {script.id}")


def _value_ids(case: Case) -> set[str]:
    found = {value.value_id for value in case.poster.values} | {weighed.value_id for weighed in case.poster.left_out}
    for tension in case.poster.tensions:
        found |= {tension.value_a, tension.value_b}
    for table in case.tables:
        found |= {entry.value_id for entry in (*table.chosen, *table.set_aside)}
        found |= {value_id for action in table.actions for value_id in action.values}
    for participant in case.participants:
        found |= {note.value for note in participant.value_notes if note.value}
        found |= {value_id for action in participant.action_notes for value_id in action.values}
    return found
