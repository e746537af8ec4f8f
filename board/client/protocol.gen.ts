// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
// Generated from sessions/ by `python -m board.typescript`. Change the classes there, never this file.

export const PROTOCOL = 1;
export const SUBPROTOCOL = "waardenbord.v1";
export const MAX_FRAME_BYTES = 65536;
export const RETRIABLE: ReadonlySet<Code> = new Set<Code>(["rate", "silence_running", "unavailable"]);

/** WebSocket close codes of our own. */
export const CLOSE = {
  COME_BACK: 4000,
  STORE_DOWN: 4001,
  RELOAD: 4500,
  NOT_AUTHORISED: 4501,
  BAD_FRAME: 4502,
  FLOOD: 4503,
  WORKSHOP_GONE: 4504,
} as const;

/** True when a connection closed with this code may be made again: only 4500–4999 say no. */
export function comesBack(code: number): boolean {
  return code < 4500 || code > 4999;
}

export type Code =
  | "invalid"
  | "too_long"
  | "empty"
  | "not_allowed"
  | "not_now"
  | "not_yours"
  | "silence_running"
  | "run_ended"
  | "stale_run"
  | "stale_rev"
  | "unknown_note"
  | "unknown_person"
  | "unknown_table"
  | "unknown_step"
  | "unknown_value"
  | "unknown_entry"
  | "id_taken"
  | "wrong_kind"
  | "too_many"
  | "timer_not_idle"
  | "timer_not_running"
  | "timer_not_paused"
  | "too_short"
  | "snapshot_unchanged"
  | "poster_empty"
  | "workshop_closed"
  | "rate"
  | "unavailable"
  | "internal";

export type FoundationId = "democratie" | "rechtsstaat" | "bestuurskracht";

export type NoteKind = "value" | "action";

export type Mode = "plenary" | "individual" | "group";

export type Screen =
  | "framework"
  | "case"
  | "silence"
  | "tables"
  | "pitches"
  | "values"
  | "actions"
  | "poster"
  | "checklist"
  | "reflection";

export type Phase = "lobby" | "running" | "closed";

export type Circle = "author" | "table" | "room";

export type Verdict = "chosen" | "set_aside";

export type TimerState = "idle" | "running" | "paused" | "ended";

export type Level = "project" | "organisation" | "other_level";

export type ProjectOutcome = "go" | "go_adapted" | "stop" | "open";

export type Language = "nl" | "en";

export type NoteContent = ValueContent | ActionContent;

export type Command =
  | ChangeProfile
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
  | CloseWorkshop;

export type Record =
  | WorkshopRecord
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
  | PersonRecord
  | DeskRecord
  | MeRecord;

export type ClientFrame = Hello | Do | Ping;

export type ServerFrame = Welcome | View | Patch | Refused | Pong | Presence | Drain | Lost;

/** What stands on a value note: the value and why it matters here (DOM-07). */
export interface ValueContent {
  type: "value";
  value: ValueRef;
  why: string;
}

/** A value: one of the framework (`value_id`), or an own one (`name` under `principle_id`). Never both. */
export interface ValueRef {
  value_id: string;
  principle_id: string;
  name: string;
}

/** What stands on an action note: what must be done, who must do it, the values it safeguards (DOM-07). */
export interface ActionContent {
  type: "action";
  action: string;
  actor: string;
  values: readonly ValueRef[];
}

/** A participant's own optional pseudonym and perspective. */
export interface ChangeProfile {
  type: "change_profile";
  name?: string;
  perspective?: string;
}

/** A new post-it; the phone makes `note_id`. `behalf` is the person for whom a scribe types, else empty. */
export interface AddNote {
  type: "add_note";
  note_id: string;
  run_id: string;
  content: NoteContent;
  column: FoundationId;
  behalf?: string;
}

/** Other words on one's own note. */
export interface EditNote {
  type: "edit_note";
  note_id: string;
  base_rev: number;
  content: NoteContent;
}

