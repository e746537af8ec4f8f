// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
// Generated from sessions/ by `python -m board.typescript`. Change the classes there, never this file.

export const PROTOCOL = 2;
export const SUBPROTOCOL = "waardenbord.v1";
export const DRAWN_FOR = "waardenbord.for.";
/** A language by its code of ISO 639. */
export type Language = string;
export const MAX_SCREEN_PAGE = 99;
export const MAX_FRAME_BYTES = 65536;
export const MAX_NAME_CHARACTERS = 40;
export const MAX_SHORT_CHARACTERS = 120;
export const MAX_LONG_CHARACTERS = 500;
export const MAX_CASE_FIELD_CHARACTERS = 2000;
export const MAX_URL_CHARACTERS = 500;
export const MAX_BREAKS = 10;
export const MAX_TABLES = 24;
export const MAX_EXPECTED = 12;
export const MAX_LEAF_MINUTES = 600;
export const MAX_TITLE_CHARACTERS = 120;
export const REOPEN_MS = 86400000;
export const MAX_VALUES_PER_ACTION = 6;
export const MAX_VALUES_PER_TENSION = 6;
export const MAX_ORIGINS = 60;
export const MAX_DOTS = 3;
export const MAX_PEOPLE = 500;
export const SHORTEN_TO_PART = 3;
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
  TOO_MANY_PAGES: 4505,
  OTHER_PERSON: 4506,
  REMOVED: 4507,
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
  | "unknown_item"
  | "bad_address"
  | "bad_plan"
  | "bad_tables"
  | "id_taken"
  | "wrong_kind"
  | "too_many"
  | "too_many_made"
  | "timer_not_idle"
  | "timer_not_running"
  | "timer_not_paused"
  | "too_short"
  | "snapshot_unchanged"
  | "poster_empty"
  | "workshop_closed"
  | "too_late"
  | "rate"
  | "unavailable"
  | "door_shut"
  | "internal";

export type FoundationId = "democratie" | "rechtsstaat" | "bestuurskracht";

export type NoteKind = "value" | "action";

export type Mode = "plenary" | "individual" | "group";

export type Screen =
  | "framework"
  | "case"
  | "silence"
  | "tables"
  | "research"
  | "mechanisms"
  | "pitches"
  | "values"
  | "actions"
  | "poster"
  | "wider"
  | "checklist"
  | "reflection";

export type LeafScreen =
  | "framework"
  | "case"
  | "silence"
  | "tables"
  | "research"
  | "mechanisms"
  | "pitches"
  | "values"
  | "actions"
  | "poster"
  | "wider"
  | "checklist"
  | "reflection"
  | "break";

export type Phase = "lobby" | "running" | "closed";

export type Circle = "author" | "table" | "room";

export type Verdict = "chosen" | "set_aside";

export type TimerState = "idle" | "running" | "paused" | "ended";

export type Level = "project" | "organisation" | "other_level";

export type ProjectOutcome = "go" | "go_adapted" | "stop" | "open";

export type Orientation = "vulnerable" | "strived_for";

export type Weight = "low" | "medium" | "high";

export type TargetKind = "note" | "poster" | "item" | "block";

export type ShownStage =
  | "step"
  | "lobby"
  | "clock"
  | "case"
  | "framework"
  | "table"
  | "values"
  | "actions"
  | "poster"
  | "checklist"
  | "parked";

export type Tool =
  | "case"
  | "accents"
  | "research"
  | "joint_actions"
  | "examples"
  | "dots"
  | "tensions"
  | "ordering"
  | "wider"
  | "answers"
  | "parked"
  | "reflection";

export type MeasureKind = "categories" | "mechanisms";

export type AccentRole = "yes" | "no" | "partly";

export type ParkedOutcome = "open" | "handled" | "forwarded";

export type Assessment = "unknown" | "done" | "planned" | "not_needed";

export type Proactivity = "" | "low" | "moderate" | "high";

export type DataOrigin = "" | "none" | "own" | "others";

export type CaseRow =
  | "aim"
  | "description"
  | "goal"
  | "documents"
  | "stage"
  | "technology"
  | "stakeholders"
  | "issues"
  | "questions";

export type Space = "" | "low" | "full";

export type Stage = "" | "exploration" | "execution" | "evaluation";

