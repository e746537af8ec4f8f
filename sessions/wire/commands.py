# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be asked of a workshop. One class is the wire shape, the validator and the schema.

`Command` is what a client may send; `Internal` is what only the server itself asks (opening, joining, the end of silence).
`base_rev` is the revision that the sender saw: a stale one is refused. `run_id` is the run that the command was meant for.
"""

from typing import Annotated

from msgspec import Meta, Struct

from sessions.material.framework import FoundationId, Framework
from sessions.material.limits import (
    MAX_ACCENTS_TOLD,
    MAX_PEOPLE,
    MAX_RUNS,
    MAX_TABLES,
    CaseText,
    Id,
    LongText,
    Name,
    OptionalId,
    Rev,
    ScreenPage,
    Seconds,
    ShortText,
    Title,
)
from sessions.material.measures import NO_MEASURES, MeasureSet
from sessions.material.perspectives import Perspective
from sessions.material.script import NoteKind, Script
from sessions.material.text import Language
from sessions.model.former import Former
from sessions.model.items import Accent, CaseForm, ItemContent, Verdict
from sessions.model.poster_entries import EntryContent, Origins
from sessions.model.state import Content, Keys, Outcome, PlannedLeaf, PreparedTable, ShownStage, TargetKind

AccentNames = Annotated[tuple[ShortText, ...], Meta(max_length=MAX_ACCENTS_TOLD)]
ParticipantIds = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=MAX_PEOPLE)]
PreparedTables = Annotated[tuple[PreparedTable, ...], Meta(max_length=MAX_TABLES)]
PlannedLeaves = Annotated[tuple[PlannedLeaf, ...], Meta(max_length=MAX_RUNS)]


class _Base(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    """What all commands have in common on the wire."""


class ChangeProfile(_Base, frozen=True, tag="change_profile"):
    """A participant's own optional pseudonym and perspective."""

    name: Name = ""
    perspective: OptionalId = ""


class AddNote(_Base, frozen=True, tag="add_note"):
    """A new post-it; the phone makes `note_id`. `behalf` is the person for whom a scribe types, else empty."""

    note_id: Id
    run_id: Id
    content: Content
    column: FoundationId
    behalf: OptionalId = ""


class EditNote(_Base, frozen=True, tag="edit_note"):
    """Other words on one's own note."""

    note_id: Id
    base_rev: Rev
    content: Content


class DeleteNote(_Base, frozen=True, tag="delete_note"):
    """Take one's own note away; `restore_note` undoes it."""

    note_id: Id
    base_rev: Rev


class RestoreNote(_Base, frozen=True, tag="restore_note"):
    """Undo `delete_note`."""

    note_id: Id
    base_rev: Rev


class MoveNote(_Base, frozen=True, tag="move_note"):
    """Put a note, with its stack, after `after_id` in a column; an empty `after_id` is the top."""

    note_id: Id
    base_rev: Rev
    column: FoundationId
    after_id: OptionalId = ""


class StackNote(_Base, frozen=True, tag="stack_note"):
    """Lay a note on the stack of another; it goes to that stack's column."""

    note_id: Id
    base_rev: Rev
    onto_id: Id


class UnstackNote(_Base, frozen=True, tag="unstack_note"):
    """Take a note off its stack."""

    note_id: Id
    base_rev: Rev


class ChooseNote(_Base, frozen=True, tag="choose_note"):
    """Choose a note's stack for the table's sheet, set it aside with a reason, or (`verdict` null) neither."""

    note_id: Id
    base_choice_rev: Rev
    verdict: Verdict | None
    reason: LongText = ""


class HideNote(_Base, frozen=True, tag="hide_note"):
    """The facilitator takes an improper or identifying note out of sight, reversibly."""

    note_id: Id
    hidden: bool


class SayReady(_Base, frozen=True, tag="say_ready"):
    """Say "ik ben klaar", or not any more. Everybody sees how many, nobody who. `behalf` is somebody without a device for whom a
    scribe says it, else empty.
    """

    run_id: Id
    ready: bool
    behalf: OptionalId = ""