/** Take one's own note away; `restore_note` undoes it. */
export interface DeleteNote {
  type: "delete_note";
  note_id: string;
  base_rev: number;
}

/** Undo `delete_note`. */
export interface RestoreNote {
  type: "restore_note";
  note_id: string;
  base_rev: number;
}

/** Put a note, with its stack, after `after_id` in a column; an empty `after_id` is the top. */
export interface MoveNote {
  type: "move_note";
  note_id: string;
  base_rev: number;
  column: FoundationId;
  after_id?: string;
}

/** Lay a note on the stack of another; it goes to that stack's column. */
export interface StackNote {
  type: "stack_note";
  note_id: string;
  base_rev: number;
  onto_id: string;
}

/** Take a note off its stack. */
export interface UnstackNote {
  type: "unstack_note";
  note_id: string;
  base_rev: number;
}

/** Choose a note's stack for the table's sheet, set it aside with a reason, or (`verdict` null) neither. */
export interface ChooseNote {
  type: "choose_note";
  note_id: string;
  base_choice_rev: number;
  verdict: Verdict | null;
  reason?: string;
}

/** The facilitator takes an improper or identifying note out of sight, reversibly. */
export interface HideNote {
  type: "hide_note";
  note_id: string;
  hidden: boolean;
}

/** Say "ik ben klaar", or not any more. Everybody sees how many, nobody who. */
export interface SayReady {
  type: "say_ready";
  run_id: string;
  ready: boolean;
}

/** Say "ik wil meer tijd": only the facilitator sees how many ask. */
export interface AskMoreTime {
  type: "ask_more_time";
  run_id: string;
  asking: boolean;
}

/** Be the spokesperson of one's table for a sheet, or no longer. */
export interface TakeSpokesperson {
  type: "take_spokesperson";
  kind: NoteKind;
  taking: boolean;
}

/** Say "klaar om te vertellen", by anyone at the table. */
export interface MarkSheetReady {
  type: "mark_sheet_ready";
  table_id: string;
  kind: NoteKind;
  ready: boolean;
}

/** Enter a leaf, from the run `run_id` (empty in the lobby). A silent leaf starts together with its timer. */
export interface GoToStep {
  type: "go_to_step";
  leaf_id: string;
  run_id: string;
}

/** Start the time of a step that is not silent. */
export interface StartTimer {
  type: "start_timer";
  run_id: string;
}

/** More time, as often as needed; answers everybody who asked. */
export interface AddTime {
  type: "add_time";
  run_id: string;
  seconds: number;
}

/** Stop the time and keep what is left. */
export interface PauseTimer {
  type: "pause_timer";
  run_id: string;
}

/** Go on with what was left. */
export interface ResumeTimer {
  type: "resume_timer";
  run_id: string;
}

/** Make it "nog 20 seconden". */
export interface ShortenTimer {
  type: "shorten_timer";
  run_id: string;
}

/** Give one table its minute. */
export interface StartPitch {
  type: "start_pitch";
  run_id: string;
  table_id: string;
}

/** The table has told its story. */
export interface EndPitch {
  type: "end_pitch";
  run_id: string;
}

/** The facilitator gives somebody another table. */
export interface MovePerson {
  type: "move_person";
  participant_id: string;
  table_id: string;
}

/** The scribe adds somebody without a device. */
export interface AddProxy {
  type: "add_proxy";
  participant_id: string;
  table_id: string;
  name?: string;
  perspective?: string;
}

/** Add a value to the poster (`base_rev` 0) or change it. */
export interface PutPosterValue {
  type: "put_poster_value";
  entry_id: string;
  base_rev: number;
  foundation: FoundationId;
  value: ValueRef;
  meaning?: string;
  origins?: readonly string[];
}

/** Add an action to the poster (`base_rev` 0) or change it. */
export interface PutPosterAction {
  type: "put_poster_action";
  entry_id: string;
  base_rev: number;
  foundation: FoundationId;
  action: string;
  holder?: string;
  term?: string;
  monitor?: string;
  level?: Level | null;
  audience?: string;
  values?: readonly ValueRef[];
  origins?: readonly string[];
}