export type ActionState = "not_started" | "busy" | "stuck" | "done" | "dropped";

export type Role = "participant" | "facilitator" | "scribe" | "screen";

export type NoteContent = ValueContent | ActionContent;

export type ItemContent =
  | CaseForm
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
  | Help;

export type EntryContent = PosterValueContent | PosterActionContent | TensionContent;

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
  | ReopenWorkshop;

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
  | MeRecord;

export type ClientFrame = Hello | Do | Ping;

export type ServerFrame = Welcome | View | Patch | Refused | Pong | Presence | Drain | Lost | Swapped;

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

/**
 * The project and case description (the handbook's bijlage 4, nine rows), which assessments were done (DOM-27), and for
 * CODIO-PaD the classification and the data used. `phase` is where the project is, chosen from a list, and `stage` says it in
 * other words. There is one, with the id `case`; every earlier version is kept.
 */
export interface CaseForm {
  type: "case";
  aim: string;
  description: string;
  goal: string;
  documents: string;
  stage: string;
  technology: string;
  stakeholders: string;
  issues: string;
  questions: string;
  dpia: Assessment;
  iama: Assessment;
  other_assessment: string;
  proactivity: Proactivity;
  data_origin: DataOrigin;
  data_used: string;
  phase: Stage;
}

/**
 * When and where the workshop is. There is one, with the id `plan`. `date` is ISO 8601 (`2026-12-01`), `time` `09:30`, both
 * local time in the Netherlands; `call_url` is the room's video call. `follow_up` is the planned follow-up talk.
 */
export interface Plan {
  type: "plan";
  date: string;
  time: string;
  place: string;
  call_url: string;
  follow_up: string;
  approach: string;
}

/** The video call of one table, for people who take part from elsewhere. The id is `link:<table>`. */
export interface TableLink {
  type: "table_link";
  table_id: string;
  url: string;
}

/**
 * An accent value of the organisation (CODIO Strategie, phase 2), why it was chosen and its administrative meaning.
 * `strategy_version` is that of the organisation's strategy which says so, 0 where people of the workshop wrote it.
 */
export interface Accent {
  type: "accent";
  value: ValueRef;
  reason: string;
  meaning: string;
  strategy_version: number;
}

/**
 * Whether an accent value plays a part in this case, and why (DOM-09). An empty `table_id` is the whole room's answer.
 * The id is `accent:<accent>:<table>`.
 */
export interface AccentAnswer {
  type: "accent_answer";
  accent_id: string;
  table_id: string;
  role: AccentRole;
  why: string;
}

/** A value from research that the organiser brings. Seen once the script lays them on the tables, never before (DOM-23). */
export interface ResearchValue {
  type: "research_value";
  foundation: FoundationId;
  value: ValueRef;
  text: string;
  source: string;
}

/**
 * What a table does with a value from research: choose it, or set it aside with the reason. The id is
 * `verdict:<research>:<table>`.
 */
export interface ResearchVerdict {
  type: "research_verdict";
  research_id: string;
  table_id: string;
  verdict: Verdict;
  reason: string;
}

/** An action that a table words together, with what was weighed. `measures` are ids of categories or mechanisms. */
export interface JointAction {
  type: "joint_action";
  table_id: string;
  action: string;
  actor: string;
  values: readonly ValueRef[];
  measures: readonly string[];
  consideration: string;
  origins: readonly string[];
}

/** A point on the parking lot; in the end `handled`, or `forwarded` to somebody (DOM-16). */
export interface Parked {
  type: "parked";
  text: string;
  outcome: ParkedOutcome;
  forwarded_to: string;
}

/** What the scribe notes at a step. Facilitator and scribe see it. */
export interface Observation {
  type: "observation";
  leaf_id: string;
  text: string;
}

/**
 * A person's own answer to a question of the reflection; only its author sees it until he shares it. There is one per
 * person and question; its id is any, because a shared one must not say whose it is.
 */
export interface Reflection {
  type: "reflection";
  question: number;
  text: string;
  shared: boolean;
}

/** The room's answer to a question of a step that keeps one (step 4a). The id is `answer:<step>:<question>`. */
export interface StepAnswer {
  type: "step_answer";
  step_id: string;
  question: number;
  text: string;
}

