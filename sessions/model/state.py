# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is true of one workshop. Frozen structs; dicts in them are never changed in place, always copied."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from sessions.material.framework import FOUNDATION_IDS, FoundationId, Framework, ValueRef
from sessions.material.limits import MAX_EXPECTED, MAX_TABLES, Id, LongText, Minutes, Name, ShortText
from sessions.material.measures import MeasureSet
from sessions.material.perspectives import Perspective
from sessions.material.script import Leaf, NoteKind, Script, find_leaf
from sessions.material.text import Language
from sessions.model.former import Former
from sessions.model.items import CaseVersion, Item, Verdict
from sessions.model.poster_entries import PosterEntry

Phase = Literal["lobby", "running", "closed"]
Circle = Literal["author", "table", "room"]
TimerState = Literal["idle", "running", "paused", "ended"]
Outcome = Literal["go", "go_adapted", "stop", "open"]
TargetKind = Literal["note", "poster", "item", "block"]
ShownStage = Literal["step", "lobby", "clock", "case", "framework", "table", "values", "actions", "poster", "checklist", "parked"]
"""What the facilitator can put on the screen; "step" is whatever the step shows."""


OPENED_REV = 100_000
"""The revision of all that opens: the next multiple of this, so that it says nothing about how often a note was changed before.
Nobody changes one as often as this in a silence (an hour of 20 changes a second are 72,000)."""


