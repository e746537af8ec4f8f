# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened: complete facts without permission questions, in the past tense. They are the log; change them by adding fields
with defaults. A shape that must change otherwise gets a new tag, and the old one is read as it was (tests/golden/ holds old logs
that must replay).
"""

from typing import Any

import msgspec
from msgspec import Struct

from sessions.material.framework import FoundationId, Framework
from sessions.material.measures import NO_MEASURES, MeasureSet
from sessions.material.perspectives import Perspective
from sessions.material.script import NoteKind, Script
from sessions.material.text import Language
from sessions.model.codes import Refusal
from sessions.model.former import Former
from sessions.model.items import CaseAuthor, Item
from sessions.model.poster_entries import PosterEntry
from sessions.model.state import (
    ChecklistAnswer,
    Choice,
    Circle,
    Content,
    Keys,
    Note,
    Participant,
    Pitch,
    ProjectDecision,
    Run,
    RunningPlan,
    Seating,
    Session,
    Showing,
    Snapshot,
    Spotlight,
    Table,
    Timer,
)
from sessions.wire.sharing import with_shared


class _Event(Struct, frozen=True, tag_field="type"):
    pass


class WorkshopOpened(_Event, frozen=True, tag="workshop_opened"):
    """The opening; the session keeps its own copy of script, framework and perspectives, and of what a case told it."""

    session_id: str
    code: str
    title: str
    organisation: str
    case_text: str
    language: Language
    script: Script
    framework: Framework
    keys: Keys
    at_ms: int
    minute_ms: int = 60_000
    measures: MeasureSet = NO_MEASURES
    rehearsal: bool = False
    perspectives: tuple[Perspective, ...] = ()
    former: Former | None = None
    status_key: str = ""
    organisation_id: str = ""
    accents_left: tuple[str, ...] = ()


class PersonJoined(_Event, frozen=True, tag="person_joined"):
    """Somebody joined, at a table."""

    person: Participant


class ProfileChanged(_Event, frozen=True, tag="profile_changed"):
    """Another pseudonym or perspective."""

    participant_id: str
    name: str
    perspective: str


class TablesDivided(_Event, frozen=True, tag="tables_divided"):
    """All tables, and the seat of every person."""

    tables: tuple[Table, ...]
    seats: dict[str, str]


class TablesPrepared(_Event, frozen=True, tag="tables_prepared"):
    """The tables were chosen, or their number follows the people again."""

    seating: Seating


class TablesFrozen(_Event, frozen=True, tag="tables_frozen"):
    """From now on late joiners go to the smallest table and nobody is divided anew."""


class PersonMoved(_Event, frozen=True, tag="person_moved"):
    """The facilitator gave somebody another table."""

    participant_id: str
    table_id: str


class NotePlaced(Struct, frozen=True):
    """The place that a hidden note got when it opened, and its revision from then on (0 in older logs: as it was)."""

    note_id: str
    order: str
    stack_id: str
    rev: int = 0


class ItemOpened(Struct, frozen=True):
    """A thing that opened with the silence, and its revision from then on."""

    item_id: str
    rev: int


class AwayMarked(_Event, frozen=True, tag="away_marked"):
    """Somebody is not there (any more), or is back."""

    participant_id: str
    away: bool


class PeopleRemoved(_Event, frozen=True, tag="people_removed"):
    """People were taken out."""

    participant_ids: tuple[str, ...]


class PeopleRestored(_Event, frozen=True, tag="people_restored"):
    """They are back; `seats` of those whose table is gone."""

    participant_ids: tuple[str, ...]
    seats: dict[str, str]


class PeopleForgotten(_Event, frozen=True, tag="people_forgotten"):
    """Of people who were removed and left nothing, nothing is kept any more."""

    participant_ids: tuple[str, ...]


class DoorSet(_Event, frozen=True, tag="door_set"):
    """Nobody new may come in from now on, or again everybody with the code."""

    shut: bool


class CodeChanged(_Event, frozen=True, tag="code_changed"):
    """The workshop has another join code."""

    code: str


class RunStarted(_Event, frozen=True, tag="run_started"):
    """A leaf was entered."""

    run: Run


class RunsOpened(_Event, frozen=True, tag="runs_opened"):
    """The notes of these runs are now in a wider circle."""

    run_ids: tuple[str, ...]
    to: Circle


class SilenceEnded(_Event, frozen=True, tag="silence_ended"):
    """The only thing that opens a silent run: its notes are now their tables', and what was parked in it the room's."""

    run_id: str
    version: int
    placed: tuple[NotePlaced, ...]
    items: tuple[ItemOpened, ...] = ()


class TimerSet(_Event, frozen=True, tag="timer_set"):
    """The timer of a run was started, lengthened, shortened, paused or resumed. More time answers everybody who asked."""

    run_id: str
    timer: Timer
    answered: bool = False


class ReadySaid(_Event, frozen=True, tag="ready_said"):
    """Somebody said to be ready, or not any more."""

    run_id: str
    participant_id: str
    ready: bool


class MoreTimeAsked(_Event, frozen=True, tag="more_time_asked"):
    """Somebody asked for more time, or not any more."""

    run_id: str
    participant_id: str
    asking: bool


class NoteAdded(_Event, frozen=True, tag="note_added"):
    """A new note."""

    note: Note


class NoteEdited(_Event, frozen=True, tag="note_edited"):
    """Other words on a note. `former_rev`, here and below, is as in `Note`."""

    note_id: str
    content: Content
    column: FoundationId
    order: str
    stack_id: str
    rev: int
    former_rev: int = 0


class NoteDeleted(_Event, frozen=True, tag="note_deleted"):
    """Taken away by its author."""

    note_id: str
    rev: int
    former_rev: int = 0


class NoteRestored(_Event, frozen=True, tag="note_restored"):
    """Brought back by its author. An empty `order` means: where it was."""

    note_id: str
    rev: int
    former_rev: int = 0
    order: str = ""
    stack_id: str = ""


class NoteMoved(_Event, frozen=True, tag="note_moved"):
    """A new place. `order` is empty while the note is its author's only. With the revision that it had already, a note stands
    where it stood, under another key.
    """

    note_id: str
    column: FoundationId
    order: str
    stack_id: str
    rev: int
    former_rev: int = 0


class NoteChosen(_Event, frozen=True, tag="note_chosen"):
    """The table chose it, set it aside, or took that back."""

    note_id: str
    choice: Choice


class NoteHidden(_Event, frozen=True, tag="note_hidden"):
    """Taken out of sight by the facilitator, or shown again."""

    note_id: str
    hidden: bool


class SpokespersonTaken(_Event, frozen=True, tag="spokesperson_taken"):
    """Somebody speaks for a table; empty is nobody."""

    table_id: str
    kind: NoteKind
    participant_id: str


class SheetMarkedReady(_Event, frozen=True, tag="sheet_marked_ready"):
    """A table is ready to tell, or not any more."""

    table_id: str
    kind: NoteKind
    ready: bool


class PitchStarted(_Event, frozen=True, tag="pitch_started"):
    """A table has its minute."""

    pitch: Pitch


class PitchEnded(_Event, frozen=True, tag="pitch_ended"):
    """The minute is over."""


class PosterEntryPut(_Event, frozen=True, tag="entry_put"):
    """An entry was added, changed, moved, removed or restored: this is it now."""

    entry: PosterEntry


class ChecklistAnswered(_Event, frozen=True, tag="checklist_answered"):
    """An answer to a checklist question."""

    answer: ChecklistAnswer


class ProjectDecided(_Event, frozen=True, tag="project_decided"):
    """The decision on the project."""

    decision: ProjectDecision


class PosterOrdered(_Event, frozen=True, tag="poster_ordered"):
    """Actions stand by priority, by principle, by both, or as they were laid."""

    by_priority: bool
    rev: int
    by_principle: bool = False


class ItemPut(_Event, frozen=True, tag="item_put"):
    """A thing was put, changed, removed or restored: this is it now. `at_ms` and `leaf_id` are kept for versions of the case.
    `by` is who made that version, empty for those who run the workshop.
    """

    item: Item
    at_ms: int
    leaf_id: str
    by: CaseAuthor = ""


class HandRaised(_Event, frozen=True, tag="hand_raised"):
    """Somebody wants to speak, or no longer."""

    participant_id: str
    raised: bool


class FloorGiven(_Event, frozen=True, tag="floor_given"):
    """Somebody speaks now; empty is nobody."""

    participant_id: str


class BroughtHere(_Event, frozen=True, tag="brought_here"):
    """Everybody was brought to something."""

    spotlight: Spotlight


class ScreenShown(_Event, frozen=True, tag="screen_shown"):
    """Something else was put on the screen."""

    showing: Showing


class PlanChanged(_Event, frozen=True, tag="plan_changed"):
    """Other minutes or another order."""

    plan: RunningPlan


class KeysChanged(_Event, frozen=True, tag="keys_changed"):
    """Other secret links."""

    keys: Keys


class TakenIn(_Event, frozen=True, tag="taken_in"):
    """The workshop is an organisation's, or stands alone (empty)."""

    organisation_id: str