/**
 * A question that was asked, or a preparation that was done. The id is `tick:<step>:<number>`; `prepare` stands for the
 * preparation. Facilitator and scribe see it.
 */
export interface Tick {
  type: "tick";
  step_id: string;
  question: number;
  done: boolean;
}

/**
 * One person's dots on a table's notes. Hidden until everybody at the table has placed theirs. The id is
 * `dots:<table>:<kind>:<person>`.
 */
export interface Dots {
  type: "dots";
  table_id: string;
  kind: NoteKind;
  note_ids: readonly string[];
}

/** A table, or the facilitator, turns the dots over before everybody has placed them. The id is `shown:<table>:<kind>`. */
export interface DotsShown {
  type: "dots_shown";
  table_id: string;
  kind: NoteKind;
}

/**
 * What is agreed for afterwards (the checklist step): when people meet again and with whom, what is kept for that time,
 * and who is the regievoerder: who watches over all actions and tells the others. There is one, with the id `follow_up`.
 */
export interface FollowUp {
  type: "follow_up";
  appointment: string;
  with_whom: string;
  next_time: string;
  coordinator: string;
}

/** A table asks the facilitator to come. The id is `help:<table>`; removing it takes the signal away. */
export interface Help {
  type: "help";
  table_id: string;
  text: string;
}

/** A value with its meaning in this case. */
export interface PosterValueContent {
  type: "value";
  meaning: string;
  orientation: Orientation | null;
  wider: boolean;
  wider_note: string;
  foundation: FoundationId;
  value: ValueRef;
}

/** An action with the values that it safeguards; `measures` are ids of categories or mechanisms. */
export interface PosterActionContent {
  type: "action";
  foundation: FoundationId;
  action: string;
  holder: string;
  term: string;
  monitor: string;
  level: Level | null;
  audience: string;
  necessity: Weight | null;
  importance: Weight | null;
  needs: string;
  wider: boolean;
  wider_note: string;
  values: readonly ValueRef[];
  measures: readonly string[];
}

/**
 * Two values that clash, or more with those in `further`, and the choice made; or two actions, with the ids of poster actions
 * in `action_a` and `action_b` and no values. `actions` are poster actions that carry the choice out.
 */
