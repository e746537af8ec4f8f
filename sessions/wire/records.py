# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a client gets: records in a map, put and dropped by `id`. They hold no rules and, where shared, no author.

Times are the store's clock in milliseconds. Content (script, framework) is not here: the page fetches it by a hashed URL.
"""

from msgspec import Struct

from sessions.material.framework import FoundationId
from sessions.material.script import NoteKind
from sessions.material.text import Language
from sessions.model.items import ItemContent, Verdict
from sessions.model.poster_entries import PosterActionContent, PosterValueContent, TensionContent
from sessions.model.state import (
    Circle,
    Content,
    Outcome,
    Phase,
    PlannedLeaf,
    PreparedTable,
    ShownStage,
    TargetKind,
    TimerState,
)


class _Record(Struct, frozen=True, tag_field="type"):
    id: str


class WorkshopRecord(_Record, frozen=True, tag="workshop"):
    """`id` is always "workshop". `current` is the id of the run that is on, empty in the lobby. `minute_ms` is the length of a
    minute of the script: 60,000, shorter only in rehearsals and tests. `nameless` says that nobody can tell any more whose a note
    was, also its author not. While the door is shut nobody new comes in. `closed_at_ms` is 0 until the end. `values_rev` says of
    which values it is: a page with content of others is one of before.
    """

    title: str
    organisation: str
    case_text: str
    language: Language
    code: str
    phase: Phase
    current: str
    opened_at_ms: int
    started_at_ms: int
    minute_ms: int
    people: int
    tables_frozen: bool
    rehearsal: bool
    nameless: bool
    door_shut: bool
    closed_at_ms: int
    title_rev: int
    values_rev: int


class RunRecord(_Record, frozen=True, tag="run"):
    """One run of a leaf. `ready` counts who said "klaar". `ordinal` counts runs from 1."""

    leaf_id: str
    ordinal: int
    silent: bool
    opened_to: Circle
    started_at_ms: int
    timer_state: TimerState
    timer_version: int
    ends_at_ms: int
    left_ms: int
    ready: int


class TableRecord(_Record, frozen=True, tag="table"):
    """A group: its foundations, its number among those of the same first foundation, how many sit there."""

    foundations: tuple[FoundationId, ...]
    number: int
    people: int


class NoteRecord(_Record, frozen=True, tag="note"):
    """A post-it. `order` and `stack_id` are empty while only its author sees it; then sort by `id`."""

    run_id: str
    table_id: str
    column: FoundationId
    content: Content
    order: str
    stack_id: str
    rev: int
    late: bool
    hidden: bool
    behalf: bool
    verdict: Verdict | None
    reason: str
    choice_rev: int


class SheetRecord(_Record, frozen=True, tag="sheet"):
    """A table's sheet of one kind; `id` is "sheet:<table>:<kind>". `spokesperson` is a pseudonym or empty."""

    table_id: str
    kind: NoteKind
    ready: bool
    has_spokesperson: bool
    spokesperson: str


class PitchRecord(_Record, frozen=True, tag="pitch"):
    """`id` is always "pitch": the table that tells now, and until when."""

    table_id: str
    ends_at_ms: int


class _EntryRecord(_Record, frozen=True):
    """What all entries of the poster have. `withdrawn` counts origins that were taken back or hidden since."""

    origins: tuple[str, ...]
    withdrawn: int
    order: str
    rev: int


class PosterValueRecord(_EntryRecord, frozen=True, tag="poster_value"):
    """A value on the poster. `accent` says that it is an accent value of the organisation."""

    content: PosterValueContent
    accent: bool


class PosterActionRecord(_EntryRecord, frozen=True, tag="poster_action"):
    """An action on the poster."""

    content: PosterActionContent


class TensionRecord(_EntryRecord, frozen=True, tag="tension"):
    """Two values or two actions that clash, and the choice made; without a choice it is open."""

    content: TensionContent


class AnswerRecord(_Record, frozen=True, tag="answer"):
    """An answer to a checklist question; `id` is "answer:<item>"."""

    item_id: str
    answer: str
    done: bool
    rev: int


class DecisionRecord(_Record, frozen=True, tag="decision"):
    """`id` is always "decision"."""

    outcome: Outcome
    reason: str
    rev: int


class SnapshotRecord(_Record, frozen=True, tag="snapshot"):
    """A fixed poster; `id` is "snapshot:<version>". `current` is false once the poster has changed since."""

    version: int
    sha256: str
    at_ms: int
    current: bool


class PosterOrderRecord(_Record, frozen=True, tag="poster_order"):
    """`id` is always "poster_order": whether actions stand by necessity and importance, and whether by principle."""

    by_priority: bool
    rev: int
    by_principle: bool = False


