# SPDX-FileCopyrightText: 2026 Waardenbord contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be asked of a workshop. One class is the wire shape, the validator and the schema.

`Command` is what a client may send; `Internal` is what only the server itself asks (opening, joining, the end of silence).
`base_rev` is the revision that the sender saw: a stale one is refused. `run_id` is the run that the command was meant for.
"""

from typing import Annotated

from msgspec import Meta, Struct

from sessions.framework import FoundationId, Framework
from sessions.limits import (
    MAX_ORIGINS,
    MAX_VALUES_PER_ACTION,
    CaseText,
    Id,
    LongText,
    Name,
    OptionalId,
    Rev,
    Seconds,
    ShortText,
    Title,
)
from sessions.script import NoteKind, Script
from sessions.state import Content, Keys, Language, Level, Outcome, ValueRef, Verdict

Origins = Annotated[tuple[Id, ...], Meta(max_length=MAX_ORIGINS)]
Values = Annotated[tuple[ValueRef, ...], Meta(max_length=MAX_VALUES_PER_ACTION)]


class _Command(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type"):
    pass


class ChangeProfile(_Command, frozen=True, tag="change_profile"):
    """A participant's own optional pseudonym and perspective."""

    name: Name = ""
    perspective: OptionalId = ""


class AddNote(_Command, frozen=True, tag="add_note"):
    """A new post-it; the phone makes `note_id`. `behalf` is the person for whom a scribe types, else empty."""

    note_id: Id
    run_id: Id
    content: Content
    column: FoundationId
    behalf: OptionalId = ""


class EditNote(_Command, frozen=True, tag="edit_note"):
    """Other words on one's own note."""

    note_id: Id
    base_rev: Rev
    content: Content


class DeleteNote(_Command, frozen=True, tag="delete_note"):
    """Take one's own note away; `restore_note` undoes it."""

    note_id: Id
    base_rev: Rev


class RestoreNote(_Command, frozen=True, tag="restore_note"):
    """Undo `delete_note`."""

    note_id: Id
    base_rev: Rev


class MoveNote(_Command, frozen=True, tag="move_note"):
    """Put a note, with its stack, after `after_id` in a column; an empty `after_id` is the top."""

    note_id: Id
    base_rev: Rev
    column: FoundationId
    after_id: OptionalId = ""


class StackNote(_Command, frozen=True, tag="stack_note"):
    """Lay a note on the stack of another; it goes to that stack's column."""

    note_id: Id
    base_rev: Rev
    onto_id: Id


class UnstackNote(_Command, frozen=True, tag="unstack_note"):
    """Take a note off its stack."""

    note_id: Id
    base_rev: Rev


class ChooseNote(_Command, frozen=True, tag="choose_note"):
    """Choose a note's stack for the table's sheet, set it aside with a reason, or (`verdict` null) neither."""

    note_id: Id
    base_choice_rev: Rev
    verdict: Verdict | None
    reason: LongText = ""


class HideNote(_Command, frozen=True, tag="hide_note"):
    """The facilitator takes an improper or identifying note out of sight, reversibly."""

    note_id: Id
    hidden: bool


class SayReady(_Command, frozen=True, tag="say_ready"):
    """Say "ik ben klaar", or not any more. Everybody sees how many, nobody who."""

    run_id: Id
    ready: bool


class AskMoreTime(_Command, frozen=True, tag="ask_more_time"):
    """Say "ik wil meer tijd": only the facilitator sees how many ask."""

    run_id: Id
    asking: bool


class TakeSpokesperson(_Command, frozen=True, tag="take_spokesperson"):
    """Be the spokesperson of one's table for a sheet, or no longer."""

    kind: NoteKind
    taking: bool


class MarkSheetReady(_Command, frozen=True, tag="mark_sheet_ready"):
    """Say "klaar om te vertellen", by anyone at the table."""

    table_id: Id
    kind: NoteKind
    ready: bool


class GoToStep(_Command, frozen=True, tag="go_to_step"):
    """Enter a leaf, from the run `run_id` (empty in the lobby). A silent leaf starts together with its timer."""

    leaf_id: Id
    run_id: OptionalId


class StartTimer(_Command, frozen=True, tag="start_timer"):
    """Start the time of a step that is not silent."""

    run_id: Id


class AddTime(_Command, frozen=True, tag="add_time"):
    """More time, as often as needed; answers everybody who asked."""

    run_id: Id
    seconds: Seconds


