// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What others did that concerns whoever takes part, in sentences for who does not look: first one's own notes, then time and floor. Pure. */

import { t, tn } from "../../../core/i18n";
import type { Command, TimerState, Verdict } from "../../../protocol.gen";

/** One's own note, as it lies. */
export interface OwnNote {
  title: string;
  /** The name of its column. */
  column: string;
  verdict: Verdict | null;
  hidden: boolean;
  /** Empty while it lies by itself. */
  stack: string;
}

/** What concerns one person, at one moment. */
export interface OwnNow {
  run: string;
  timer: TimerState;
  /** When the time is up while it runs, and what is left of it while it is paused. */
  ends_at_ms: number;
  left_ms: number;
  /** Who speaks; empty for nobody. */
  floor: string;
  /** Under their ids. */
  notes: ReadonlyMap<string, OwnNote>;
}

/** Less is the time between a command and its answer. */
const LEAST_ADDED_MINUTES = 0.1;

/** `own` are the commands of this page since then; `notes` says whether news of notes is wanted; `minute_ms` is a minute of this workshop. */
export function ownNews(before: OwnNow, now: OwnNow, { own, notes, minute_ms }: { own: readonly Command[]; notes: boolean; minute_ms: number }): readonly string[] {
  return [...(notes ? ofNotes(before, now, own) : []), ...ofTime(before, now, minute_ms), ...ofFloor(before, now)];
}

function ofNotes(before: OwnNow, now: OwnNow, own: readonly Command[]): readonly string[] {
  const mine = new Set(own.flatMap((one) => ["note_id" in one ? one.note_id : "", "onto_id" in one ? one.onto_id : ""]));
  const told: string[] = [];
  for (const [id, note] of now.notes) {
    const old = before.notes.get(id);
    if (!old || mine.has(id)) continue;
    const fields = { note: note.title };
    if (old.hidden !== note.hidden) {
      told.push(note.hidden ? t("The facilitator hid your note {note} from the others", fields) : t("The others see your note {note} again", fields));
    }
    if (old.column !== note.column) told.push(t("Your note {note} was moved to {column}", { ...fields, column: note.column }));
    if (old.stack !== note.stack && note.stack !== "") told.push(t("Your note {note} lies with others now", fields));
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
  const added = (now.timer === "running" ? now.ends_at_ms - before.ends_at_ms : now.timer === "paused" ? now.left_ms - before.left_ms : 0) / minute_ms;
  return added > LEAST_ADDED_MINUTES ? [tn("You have {n} minute more", "You have {n} minutes more", Math.max(1, Math.round(added)))] : [];
}

function ofFloor(before: OwnNow, now: OwnNow): readonly string[] {
  return now.floor !== "" && now.floor !== before.floor ? [t("{name} speaks now", { name: now.floor })] : [];
}