class AskMoreTime(_Base, frozen=True, tag="ask_more_time"):
    """Say "ik wil meer tijd": only the facilitator sees how many ask."""

    run_id: Id
    asking: bool


class TakeSpokesperson(_Base, frozen=True, tag="take_spokesperson"):
    """Be the spokesperson of one's table for a sheet, or no longer."""

    kind: NoteKind
    taking: bool


class MarkSheetReady(_Base, frozen=True, tag="mark_sheet_ready"):
    """Say "klaar om te vertellen", by anyone at the table."""

    table_id: Id
    kind: NoteKind
    ready: bool


class GoToStep(_Base, frozen=True, tag="go_to_step"):
    """Enter a leaf, from the run `run_id` (empty in the lobby). A silent leaf starts together with its timer."""

    leaf_id: Id
    run_id: OptionalId


class StartTimer(_Base, frozen=True, tag="start_timer"):
    """Start the time of a step that is not silent."""

    run_id: Id


class AddTime(_Base, frozen=True, tag="add_time"):
    """More time, as often as needed; answers everybody who asked."""

    run_id: Id
    seconds: Seconds


class PauseTimer(_Base, frozen=True, tag="pause_timer"):
    """Stop the time and keep what is left."""

    run_id: Id


class ResumeTimer(_Base, frozen=True, tag="resume_timer"):
    """Go on with what was left."""

    run_id: Id


class ShortenTimer(_Base, frozen=True, tag="shorten_timer"):
    """Make it "nog 20 seconden"."""

    run_id: Id


class StartPitch(_Base, frozen=True, tag="start_pitch"):
    """Give one table its minute."""

    run_id: Id
    table_id: Id


class EndPitch(_Base, frozen=True, tag="end_pitch"):
    """The table has told its story."""

    run_id: Id


class SetTables(_Base, frozen=True, tag="set_tables"):
    """Choose the tables, and who is to sit where; none: their number follows the number of people again."""

    base_rev: Rev
    tables: PreparedTables


class MovePerson(_Base, frozen=True, tag="move_person"):
    """The facilitator gives somebody another table."""

    participant_id: Id
    table_id: Id


class MarkAway(_Base, frozen=True, tag="mark_away"):
    """The facilitator says that somebody is not there (any more), or is; a participant says of himself that he is back."""

    participant_id: Id
    away: bool


class RemovePeople(_Base, frozen=True, tag="remove_people"):
    """The facilitator takes people out: doubles, ghosts, strangers. What others see stays. `restore_people` undoes it."""

    participant_ids: ParticipantIds


class RestorePeople(_Base, frozen=True, tag="restore_people"):
    """Undo `remove_people`."""

    participant_ids: ParticipantIds


class SetDoor(_Base, frozen=True, tag="set_door"):
    """Let nobody new come in, or let them again. Who takes part already comes back as always."""

    shut: bool


class AddProxy(_Base, frozen=True, tag="add_proxy"):
    """The scribe adds somebody without a device."""

    participant_id: Id
    table_id: Id
    name: Name = ""
    perspective: OptionalId = ""


class PutItem(_Base, frozen=True, tag="put_item"):
    """Add a thing (`base_rev` 0) or change it. Contents of which there is one per table, person or question have a fixed id."""

    item_id: Id
    base_rev: Rev
    content: ItemContent


class RemoveItem(_Base, frozen=True, tag="remove_item"):
    """Take a thing away; `restore_item` undoes it."""

    item_id: Id
    base_rev: Rev


class RestoreItem(_Base, frozen=True, tag="restore_item"):
    """Undo `remove_item`."""

    item_id: Id
    base_rev: Rev


class RaiseHand(_Base, frozen=True, tag="raise_hand"):
    """Ask to speak, or no longer."""

    raised: bool