/** Record a tension between two values (`base_rev` 0), or change it. */
export interface PutTension {
  type: "put_tension";
  entry_id: string;
  base_rev: number;
  value_a: ValueRef;
  value_b: ValueRef;
  clash?: string;
  affected?: string;
  choice?: string;
  reason?: string;
  decides?: string;
}

/** Put an entry after another of its kind; an empty `after_id` is the top. */
export interface MovePosterEntry {
  type: "move_poster_entry";
  entry_id: string;
  base_rev: number;
  after_id?: string;
}

/** Take an entry off the poster; `restore_poster_entry` undoes it. */
export interface RemovePosterEntry {
  type: "remove_poster_entry";
  entry_id: string;
  base_rev: number;
}

/** Undo `remove_poster_entry`. */
export interface RestorePosterEntry {
  type: "restore_poster_entry";
  entry_id: string;
  base_rev: number;
}

/** Answer one of the checklist questions. */
export interface AnswerChecklist {
  type: "answer_checklist";
  item_id: string;
  base_rev: number;
  answer?: string;
  done?: boolean;
}

/** Doorgaan, aangepast doorgaan, niet doorgaan or nog open, with its reason. */
export interface DecideProject {
  type: "decide_project";
  base_rev: number;
  outcome: ProjectOutcome;
  reason?: string;
}

/** Vastleggen: fix the poster as it is now. */
export interface TakeSnapshot {
  type: "take_snapshot";
}

/** End the workshop. Nothing can be changed afterwards. */
export interface CloseWorkshop {
  type: "close_workshop";
}

/**
 * `id` is always "workshop". `current` is the id of the run that is on, empty in the lobby. `minute_ms` is the length of a
 * minute of the script: 60,000, shorter only in rehearsals and tests.
 */
export interface WorkshopRecord {
  type: "workshop";
  id: string;
  title: string;
  organisation: string;
  case_text: string;
  language: Language;
  code: string;
  phase: Phase;
  current: string;
  opened_at_ms: number;
  started_at_ms: number;
  minute_ms: number;
  people: number;
  tables_frozen: boolean;
}

/** One run of a leaf. `ready` counts who said "klaar". `ordinal` counts runs from 1. */
export interface RunRecord {
  type: "run";
  id: string;
  leaf_id: string;
  ordinal: number;
  silent: boolean;
  opened_to: Circle;
  started_at_ms: number;
  timer_state: TimerState;
  timer_version: number;
  ends_at_ms: number;
  left_ms: number;
  ready: number;
}

/** A group: its foundations, its number among those of the same first foundation, how many sit there. */
export interface TableRecord {
  type: "table";
  id: string;
  foundations: readonly FoundationId[];
  number: number;
  people: number;
}

/** A post-it. `order` and `stack_id` are empty while only its author sees it; then sort by `id`. */
export interface NoteRecord {
  type: "note";
  id: string;
  run_id: string;
  table_id: string;
  column: FoundationId;
  content: NoteContent;
  order: string;
  stack_id: string;
  rev: number;
  late: boolean;
  hidden: boolean;
  behalf: boolean;
  verdict: Verdict | null;
  reason: string;
  choice_rev: number;
}

/** A table's sheet of one kind; `id` is "sheet:<table>:<kind>". `spokesperson` is a pseudonym or empty. */
export interface SheetRecord {
  type: "sheet";
  id: string;
  table_id: string;
  kind: NoteKind;
  ready: boolean;
  has_spokesperson: boolean;
  spokesperson: string;
}

/** `id` is always "pitch": the table that tells now, and until when. */
export interface PitchRecord {
  type: "pitch";
  id: string;
  table_id: string;
  ends_at_ms: number;
}

/** A value on the poster. `withdrawn` counts origins that were taken back or hidden since. */
export interface PosterValueRecord {
  type: "poster_value";
  id: string;
  foundation: FoundationId;
  value: ValueRef;
  meaning: string;
  origins: readonly string[];
  withdrawn: number;
  order: string;
  rev: number;
}