class MergedRecord(_Record, frozen=True, tag="merged"):
    """For facilitator and scribe: a poster entry that was laid into another; `id` is "merged:<entry>"."""

    entry_id: str
    into_id: str
    label: str
    rev: int


class DroppedRecord(_Record, frozen=True, tag="dropped"):
    """A value or action that was taken off the poster, or laid into another, with the reason that was given; `id` is
    "dropped:<entry>". What went without a reason is not told.
    """

    entry_id: str
    kind: NoteKind
    label: str
    into_label: str
    reason: str


class ItemRecord(_Record, frozen=True, tag="item"):
    """A thing on the board. `own` contents of the viewer are named in `me.items`. `leaf_id` is the leaf in which it was put."""

    item_id: str
    content: ItemContent
    table_id: str
    leaf_id: str
    rev: int


class DotCount(Struct, frozen=True):
    """How many dots a note has."""

    note_id: str
    dots: int


class DotsRecord(_Record, frozen=True, tag="dots"):
    """A table's dots; `id` is "dots:<table>:<kind>". `counts` holds the dots per note once they are shown, before that nothing;
    `placed` of `people` have placed theirs.
    """

    table_id: str
    kind: NoteKind
    shown: bool
    placed: int
    people: int
    counts: tuple[DotCount, ...]


class Speaker(Struct, frozen=True):
    """Somebody who wants to speak, or speaks: a pseudonym (or empty) and a table."""

    name: str
    table_id: str


class HandsRecord(_Record, frozen=True, tag="hands"):
    """`id` is always "hands": the speakers' list, and who speaks now; never an id of a person."""

    queue: tuple[Speaker, ...]
    floor: Speaker | None


class SpotlightRecord(_Record, frozen=True, tag="spotlight"):
    """`id` is always "spotlight": what the facilitator brings everybody to; an empty `target` is nothing."""

    kind: TargetKind
    target: str
    n: int


class ShowingRecord(_Record, frozen=True, tag="showing"):
    """`id` is always "showing": what is drawn on the screen, as in `Showing`."""

    stage: ShownStage
    table_id: str
    page: int


class PlanRecord(_Record, frozen=True, tag="plan"):
    """`id` is always "plan": all leaves with their order and minutes in this workshop. They go before those of the script."""

    leaves: tuple[PlannedLeaf, ...]
    rev: int


class PersonRecord(_Record, frozen=True, tag="person"):
    """For the facilitator and the scribe only: who sits where. `id` is "person:<participant>"; `hand` is the place among the
    speakers, 0 for none; `ordinal` counts people as they came in, from 1. Who is `removed` takes no part.
    """

    participant_id: str
    name: str
    perspective: str
    table_id: str
    proxy: bool
    hand: int
    away: bool
    removed: bool
    ordinal: int


class SeatingRecord(_Record, frozen=True, tag="seating"):
    """For the facilitator only; `id` is always "seating": the tables that were chosen beforehand, and who is expected there."""

    tables: tuple[PreparedTable, ...]
    rev: int


class CaseOriginRecord(_Record, frozen=True, tag="case_origin"):
    """For the facilitator only; `id` is always "case_origin": what of the case stands there as the project leader wrote
    it, by the names of its fields, and when he stored it last.
    """

    rows: tuple[str, ...]
    at_ms: int


class DeskRecord(_Record, frozen=True, tag="desk"):
    """For the facilitator only; `id` is always "desk": how many ask for more time in the run that is on."""

    asking: int


class MeRecord(_Record, frozen=True, tag="me"):
    """For one person only; `id` is "me:<participant>". `mine` are the ids of the person's notes, `items` of what the person put.
    `hand` is the place among the speakers, 0 for none.
    """

    participant_id: str
    name: str
    perspective: str
    table_id: str
    mine: tuple[str, ...]
    ready: bool
    asking: bool
    speaks_for: tuple[NoteKind, ...]
    items: tuple[str, ...]
    hand: int
    has_floor: bool
    away: bool


Record = (
    WorkshopRecord
    | RunRecord
    | TableRecord
    | NoteRecord
    | SheetRecord
    | PitchRecord
    | PosterValueRecord
    | PosterActionRecord
    | TensionRecord
    | AnswerRecord
    | DecisionRecord
    | SnapshotRecord
    | PosterOrderRecord
    | MergedRecord
    | DroppedRecord
    | ItemRecord
    | DotsRecord
    | HandsRecord
    | SpotlightRecord
    | ShowingRecord
    | PlanRecord
    | PersonRecord
    | SeatingRecord
    | DeskRecord
    | CaseOriginRecord
    | MeRecord
)