class GiveFloor(_Base, frozen=True, tag="give_floor"):
    """Let somebody speak: his hand goes down. An empty `participant_id` is nobody any more."""

    participant_id: OptionalId = ""


class LowerHand(_Base, frozen=True, tag="lower_hand"):
    """The facilitator takes somebody off the list of speakers."""

    participant_id: Id


class BringHere(_Base, frozen=True, tag="bring_here"):
    """Iedereen hierheen: bring everybody to a note, a poster entry, an item, or a block of the board. An empty `target` ends
    it.
    """

    kind: TargetKind
    target: OptionalId = ""


class ShowOnScreen(_Base, frozen=True, tag="show_on_screen"):
    """Op het scherm: draw something else than the step's own stage, or again that ("step"). `table_id` is for a table's sheet.
    `page` is as in `Showing`.
    """

    stage: ShownStage
    table_id: OptionalId = ""
    page: ScreenPage = 0


class ChangePlan(_Base, frozen=True, tag="change_plan"):
    """Other minutes, or another order, for what is still to come. `leaves` is the whole plan; steps stay whole."""

    base_rev: Rev
    leaves: PlannedLeaves


class FitPlan(_Base, frozen=True, tag="fit_plan"):
    """Divide the time until `ends_at_ms` over what is still to come, in proportion to its minutes."""

    base_rev: Rev
    ends_at_ms: Annotated[int, Meta(ge=0)]


class PutPosterEntry(_Base, frozen=True, tag="put_poster_entry"):
    """Add a value, an action or a tension to the poster (`base_rev` 0) or change it. `origins` are what it comes from; a tension
    has none.
    """

    entry_id: Id
    base_rev: Rev
    content: EntryContent
    origins: Origins = ()


class MergePosterEntry(_Base, frozen=True, tag="merge_poster_entry"):
    """Lay an entry into another of its kind, which takes over its origins; `restore_poster_entry` takes them apart again."""

    entry_id: Id
    base_rev: Rev
    into_id: Id
    into_base_rev: Rev
    reason: LongText = ""


class OrderPoster(_Base, frozen=True, tag="order_poster"):
    """Show the actions by necessity and importance, by principle, by both, or as they were laid."""

    base_rev: Rev
    by_priority: bool
    by_principle: bool = False


class MovePosterEntry(_Base, frozen=True, tag="move_poster_entry"):
    """Put an entry after another of its kind; an empty `after_id` is the top."""

    entry_id: Id
    base_rev: Rev
    after_id: OptionalId = ""


class RemovePosterEntry(_Base, frozen=True, tag="remove_poster_entry"):
    """Take an entry off the poster, with the reason if there is one; `restore_poster_entry` undoes it."""

    entry_id: Id
    base_rev: Rev
    reason: LongText = ""


class RestorePosterEntry(_Base, frozen=True, tag="restore_poster_entry"):
    """Undo `remove_poster_entry`."""

    entry_id: Id
    base_rev: Rev


class AnswerChecklist(_Base, frozen=True, tag="answer_checklist"):
    """Answer one of the checklist questions."""

    item_id: Id
    base_rev: Rev
    answer: LongText = ""
    done: bool = False


class DecideProject(_Base, frozen=True, tag="decide_project"):
    """Doorgaan, aangepast doorgaan, niet doorgaan or nog open, with its reason."""

    base_rev: Rev
    outcome: Outcome
    reason: LongText = ""


class TakeSnapshot(_Base, frozen=True, tag="take_snapshot"):
    """Vastleggen: fix the poster as it is now."""


class ChangeTitle(_Base, frozen=True, tag="change_title"):
    """Another title and organisation. What was fixed keeps what it says."""

    base_rev: Rev
    title: Title
    organisation: Title = ""


class CloseWorkshop(_Base, frozen=True, tag="close_workshop"):
    """End the workshop. Nothing can be changed afterwards."""