/** An action on the poster. */
export interface PosterActionRecord {
  type: "poster_action";
  id: string;
  foundation: FoundationId;
  action: string;
  holder: string;
  term: string;
  monitor: string;
  level: Level | null;
  audience: string;
  values: readonly ValueRef[];
  origins: readonly string[];
  withdrawn: number;
  order: string;
  rev: number;
}

/** Two values that clash and the choice made; without a choice it is open. */
export interface TensionRecord {
  type: "tension";
  id: string;
  value_a: ValueRef;
  value_b: ValueRef;
  clash: string;
  affected: string;
  choice: string;
  reason: string;
  decides: string;
  order: string;
  rev: number;
}

/** An answer to a checklist question; `id` is "answer:<item>". */
export interface AnswerRecord {
  type: "answer";
  id: string;
  item_id: string;
  answer: string;
  done: boolean;
  rev: number;
}

/** `id` is always "decision". */
export interface DecisionRecord {
  type: "decision";
  id: string;
  outcome: ProjectOutcome;
  reason: string;
  rev: number;
}

/** A fixed poster; `id` is "snapshot:<version>". `current` is false once the poster has changed since. */
export interface SnapshotRecord {
  type: "snapshot";
  id: string;
  version: number;
  sha256: string;
  at_ms: number;
  current: boolean;
}

/** For the facilitator and the scribe only: who sits where. `id` is "person:<participant>". */
export interface PersonRecord {
  type: "person";
  id: string;
  participant_id: string;
  name: string;
  perspective: string;
  table_id: string;
  proxy: boolean;
}

/** For the facilitator only; `id` is always "desk": how many ask for more time in the run that is on. */
export interface DeskRecord {
  type: "desk";
  id: string;
  asking: number;
}

/** For one person only; `id` is "me:<participant>". `mine` are the ids of the person's notes. */
export interface MeRecord {
  type: "me";
  id: string;
  participant_id: string;
  name: string;
  perspective: string;
  table_id: string;
  mine: readonly string[];
  ready: boolean;
  asking: boolean;
  speaks_for: readonly NoteKind[];
}

/**
 * The first frame. `client_id` is random per page instance; `pending_n` is the number of the command that the client has
 * not seen settled (0: none); `token` is the last one received, empty at first.
 */
export interface Hello {
  type: "hello";
  client_id: string;
  protocol: number;
  token?: string;
  pending_n?: number;
}

/**
 * Command number `n` of this page, dense from 1; one is in flight at a time. `client_id` is empty, or that of a dead page
 * whose stored command is sent again under its original number.
 */
export interface Do {
  type: "do";
  n: number;
  command: Command;
  client_id?: string;
}

/** `t` is the client's own clock; it comes back as it is. */
export interface Ping {
  type: "ping";
  t: number;
}

/** The answer to `hello`. With `resumed` false `put` is the full view and replaces everything. */
export interface Welcome {
  type: "welcome";
  protocol: number;
  token: string;
  server_ms: number;
  limits: Limits;
  settled: Settled;
  resumed: boolean;
  put: readonly Record[];
  drop: readonly string[];
}

/** The limits that a client shows while people type, in characters. */
export interface Limits {
  why: number;
  action: number;
  actor: number;
  name: number;
  other_value: number;
  notes_per_person: number;
}

/**
 * The last command of a client and its outcome: an empty `code` is done, else it was refused. `client_id` is filled in
 * only when it is not the receiving page's own.
 */
export interface Settled {
  n: number;
  code: string;
  client_id: string;
}

/** A full view that replaces everything: the viewer's circles changed. */
export interface View {
  type: "view";
  token: string;
  at_ms: number;
  put: readonly Record[];
  settled: Settled | null;
}

/**
 * What changed: first drop, then put. `settled` is for the author of the change alone, and is the only acknowledgement; a
 * command that changes nothing that its author sees is settled by an empty patch.
 */