def opened_rev(rev: int) -> int:
    """The revision of something that others see from now on, after `rev`, which only its author knew."""
    return (rev // OPENED_REV + 1) * OPENED_REV


class ValueContent(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="value"):
    """What stands on a value note: the value and why it matters here (DOM-07)."""

    value: ValueRef
    why: LongText = ""


class ActionContent(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag="action"):
    """What stands on an action note: what must be done, who must do it, the values it safeguards (DOM-07)."""

    action: LongText
    actor: ShortText = ""
    values: tuple[ValueRef, ...] = ()


Content = ValueContent | ActionContent


class Keys(Struct, frozen=True):
    """SHA-256 (hex) of the secret links' 128-bit secrets. The secrets themselves are never stored. `second` is a second
    facilitator's, `project_leader` that of whoever fills the case in beforehand; both empty when there is none.
    `project_leader_links` counts how many of the latter were made: each is another one.
    """

    facilitator: str
    screen: str
    scribe: str
    second: str = ""
    project_leader: str = ""
    project_leader_links: int = 0


class Participant(Struct, frozen=True):
    """One person. `proxy` is somebody without a device, for whom the scribe types. Who is `away` keeps seat and notes, and is not
    counted. Who is `removed` takes no part.
    """

    id: str
    name: str
    perspective: str
    table_id: str
    secret_hash: str
    proxy: bool = False
    pinned: bool = False
    away: bool = False
    removed: bool = False

    @property
    def counted(self) -> bool:
        """Whether this person is here, for whatever counts people."""
        return not self.away and not self.removed


class Table(Struct, frozen=True):
    """A group and its foundations. `number` counts the tables of the same first foundation, from 1."""

    id: str
    foundations: tuple[FoundationId, ...]
    number: int = 1


Foundations = Annotated[tuple[FoundationId, ...], Meta(min_length=1, max_length=len(FOUNDATION_IDS))]
Expected = Annotated[tuple[Name, ...], Meta(max_length=MAX_EXPECTED)]
Perspectives = Annotated[tuple[Id, ...], Meta(max_length=MAX_TABLES)]


class PreparedTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A table that the facilitator chose beforehand: its foundations, and who is to sit there: people by the name that they will
    give, and whoever looks from one of these perspectives.
    """

    foundations: Foundations
    names: Expected = ()
    perspectives: Perspectives = ()


class Seating(Struct, frozen=True):
    """The tables that were chosen beforehand; without any their number follows the number of people. `rev` counts the changes."""

    tables: tuple[PreparedTable, ...] = ()
    rev: int = 0


class Timer(Struct, frozen=True):
    """A timer is one fact: `ends_at_ms` while running, `left_ms` while idle or paused. Every change raises `version`."""

    state: TimerState
    version: int
    ends_at_ms: int = 0
    left_ms: int = 0


class Run(Struct, frozen=True):
    """One time that a leaf was entered. What may be seen of its notes hangs on `opened_to` alone."""

    id: str
    leaf_id: str
    silent: bool
    started_at_ms: int
    timer: Timer
    opened_to: Circle
    ready: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()

    @property
    def locked(self) -> bool:
        """True while silence holds: the run is silent and its time is running or paused."""
        return self.silent and self.opened_to == "author"


class Choice(Struct, frozen=True):
    """What a table decided about a note. `rev` counts the decisions; 0 is none yet."""

    verdict: Verdict | None = None
    reason: str = ""
    rev: int = 0


class Note(Struct, frozen=True):
    """One post-it. `order` and `stack_id` are empty as long as it stands in its author's circle only. `former_rev` is the
    revision that its author knows from then, 0 when it no longer counts: what he had sent before it opened still fits.
    """

    id: str
    author: str
    table_id: str
    run_id: str
    column: FoundationId
    content: Content
    order: str = ""
    stack_id: str = ""
    rev: int = 1
    late: bool = False
    deleted: bool = False
    hidden: bool = False
    behalf: bool = False
    choice: Choice = Choice()
    former_rev: int = 0

    @property
    def kind(self) -> NoteKind:
        """`value` or `action`."""
        return "value" if isinstance(self.content, ValueContent) else "action"


class Sheet(Struct, frozen=True):
    """A table's flip-over sheet of one kind. What is on it are the notes' choices; here is only its state."""

    table_id: str
    kind: NoteKind
    ready: bool = False
    spokesperson: str = ""


class Pitch(Struct, frozen=True):
    """One table tells, one minute."""

    run_id: str
    table_id: str
    ends_at_ms: int


class ChecklistAnswer(Struct, frozen=True):
    """The answer to one checklist question; unanswered while `answer` is empty and `done` is false."""

    item_id: str
    answer: str = ""
    done: bool = False
    rev: int = 0


class ProjectDecision(Struct, frozen=True):
    """Whether the project goes on; not going on is an allowed outcome."""

    outcome: Outcome = "open"
    reason: str = ""
    rev: int = 0


class Poster(Struct, frozen=True):
    """The live poster: entries by id (removed ones stay, so that removing can be undone), answers by item id. With `by_priority`
    actions stand by necessity and importance, with `by_principle` under the first principle of their values, with both by the
    first under the second; else as they were laid (`priority_rev` counts the choices).
    """

    entries: dict[str, PosterEntry]
    answers: dict[str, ChecklistAnswer]
    decision: ProjectDecision = ProjectDecision()
    by_priority: bool = False
    priority_rev: int = 0
    by_principle: bool = False


class PlannedLeaf(Struct, frozen=True, forbid_unknown_fields=True):
    """A leaf of the script with the minutes that it gets in this workshop."""

    leaf_id: Id
    minutes: Minutes


class RunningPlan(Struct, frozen=True):
    """All leaves in the order and with the minutes of this workshop. `rev` counts the changes; 0 is as in the script."""

    leaves: tuple[PlannedLeaf, ...]
    rev: int = 0


class Spotlight(Struct, frozen=True):
    """Where "iedereen hierheen" brings everybody. `n` counts the calls, so that the same thing can be shown again; an empty
    `target` is nothing any more.
    """

    kind: TargetKind = "block"
    target: str = ""
    n: int = 0


class Showing(Struct, frozen=True):
    """What is drawn on the screen, out of what it may show anyway; `table_id` says whose sheet, and is empty elsewhere. What does
    not fit on one page turns by itself as long as `page` is 0; from 1 on it is the page that stays.
    """

    stage: ShownStage = "step"
    table_id: str = ""
    page: int = 0


class Snapshot(Struct, frozen=True):
    """A fixed version of the poster: its canonical JSON, the SHA-256 of that, and when it was taken."""

    version: int
    canonical: str
    sha256: str
    at_ms: int


class Session(Struct, frozen=True):
    """A whole workshop. `current` is the id of the run that is on now; empty in the lobby. `minute_ms` is the length of a minute
    of the script: 60,000, shorter only in rehearsals and tests. `hands` are the people who want to speak, first come first;
    `floor` is who speaks now. `case_versions` are all versions of the case, the last one is the item `case`. `perspectives` are
    those that people choose from; a workshop of before they were kept in the log has none and takes any. `closed_at_ms` is 0
    until the end. Of one that is `nameless` nobody can tell any more who did what. While the door is shut nobody new comes in.
    `former_codes` lead to it too, for who takes part. `status_key` opens the page on which everybody reads afterwards what became
    of it; all who take part may have it, and a workshop of before there was one has none.
    `former` is what a case told it, of which it is a further workshop. `title_rev` counts the changes of title and organisation.
    `organisation_id` is the organisation that it belongs to; empty when it stands alone. `values_rev` counts how often other
    values were chosen before it began; `accents_left` are accent values of the organisation's strategy that are not among them.
    """

    id: str
    code: str
    title: str
    organisation: str
    case_text: str
    language: Language
    script: Script
    framework: Framework
    keys: Keys
    minute_ms: int
    opened_at_ms: int
    phase: Phase
    people: dict[str, Participant]
    tables: dict[str, Table]
    tables_frozen: bool
    runs: dict[str, Run]
    current: str
    notes: dict[str, Note]
    sheets: dict[str, Sheet]
    pitch: Pitch | None
    poster: Poster
    snapshots: tuple[Snapshot, ...]
    plan: RunningPlan
    measures: MeasureSet
    items: dict[str, Item]
    case_versions: tuple[CaseVersion, ...] = ()
    hands: tuple[str, ...] = ()
    floor: str = ""
    spotlight: Spotlight = Spotlight()
    showing: Showing = Showing()
    rehearsal: bool = False
    perspectives: tuple[Perspective, ...] = ()
    closed_at_ms: int = 0
    nameless: bool = False
    door_shut: bool = False
    former_codes: tuple[str, ...] = ()
    former: Former | None = None
    status_key: str = ""
    title_rev: int = 0
    organisation_id: str = ""
    seating: Seating = Seating()
    values_rev: int = 0
    accents_left: tuple[str, ...] = ()

    def participant(self, participant_id: str) -> Participant | None:
        """Somebody who takes part, or None: nobody by that id, or removed."""
        person = self.people.get(participant_id)
        return None if person is None or person.removed else person

    def run(self) -> Run | None:
        """The run that is on now, or None in the lobby."""
        return self.runs.get(self.current)

    def leaf(self) -> Leaf | None:
        """The leaf of the run that is on now, or None in the lobby."""
        run = self.run()
        return find_leaf(self.script, run.leaf_id) if run else None

    def locked(self) -> bool:
        """True while silence holds in the room."""
        run = self.run()
        return run is not None and run.locked

    def withdrawable(self, note: Note) -> bool:
        """Whether its author can still take it back: what others have seen until the first snapshot (PST-06)."""
        return not (self.snapshots and note.order)