class ReopenWorkshop(_Base, frozen=True, tag="reopen_workshop"):
    """Go on after all, until `REOPEN_MS` after the end."""


Command = (
    ChangeProfile
    | AddNote
    | EditNote
    | DeleteNote
    | RestoreNote
    | MoveNote
    | StackNote
    | UnstackNote
    | ChooseNote
    | HideNote
    | SayReady
    | AskMoreTime
    | TakeSpokesperson
    | MarkSheetReady
    | GoToStep
    | StartTimer
    | AddTime
    | PauseTimer
    | ResumeTimer
    | ShortenTimer
    | StartPitch
    | EndPitch
    | SetTables
    | MovePerson
    | MarkAway
    | RemovePeople
    | RestorePeople
    | SetDoor
    | AddProxy
    | PutPosterEntry
    | MovePosterEntry
    | RemovePosterEntry
    | RestorePosterEntry
    | MergePosterEntry
    | OrderPoster
    | PutItem
    | RemoveItem
    | RestoreItem
    | RaiseHand
    | GiveFloor
    | LowerHand
    | BringHere
    | ShowOnScreen
    | ChangePlan
    | FitPlan
    | AnswerChecklist
    | DecideProject
    | TakeSnapshot
    | ChangeTitle
    | CloseWorkshop
    | ReopenWorkshop
)


class OpenWorkshop(_Base, frozen=True, tag="open_workshop"):
    """The first command of a session. Ids, code and key hashes come from the server."""

    session_id: Id
    code: Id
    title: Title
    organisation: Title
    case_text: CaseText
    language: Language
    script: Script
    framework: Framework
    keys: Keys
    minute_ms: int = 60_000
    measures: MeasureSet = NO_MEASURES
    rehearsal: bool = False
    perspectives: tuple[Perspective, ...] = ()
    former: Former | None = None
    status_key: OptionalId = ""
    organisation_id: OptionalId = ""
    accents_left: AccentNames = ()


class ChangeValues(_Base, frozen=True, tag="change_values"):
    """Other values for a workshop that has not begun. The server made the framework, and `measures` with the examples that fit
    it; `accents` are those of the organisation's strategy that are in it, `accents_left` the names of those that are not.
    """

    framework: Framework
    measures: MeasureSet
    accents: Annotated[tuple[Accent, ...], Meta(max_length=MAX_ACCENTS_TOLD)] = ()
    accents_left: AccentNames = ()


class JoinWorkshop(_Base, frozen=True, tag="join_workshop"):
    """Somebody joins through the page; id and secret come from the form as it was drawn, so that one form is one person."""

    participant_id: Id
    secret_hash: str
    name: Name = ""
    perspective: OptionalId = ""


class EndSilence(_Base, frozen=True, tag="end_silence"):
    """The server's clock opens a silent run. `version` is the timer's: a stale proposal dies."""

    run_id: Id
    version: int


class ChangeKeys(_Base, frozen=True, tag="change_keys"):
    """Other secret links: a second facilitator's, or all of them new when the workshop is handed over. What is None stays; an
    empty `second` takes the second link away, an empty `project_leader` that of the project leader.
    """

    facilitator: str | None = None
    second: str | None = None
    screen: str | None = None
    scribe: str | None = None
    project_leader: str | None = None


class FillCase(_Base, frozen=True, tag="fill_case"):
    """The project leader stores the case beforehand."""

    base_rev: Rev
    form: CaseForm


class ChangeCode(_Base, frozen=True, tag="change_code"):
    """Another join code, which the server has reserved; the old one brings in nobody new from then on."""

    code: Id


class TakeIn(_Base, frozen=True, tag="take_in"):
    """An organisation takes the workshop in, of which the server knows that a member asks; empty lets it stand alone."""

    organisation_id: OptionalId


Internal = OpenWorkshop | ChangeValues | JoinWorkshop | EndSilence | ChangeKeys | FillCase | ChangeCode | TakeIn
AnyCommand = Command | Internal