export interface Patch {
  type: "patch";
  token: string;
  at_ms: number;
  put: readonly Record[];
  drop: readonly string[];
  settled: Settled | null;
}

/** Command `n` was not carried out. `field` names the field at fault; `client_id` as in `do`. */
export interface Refused {
  type: "refused";
  n: number;
  code: Code;
  field: string;
  retriable: boolean;
  client_id: string;
}

/** The answer to `ping`. */
export interface Pong {
  type: "pong";
  t: number;
  server_ms: number;
}

/** How many devices are connected per role. Never logged, may be dropped. */
export interface Presence {
  type: "presence";
  participants: number;
  screens: number;
  facilitators: number;
}

/** This worker stops: connect again after `after_ms`. */
export interface Drain {
  type: "drain";
  after_ms: number;
}

/** Something that had been stored and shown is lost and could not be put back. What is left came, or comes, in a view. */
export interface Lost {
  type: "lost";
}

/** What one run is of: a step or sub-step with everything filled in. */
export interface Leaf {
  id: string;
  part_id: string;
  step_id: string;
  stage: string;
  title: Text;
  minutes: number;
  mode: Mode;
  screen: Screen;
  do: Text;
  say: Text;
  silent: boolean;
  kinds: readonly NoteKind[];
  sheet: NoteKind | null;
  questions: readonly Text[];
  deliver: readonly Text[];
  pitches: boolean;
}

/** Content that people read. Dutch (`nl`) is leading; English (`en`) says the same. */
export interface Text {
  nl: string;
  en: string;
}

/** A whole script. `version` changes whenever a published file changes; a session keeps its own copy. */
export interface Script {
  id: string;
  version: number;
  title: Text;
  source: string;
  framework: string;
  parts: readonly Part[];
  checklist: readonly ChecklistItem[];
}

/** Deel A or deel B. */
export interface Part {
  id: string;
  title: Text;
  steps: readonly Step[];
}

/**
 * One row of the script.
 * `stage` is the number printed before it ("2"; several rows share one). `do` tells a participant what to do now, `say` is
 * what the facilitator can say. `kinds` is what may be written; `sheet` names the kind of the table's sheet that is made.
 * A silent step has no sub-steps.
 */
export interface Step {
  id: string;
  stage: string;
  title: Text;
  minutes: number;
  mode: Mode;
  screen: Screen;
  do: Text;
  say: Text;
  silent: boolean;
  kinds: readonly NoteKind[];
  sheet: NoteKind | null;
  questions: readonly Text[];
  deliver: readonly Text[];
  sub_steps: readonly SubStep[];
}

/** A part of a step with a time of its own. What it leaves out it takes from its step. */
export interface SubStep {
  id: string;
  title: Text;
  minutes: number;
  mode: Mode;
  screen: Screen;
  do: Text;
  say: Text;
  pitches: boolean;
}

/** One of the poster's checklist questions. */
export interface ChecklistItem {
  id: string;
  question: Text;
}

/** A whole value framework. `version` changes whenever a published file changes. */
export interface Framework {
  id: string;
  version: number;
  title: Text;
  source: Source;
  foundations: readonly Foundation[];
  principles: readonly Principle[];
  values: readonly Value[];
}

/** Where the content comes from. Names and dates only; the sentences in the data are our own. */
export interface Source {
  title: string;
  authors: string;
  date: string;
}

/** One of the three fundamenten. `relation` says between whom it is ("tussen het bestuur en alle inwoners"). */
export interface Foundation {
  id: FoundationId;
  name: Text;
  relation: Text;
}

/** One of the six principes; every principle also offers "andere waarde, namelijk…". */
export interface Principle {
  id: string;
  foundation: FoundationId;
  name: Text;
  definition: Text;
}

/** One of the 32 waarden. `synonyms` are other words people search for; they are per language, lower case. */
export interface Value {
  id: string;
  principle: string;
  name: Text;
  definition: Text;
  synonyms_nl: readonly string[];
  synonyms_en: readonly string[];
}