export interface TensionContent {
  type: "tension";
  clash: string;
  affected: string;
  choice: string;
  reason: string;
  decides: string;
  value_a: ValueRef;
  value_b: ValueRef;
  action_a: string;
  action_b: string;
  actions: readonly string[];
  further: readonly ValueRef[];
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

/**
 * Say "ik ben klaar", or not any more. Everybody sees how many, nobody who. `behalf` is somebody without a device for whom a
 * scribe says it, else empty.
 */
export interface SayReady {
  type: "say_ready";
  run_id: string;
  ready: boolean;
  behalf?: string;
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

/** Choose the tables, and who is to sit where; none: their number follows the number of people again. */
export interface SetTables {
  type: "set_tables";
  base_rev: number;
  tables: readonly PreparedTable[];
}

/**
 * A table that the facilitator chose beforehand: its foundations, and who is to sit there: people by the name that they will
 * give, and whoever looks from one of these perspectives.
 */
export interface PreparedTable {
  foundations: readonly FoundationId[];
  names: readonly string[];
  perspectives: readonly string[];
}

/** The facilitator gives somebody another table. */
export interface MovePerson {
  type: "move_person";
  participant_id: string;
  table_id: string;
}

/** The facilitator says that somebody is not there (any more), or is; a participant says of himself that he is back. */
export interface MarkAway {
  type: "mark_away";
  participant_id: string;
  away: boolean;
}

/** The facilitator takes people out: doubles, ghosts, strangers. What others see stays. `restore_people` undoes it. */
export interface RemovePeople {
  type: "remove_people";
  participant_ids: readonly string[];
}

/** Undo `remove_people`. */
export interface RestorePeople {
  type: "restore_people";
  participant_ids: readonly string[];
}

/** Let nobody new come in, or let them again. Who takes part already comes back as always. */
export interface SetDoor {
  type: "set_door";
  shut: boolean;
}

/** The scribe adds somebody without a device. */
export interface AddProxy {
  type: "add_proxy";
  participant_id: string;
  table_id: string;
  name?: string;
  perspective?: string;
}

/**
 * Add a value, an action or a tension to the poster (`base_rev` 0) or change it. `origins` are what it comes from; a tension
 * has none.
 */
export interface PutPosterEntry {
  type: "put_poster_entry";
  entry_id: string;
  base_rev: number;
  content: EntryContent;
  origins?: readonly string[];
}

/** Put an entry after another of its kind; an empty `after_id` is the top. */
export interface MovePosterEntry {
  type: "move_poster_entry";
  entry_id: string;
  base_rev: number;
  after_id?: string;
}

/** Take an entry off the poster, with the reason if there is one; `restore_poster_entry` undoes it. */
export interface RemovePosterEntry {
  type: "remove_poster_entry";
  entry_id: string;
  base_rev: number;
  reason?: string;
}

/** Undo `remove_poster_entry`. */
export interface RestorePosterEntry {
  type: "restore_poster_entry";
  entry_id: string;
  base_rev: number;
}

/** Lay an entry into another of its kind, which takes over its origins; `restore_poster_entry` takes them apart again. */
export interface MergePosterEntry {
  type: "merge_poster_entry";
  entry_id: string;
  base_rev: number;
  into_id: string;
  into_base_rev: number;
  reason?: string;
}

/** Show the actions by necessity and importance, by principle, by both, or as they were laid. */
export interface OrderPoster {
  type: "order_poster";
  base_rev: number;
  by_priority: boolean;
  by_principle?: boolean;
}

/** Add a thing (`base_rev` 0) or change it. Contents of which there is one per table, person or question have a fixed id. */
export interface PutItem {
  type: "put_item";
  item_id: string;
  base_rev: number;
  content: ItemContent;
}

/** Take a thing away; `restore_item` undoes it. */
export interface RemoveItem {
  type: "remove_item";
  item_id: string;
  base_rev: number;
}

/** Undo `remove_item`. */
export interface RestoreItem {
  type: "restore_item";
  item_id: string;
  base_rev: number;
}

/** Ask to speak, or no longer. */
export interface RaiseHand {
  type: "raise_hand";
  raised: boolean;
}

/** Let somebody speak: his hand goes down. An empty `participant_id` is nobody any more. */
export interface GiveFloor {
  type: "give_floor";
  participant_id?: string;
}

/** The facilitator takes somebody off the list of speakers. */
export interface LowerHand {
  type: "lower_hand";
  participant_id: string;
}

/**
 * Iedereen hierheen: bring everybody to a note, a poster entry, an item, or a block of the board. An empty `target` ends
 * it.
 */
export interface BringHere {
  type: "bring_here";
  kind: TargetKind;
  target?: string;
}

/**
 * Op het scherm: draw something else than the step's own stage, or again that ("step"). `table_id` is for a table's sheet.
 * `page` is as in `Showing`.
 */
export interface ShowOnScreen {
  type: "show_on_screen";
  stage: ShownStage;
  table_id?: string;
  page?: number;
}

/** Other minutes, or another order, for what is still to come. `leaves` is the whole plan; steps stay whole. */
export interface ChangePlan {
  type: "change_plan";
  base_rev: number;
  leaves: readonly PlannedLeaf[];
}

/** A leaf of the script with the minutes that it gets in this workshop. */
export interface PlannedLeaf {
  leaf_id: string;
  minutes: number;
}

/** Divide the time until `ends_at_ms` over what is still to come, in proportion to its minutes. */
export interface FitPlan {
  type: "fit_plan";
  base_rev: number;
  ends_at_ms: number;
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

/** Another title and organisation. What was fixed keeps what it says. */
export interface ChangeTitle {
  type: "change_title";
  base_rev: number;
  title: string;
  organisation?: string;
}

/** End the workshop. Nothing can be changed afterwards. */
export interface CloseWorkshop {
  type: "close_workshop";
}

/** Go on after all, until `REOPEN_MS` after the end. */
export interface ReopenWorkshop {
  type: "reopen_workshop";
}

/**
 * `id` is always "workshop". `current` is the id of the run that is on, empty in the lobby. `minute_ms` is the length of a
 * minute of the script: 60,000, shorter only in rehearsals and tests. `nameless` says that nobody can tell any more whose a note
 * was, also its author not. While the door is shut nobody new comes in. `closed_at_ms` is 0 until the end. `values_rev` says of
 * which values it is: a page with content of others is one of before.
 */
export interface WorkshopRecord {
  type: "workshop";
  id: string;
  title: string;
  organisation: string;
  case_text: string;
  language: string;
  code: string;
  phase: Phase;
  current: string;
  opened_at_ms: number;
  started_at_ms: number;
  minute_ms: number;
  people: number;
  tables_frozen: boolean;
  rehearsal: boolean;
  nameless: boolean;
  door_shut: boolean;
  closed_at_ms: number;
  title_rev: number;
  values_rev: number;
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

/** A value on the poster. `accent` says that it is an accent value of the organisation. */
export interface PosterValueRecord {
  type: "poster_value";
  id: string;
  origins: readonly string[];
  withdrawn: number;
  order: string;
  rev: number;
  content: PosterValueContent;
  accent: boolean;
}

/** An action on the poster. */
export interface PosterActionRecord {
  type: "poster_action";
  id: string;
  origins: readonly string[];
  withdrawn: number;
  order: string;
  rev: number;
  content: PosterActionContent;
}

/** Two values or two actions that clash, and the choice made; without a choice it is open. */
export interface TensionRecord {
  type: "tension";
  id: string;
  origins: readonly string[];
  withdrawn: number;
  order: string;
  rev: number;
  content: TensionContent;
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

/** `id` is always "poster_order": whether actions stand by necessity and importance, and whether by principle. */
export interface PosterOrderRecord {
  type: "poster_order";
  id: string;
  by_priority: boolean;
  rev: number;
  by_principle: boolean;
}

/** For facilitator and scribe: a poster entry that was laid into another; `id` is "merged:<entry>". */
export interface MergedRecord {
  type: "merged";
  id: string;
  entry_id: string;
  into_id: string;
  label: string;
  rev: number;
}

/**
 * A value or action that was taken off the poster, or laid into another, with the reason that was given; `id` is
 * "dropped:<entry>". What went without a reason is not told.
 */
export interface DroppedRecord {
  type: "dropped";
  id: string;
  entry_id: string;
  kind: NoteKind;
  label: string;
  into_label: string;
  reason: string;
}

/** A thing on the board. `own` contents of the viewer are named in `me.items`. `leaf_id` is the leaf in which it was put. */
export interface ItemRecord {
  type: "item";
  id: string;
  item_id: string;
  content: ItemContent;
  table_id: string;
  leaf_id: string;
  rev: number;
}

/**
 * A table's dots; `id` is "dots:<table>:<kind>". `counts` holds the dots per note once they are shown, before that nothing;
 * `placed` of `people` have placed theirs.
 */
export interface DotsRecord {
  type: "dots";
  id: string;
  table_id: string;
  kind: NoteKind;
  shown: boolean;
  placed: number;
  people: number;
  counts: readonly DotCount[];
}

/** How many dots a note has. */
export interface DotCount {
  note_id: string;
  dots: number;
}

/** `id` is always "hands": the speakers' list, and who speaks now; never an id of a person. */
export interface HandsRecord {
  type: "hands";
  id: string;
  queue: readonly Speaker[];
  floor: Speaker | null;
}

/** Somebody who wants to speak, or speaks: a pseudonym (or empty) and a table. */
export interface Speaker {
  name: string;
  table_id: string;
}

/** `id` is always "spotlight": what the facilitator brings everybody to; an empty `target` is nothing. */
export interface SpotlightRecord {
  type: "spotlight";
  id: string;
  kind: TargetKind;
  target: string;
  n: number;
}

/** `id` is always "showing": what is drawn on the screen, as in `Showing`. */
export interface ShowingRecord {
  type: "showing";
  id: string;
  stage: ShownStage;
  table_id: string;
  page: number;
}

/** `id` is always "plan": all leaves with their order and minutes in this workshop. They go before those of the script. */
export interface PlanRecord {
  type: "plan";
  id: string;
  leaves: readonly PlannedLeaf[];
  rev: number;
}

/**
 * For the facilitator and the scribe only: who sits where. `id` is "person:<participant>"; `hand` is the place among the
 * speakers, 0 for none; `ordinal` counts people as they came in, from 1. Who is `removed` takes no part.
 */
export interface PersonRecord {
  type: "person";
  id: string;
  participant_id: string;
  name: string;
  perspective: string;
  table_id: string;
  proxy: boolean;
  hand: number;
  away: boolean;
  removed: boolean;
  ordinal: number;
}

/** For the facilitator only; `id` is always "seating": the tables that were chosen beforehand, and who is expected there. */
export interface SeatingRecord {
  type: "seating";
  id: string;
  tables: readonly PreparedTable[];
  rev: number;
}

/** For the facilitator only; `id` is always "desk": how many ask for more time in the run that is on. */
export interface DeskRecord {
  type: "desk";
  id: string;
  asking: number;
}

/**
 * For the facilitator only; `id` is always "case_origin": what of the case stands there as the project leader wrote
 * it, by the names of its fields, and when he stored it last.
 */
export interface CaseOriginRecord {
  type: "case_origin";
  id: string;
  rows: readonly string[];
  at_ms: number;
}

/**
 * For one person only; `id` is "me:<participant>". `mine` are the ids of the person's notes, `items` of what the person put.
 * `hand` is the place among the speakers, 0 for none.
 */
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
  items: readonly string[];
  hand: number;
  has_floor: boolean;
  away: boolean;
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

/** Limits for whoever types, told on the wire: lengths in characters, and how many notes and dots a person has. */
export interface Limits {
  why: number;
  action: number;
  actor: number;
  name: number;
  other_value: number;
  notes_per_person: number;
  dots: number;
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

/** How many devices are connected per role, and whether the server's store gets full. Never logged, may be dropped. */
export interface Presence {
  type: "presence";
  participants: number;
  screens: number;
  facilitators: number;
  space: Space;
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

/**
 * Instead of a welcome: the page was drawn for somebody else than whom its browser makes its holder now. `name` is what that
 * one is called, empty without a name.
 */
export interface Swapped {
  type: "swapped";
  name: string;
}

/** What one run is of: a step or sub-step with everything filled in. */
export interface Leaf {
  id: string;
  part_id: string;
  step_id: string;
  stage: string;
  stage_title: Text | null;
  title: Text;
  minutes: number;
  mode: Mode;
  screen: LeafScreen;
  do: Text;
  say: Text;
  silent: boolean;
  kinds: readonly NoteKind[];
  sheet: NoteKind | null;
  questions: readonly Question[];
  deliver: readonly Text[];
  pitches: boolean;
  tools: readonly Tool[];
}

/**
 * A map from languages to what is said in them. Dutch leads: what is not said in another language is read in Dutch.
 * It is stored as a table of languages, `{nl, en}`, as it always was; what further languages say stands beside those, in
 * `others`, and is left out while there is none.
 */
export interface Text {
  nl: string;
  en: string;
  others?: { readonly [key: string]: string };
}

/**
 * A question of a step. `only_with_accents` hides it while no accent values are loaded (DOM-09); `keep` asks for an answer
 * that is kept (the four questions of step 4a).
 */
export interface Question {
  nl: string;
  en: string;
  others?: { readonly [key: string]: string };
  only_with_accents: boolean;
  keep: boolean;
}

/**
 * A whole script. `version` changes whenever a published file changes; a session keeps its own copy.
 * `stated_minutes` is what the source says that it takes: 155 and "two and a half hours" are both shown (DOM-02). `label`
 * says what kind of script this is when that must be known (a reconstruction, a copy). `measures` is the vocabulary of actions:
 * the six categories or the eight mechanisms. With `minutes_to_fill` a leaf may have 0 minutes: who opens a workshop fills
 * them in. `prepare` is what to do beforehand, `after` what to do once it is over. `based_on` is the id of the script that
 * it was copied from, `owner` whose it is.
 */
export interface Script {
  id: string;
  version: number;
  title: Text;
  source: string;
  framework: string;
  parts: readonly Part[];
  checklist: readonly ChecklistItem[];
  stated_minutes: number;
  label: Text | null;
  measures: MeasureKind;
  minutes_to_fill: boolean;
  prepare: readonly Text[];
  after: readonly Text[];
  based_on: string;
  owner: string;
}

/** Deel A or deel B. */
export interface Part {
  id: string;
  title: Text;
  steps: readonly Step[];
}

/**
 * One row of the script.
 * `stage` is the number printed before it ("2"; several rows share one, "0" where the source gives none), `stage_title` what the
 * source calls the whole step ("Identificeren van waarden"), where that has a title beside those of its rows. `do` tells a
 * participant what to do now, `say` is what the facilitator can say. `kinds` is what may be written; `sheet` names the kind of
 * the table's sheet that is made. A silent step has no sub-steps.
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
  questions: readonly Question[];
  deliver: readonly Text[];
  tools: readonly Tool[];
  sub_steps: readonly SubStep[];
  stage_title: Text | null;
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
  questions: readonly Question[];
  deliver: readonly Text[];
  tools: readonly Tool[];
}

/** One of the poster's checklist questions. */
export interface ChecklistItem {
  id: string;
  question: Text;
}

/**
 * A whole value framework. `version` changes whenever a published file changes.
 * `owner` is the organisation whose own values are in it, `based_on` the id of the framework whose foundations and principles it
 * has; both are empty for a shipped one (DOM-22). `own_principles` are the ids of the principles that it brought itself.
 */
export interface Framework {
  id: string;
  version: number;
  title: Text;
  source: Source;
  foundations: readonly Foundation[];
  principles: readonly Principle[];
  values: readonly Value[];
  owner: string;
  based_on: string;
  own_principles: readonly string[];
}

/** Where the content comes from. Names and dates only; the sentences in the data are our own. */
export interface Source {
  title: string;
  authors: string;
  date: string;
}

/**
 * One of the three fundamenten. `relation` says between whom it is ("tussen het bestuur en alle inwoners"), `definition` what
 * it asks; workshops of before it was there have none.
 */
export interface Foundation {
  id: FoundationId;
  name: Text;
  relation: Text;
  definition: Text | null;
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

/** The kinds of measures and the examples of one version. */
export interface MeasureSet {
  id: string;
  version: number;
  sources: readonly Source[];
  categories: readonly Measure[];
  mechanisms: readonly Measure[];
  examples: readonly Example[];
}

/** A category or a mechanism, with what it is in one sentence. */
export interface Measure {
  id: string;
  name: Text;
  about: Text;
}

/** An example action for a value, under a category. Shown only after the silent writing (DOM-23). */
export interface Example {
  value_id: string;
  category: string;
  action: Text;
}

/** Which case it is and what it told at `told_at_ms`. `more` counts the actions that found no place. */
export interface Former {
  case_id: string;
  stage: Stage;
  told_at_ms: number;
  values: readonly FormerValue[];
  tensions: readonly FormerTension[];
  actions: readonly FormerAction[];
  more: number;
}

/** A value of the former poster, by its name. */
export interface FormerValue {
  foundation: FoundationId;
  name: string;
  meaning: string;
}

/** Two that clashed, or more values with those in `further`, and the choice; an empty one was left open. */
export interface FormerTension {
  one: string;
  other: string;
  choice: string;
  further: readonly string[];
}

/**
 * An action of the case and how it was doing. An entry of the poster whose id begins with this one is the same action, told
 * once more.
 */
export interface FormerAction {
  id: string;
  foundation: FoundationId | null;
  action: string;
  state: ActionState;
  holder: string;
  term: string;
  level: Level | null;
  reason: string;
}

/** What a `PosterValueContent` says when nothing has been said yet. */
export const BLANK_VALUE: Omit<PosterValueContent, "foundation" | "value"> = {
  type: "value",
  meaning: "",
  orientation: null,
  wider: false,
  wider_note: "",
};

/** What a `PosterActionContent` says when nothing has been said yet. */
export const BLANK_ACTION: Omit<PosterActionContent, "foundation" | "action"> = {
  type: "action",
  holder: "",
  term: "",
  monitor: "",
  level: null,
  audience: "",
  necessity: null,
  importance: null,
  needs: "",
  wider: false,
  wider_note: "",
  values: [],
  measures: [],
};

/** What a `TensionContent` says when nothing has been said yet. */
export const BLANK_TENSION: Omit<TensionContent, "value_a" | "value_b"> = {
  type: "tension",
  clash: "",
  affected: "",
  choice: "",
  reason: "",
  decides: "",
  action_a: "",
  action_b: "",
  actions: [],
  further: [],
};