class SnapshotTaken(_Event, frozen=True, tag="snapshot_taken"):
    """The poster was fixed."""

    snapshot: Snapshot


class WorkshopClosed(_Event, frozen=True, tag="workshop_closed"):
    """The end."""

    at_ms: int


class WorkshopReopened(_Event, frozen=True, tag="workshop_reopened"):
    """It was not the end after all."""

    at_ms: int


class TitleChanged(_Event, frozen=True, tag="title_changed"):
    """The workshop is called otherwise."""

    title: str
    organisation: str
    rev: int


class ValuesChanged(_Event, frozen=True, tag="values_changed"):
    """Other values were chosen before it began, with which accent values of the strategy are not among them. Items of the values
    of before go, and others come, in facts of their own.
    """

    framework: Framework
    measures: MeasureSet
    accents_left: tuple[str, ...] = ()


class WorkshopRewritten(_Event, frozen=True, tag="workshop_rewritten"):
    """How the log of a closed workshop begins anew: what is true of it without who did what, and its packed time-lapse. It stands
    alone in its log.
    """

    session: Session
    history: str


Event = (
    WorkshopOpened
    | PersonJoined
    | ProfileChanged
    | TablesDivided
    | TablesPrepared
    | TablesFrozen
    | PersonMoved
    | AwayMarked
    | PeopleRemoved
    | PeopleRestored
    | PeopleForgotten
    | DoorSet
    | CodeChanged
    | RunStarted
    | RunsOpened
    | SilenceEnded
    | TimerSet
    | ReadySaid
    | MoreTimeAsked
    | NoteAdded
    | NoteEdited
    | NoteDeleted
    | NoteRestored
    | NoteMoved
    | NoteChosen
    | NoteHidden
    | SpokespersonTaken
    | SheetMarkedReady
    | PitchStarted
    | PitchEnded
    | PosterEntryPut
    | ChecklistAnswered
    | ProjectDecided
    | PosterOrdered
    | ItemPut
    | HandRaised
    | FloorGiven
    | BroughtHere
    | ScreenShown
    | PlanChanged
    | KeysChanged
    | TakenIn
    | SnapshotTaken
    | WorkshopClosed
    | WorkshopReopened
    | TitleChanged
    | ValuesChanged
    | WorkshopRewritten
)
Decision = tuple[Event, ...] | Refusal
"""What follows from a command: events, none when it changes nothing, or a refusal."""


