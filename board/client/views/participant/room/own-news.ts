// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What others did that concerns whoever takes part, in sentences for who does not look: first one's own notes, then time and floor. Pure. */

import { t, tn } from "../../../core/i18n";
import type { Command, NoteRecord, TimerState, Verdict } from "../../../protocol.gen";

/** One's own note, as it lies. */
export interface OwnNote {
  title: string;
  /** The name of its column. */
  column: string;
  verdict: Verdict | null;
  hidden: boolean;
  /** Whether it lies on the table: not while it is written in silence, nor where its author does not see its place. */
  placed: boolean;
  /** Ids of the other notes on its stack. Not the stack's own id: that changes while nobody lays anything anywhere. */
  beside: ReadonlySet<string>;
}

/** What concerns one person, at one moment. */
export interface OwnNow {
  run: string;
  timer: TimerState;
  /** What was added to the time of this run since the page looks (`timeAdded`). */
  added_ms: number;
  /** Who else speaks: how he is told from others, and his name. */
  floor: { key: string; name: string } | null;
  /** Under their ids. */
  notes: ReadonlyMap<string, OwnNote>;
}

/** A timer at one moment. */
export interface Timed {
  run: string;
  timer: TimerState;
  version: number;
  ends_at_ms: number;
  left_ms: number;
}

/**
 * Milliseconds that one change of the timer added; negative when it took some. None when more changed than was seen, on a page that was
 * away: a pause and its end put the end later too, and give nobody time.
 */
export function timeAdded(before: Timed, now: Timed): number {
  if (before.run !== now.run || before.timer !== now.timer || now.version !== before.version + 1) return 0;
  if (now.timer === "running") return now.ends_at_ms - before.ends_at_ms;
  return now.timer === "paused" ? now.left_ms - before.left_ms : 0;
}

/** Which notes lie on a stack together, for each note the others. */
export function besides(notes: readonly Pick<NoteRecord, "id" | "stack_id">[]): (id: string) => ReadonlySet<string> {
  const stacks = new Map<string, Set<string>>();
  const stackOf = new Map<string, string>();
  for (const { id, stack_id } of notes) {
    const stack = stack_id || id;
    stackOf.set(id, stack);
    stacks.set(stack, (stacks.get(stack) ?? new Set()).add(id));
  }
  return (id) => new Set([...(stacks.get(stackOf.get(id) ?? id) ?? [])].filter((one) => one !== id));
}

/** `own` are the commands of this page since then; `notes` says whether news of notes is wanted; `minute_ms` is a minute of this workshop. */
export function ownNews(before: OwnNow, now: OwnNow, { own, notes, minute_ms }: { own: readonly Command[]; notes: boolean; minute_ms: number }): readonly string[] {
  return [...(notes ? ofNotes(before, now, own) : []), ...ofTime(before, now, minute_ms), ...ofFloor(before, now)];
}

function ofNotes(before: OwnNow, now: OwnNow, own: readonly Command[]): readonly string[] {
  const mine = new Set(own.flatMap((one) => ["note_id" in one ? one.note_id : "", "onto_id" in one ? one.onto_id : ""]));
  const told: string[] = [];
  for (const [id, note] of now.notes) {
    const old = before.notes.get(id);
    // Who moves or chooses a note takes along what lies on it.
    if (!old || [id, ...old.beside].some((one) => mine.has(one))) continue;
    const fields = { note: note.title };
    if (old.hidden !== note.hidden) {
      told.push(note.hidden ? t("The facilitator hid your note {note} from the others", fields) : t("The others see your note {note} again", fields));
    }
    if (old.column !== note.column) told.push(t("Your note {note} was moved to {column}", { ...fields, column: note.column }));
    if (old.placed && note.beside.size > 0 && ![...note.beside].some((one) => old.beside.has(one))) told.push(t("Your note {note} lies with others now", fields));
    if (old.verdict !== note.verdict) told.push(decided(note));
  }
  return told;
}

function decided({ title, verdict }: OwnNote): string {
  if (verdict === null) return t("Your note {note} lies on the table again", { note: title });
  return verdict === "chosen" ? t("Your note {note} is chosen", { note: title }) : t("Your note {note} is set aside", { note: title });
}

/** Start, the last minute and the end are said by the milestones; here is what the facilitator does in between. */
function ofTime(before: OwnNow, now: OwnNow, minute_ms: number): readonly string[] {
  if (before.run !== now.run) return [];
  if (before.timer === "running" && now.timer === "paused") return [t("The facilitator paused the time")];
  if (before.timer !== now.timer) return [];
  const added = Math.round((now.added_ms - before.added_ms) / minute_ms);
  return added > 0 ? [tn("You have {n} minute more", "You have {n} minutes more", added)] : [];
}

function ofFloor(before: OwnNow, now: OwnNow): readonly string[] {
  return now.floor && now.floor.key !== before.floor?.key ? [t("{name} speaks now", { name: now.floor.name })] : [];
}