class PauseTimer(_Command, frozen=True, tag="pause_timer"):
    """Stop the time and keep what is left."""

    run_id: Id


class ResumeTimer(_Command, frozen=True, tag="resume_timer"):
    """Go on with what was left."""

    run_id: Id


class ShortenTimer(_Command, frozen=True, tag="shorten_timer"):
    """Make it "nog 20 seconden"."""

    run_id: Id


class StartPitch(_Command, frozen=True, tag="start_pitch"):
    """Give one table its minute."""

    run_id: Id
    table_id: Id


class EndPitch(_Command, frozen=True, tag="end_pitch"):
    """The table has told its story."""

    run_id: Id


class MovePerson(_Command, frozen=True, tag="move_person"):
    """The facilitator gives somebody another table."""

    participant_id: Id
    table_id: Id


class AddProxy(_Command, frozen=True, tag="add_proxy"):
    """The scribe adds somebody without a device."""

    participant_id: Id
    table_id: Id
    name: Name = ""
    perspective: OptionalId = ""


class PutPosterValue(_Command, frozen=True, tag="put_poster_value"):
    """Add a value to the poster (`base_rev` 0) or change it."""

    entry_id: Id
    base_rev: Rev
    foundation: FoundationId
    value: ValueRef
    meaning: LongText = ""
    origins: Origins = ()


class PutPosterAction(_Command, frozen=True, tag="put_poster_action"):
    """Add an action to the poster (`base_rev` 0) or change it."""

    entry_id: Id
    base_rev: Rev
    foundation: FoundationId
    action: LongText
    holder: ShortText = ""
    term: ShortText = ""
    monitor: ShortText = ""
    level: Level | None = None
    audience: ShortText = ""
    values: Values = ()
    origins: Origins = ()


class PutTension(_Command, frozen=True, tag="put_tension"):
    """Record a tension between two values (`base_rev` 0), or change it."""

    entry_id: Id
    base_rev: Rev
    value_a: ValueRef
    value_b: ValueRef
    clash: LongText = ""
    affected: ShortText = ""
    choice: LongText = ""
    reason: LongText = ""
    decides: ShortText = ""


class MovePosterEntry(_Command, frozen=True, tag="move_poster_entry"):
    """Put an entry after another of its kind; an empty `after_id` is the top."""

    entry_id: Id
    base_rev: Rev
    after_id: OptionalId = ""


class RemovePosterEntry(_Command, frozen=True, tag="remove_poster_entry"):
    """Take an entry off the poster; `restore_poster_entry` undoes it."""

    entry_id: Id
    base_rev: Rev


class RestorePosterEntry(_Command, frozen=True, tag="restore_poster_entry"):
    """Undo `remove_poster_entry`."""

    entry_id: Id
    base_rev: Rev


class AnswerChecklist(_Command, frozen=True, tag="answer_checklist"):
    """Answer one of the checklist questions."""

    item_id: Id
    base_rev: Rev
    answer: LongText = ""
    done: bool = False


class DecideProject(_Command, frozen=True, tag="decide_project"):
    """Doorgaan, aangepast doorgaan, niet doorgaan or nog open, with its reason."""

    base_rev: Rev
    outcome: Outcome
    reason: LongText = ""


class TakeSnapshot(_Command, frozen=True, tag="take_snapshot"):
    """Vastleggen: fix the poster as it is now."""


class CloseWorkshop(_Command, frozen=True, tag="close_workshop"):
    """End the workshop. Nothing can be changed afterwards."""


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
    | MovePerson
    | AddProxy
    | PutPosterValue
    | PutPosterAction
    | PutTension
    | MovePosterEntry
    | RemovePosterEntry
    | RestorePosterEntry
    | AnswerChecklist
    | DecideProject
    | TakeSnapshot
    | CloseWorkshop
)


class OpenWorkshop(_Command, frozen=True, tag="open_workshop"):
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


class JoinWorkshop(_Command, frozen=True, tag="join_workshop"):
    """Somebody joins through the page; the server makes the id and the secret."""

    participant_id: Id
    secret_hash: str
    name: Name = ""
    perspective: OptionalId = ""


class EndSilence(_Command, frozen=True, tag="end_silence"):
    """The server's clock opens a silent run. `version` is the timer's: a stale proposal dies."""

    run_id: Id
    version: int


Internal = OpenWorkshop | JoinWorkshop | EndSilence
AnyCommand = Command | Internal