class FlatEntryPut(_Event, frozen=True, tag="poster_entry_put"):
    """How an entry was put in logs of 0.1 and 0.2: its content lay flat among what all entries have. Read, never written."""

    entry: dict[str, Any]

    def nested(self) -> PosterEntry:
        """The entry as it is now. Raises `msgspec.ValidationError` when it is none."""
        shared = {name: self.entry[name] for name in PosterEntry.__struct_fields__ if name in self.entry}
        content = {name: told for name, told in self.entry.items() if name not in shared}
        return msgspec.convert({**shared, "content": content}, PosterEntry)


Stored = Event | FlatEntryPut
"""What a log may hold."""

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(tuple[Stored, ...])


def encode_events(events: tuple[Event, ...]) -> bytes:
    """The events of one command as they stand in the log."""
    return _encoder.encode(events)


def decode_events(payload: bytes) -> tuple[Event, ...]:
    """Read what `encode_events` wrote, now or in an earlier release. Raises `msgspec.DecodeError` for anything else."""
    return tuple(_read(event) for event in _decoder.decode(payload))


def _read(event: Stored) -> Event:
    match event:
        case FlatEntryPut():
            return PosterEntryPut(event.nested())
        case WorkshopOpened() | ValuesChanged():
            return with_shared(event)
        case WorkshopRewritten():
            return msgspec.structs.replace(event, session=with_shared(event.session))
        case _:
            return event
