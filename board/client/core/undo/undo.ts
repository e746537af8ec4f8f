// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What this page did and how to take it back, the last first. Pure: every function gives a new list.
 *
 * An inverse is based on the revision that the change itself left. Undoing makes two revisions more (the change and its
 * inverse), so earlier inverses of the same thing are counted on by two: a row of undos works, and a change of somebody else in
 * between is still refused. It is counted only when it was carried out: counted on for what was refused, a revision would fit that
 * somebody else made, and his change would be overwritten.
 */

import type { Command } from "../../protocol.gen";

/** One command, and what takes it back. */
export interface Step {
  readonly command: Command;
  /** Null for what cannot be taken back, such as a step: nothing older is taken back in its place. */
  readonly inverse: Command | null;
}

export interface Undoable extends Step {
  /** What was done, as it was said. */
  readonly label: string;
  /** Another entry of the poster that the change touched too: into which this one was laid. */
  readonly also?: string;
  /** The further commands of the same act, in the order in which they were carried out: all are taken back as one. */
  readonly more?: readonly Step[];
}

export type UndoList = readonly Undoable[];

/** Nobody takes back more than this by hand, and a long workshop must not fill the page. */
const MAX_KEPT = 50;

/** Remember one more. */
export function remember(list: UndoList, one: Undoable): UndoList {
  return [...list, one].slice(-MAX_KEPT);
}

/** The last one, and those before it; null when there is nothing. */
export function takeLast(list: UndoList): { last: Undoable; rest: UndoList } | null {
  const last = list.at(-1);
  return last ? { last, rest: list.slice(0, -1) } : null;
}

/** What `one` changes was changed `by` revisions more: what is based on it is so on the last of these. Of what can be taken back, and done again. */
export function onward(list: UndoList, one: Undoable, by: number): UndoList {
  const touched = touchedBy(one);
  const step = ({ command, inverse }: Step): Step => ({ command: counted(command, touched, by), inverse: counted(inverse, touched, by) });
  return list.map((old) => ({ ...old, ...step(old), ...(old.more ? { more: old.more.map(step) } : {}) }));
}

/** `one` was refused: somebody else changed what it is about, and nothing of this page fits there any more. */
export function withoutTouched(list: UndoList, one: Undoable): UndoList {
  const touched = touchedBy(one);
  return list.filter((old) => !touchedBy(old).some((target) => touched.includes(target)));
}

/**
 * What was taken back, the last at the end, with one more, which is older than all of them. Its undoing made one revision more; doing it
 * again, which comes first, makes another, and is counted when it is done.
 */
export function takenBack(list: UndoList, one: Undoable): UndoList {
  const redone = again(one);
  return redone ? [...onward(list, one, 1), redone] : list;
}

function touchedBy(one: Undoable): readonly string[] {
  return [...inversesOf(one).map(targetOf), one.also ? `entry:${one.also}` : ""].filter(Boolean);
}

/** What takes it back, the last command of it first. */
export function inversesOf(one: Undoable): readonly Command[] {
  return [...(one.more ?? [])].reverse().concat(one).flatMap(({ inverse }) => (inverse ? [inverse] : []));
}

/** What does again what was just taken back, and how to take that back; null for what could not be taken back at all. */
export function again(undone: Undoable): Undoable | null {
  if (!undone.inverse) return null;
  const next = later(undone, inversesOf(undone).map(targetOf).filter(Boolean));
  const more = undone.more?.map((step, at) => ({ ...step, inverse: next.more?.[at]?.inverse ?? null, command: redoOf(step) }));
  return { ...next, command: redoOf(undone), ...(more ? { more } : {}) };
}

function redoOf({ command, inverse }: Step): Command {
  if (!inverse) return command;
  if (inverse.type === "remove_item") return { type: "restore_item", item_id: inverse.item_id, base_rev: inverse.base_rev + 1 };
  if (inverse.type === "remove_poster_entry") {
    return { type: "restore_poster_entry", entry_id: inverse.entry_id, base_rev: inverse.base_rev + 1 };
  }
  if ("base_choice_rev" in inverse && "base_choice_rev" in command) return { ...command, base_choice_rev: inverse.base_choice_rev + 1 };
  if (!("base_rev" in inverse) || !("base_rev" in command)) return command;
  const redone = { ...command, base_rev: inverse.base_rev + 1 };
  // The entry into which it was laid was changed by the merging and by its undoing.
  return redone.type === "merge_poster_entry" ? { ...redone, into_base_rev: redone.into_base_rev + 2 } : redone;
}

/** What a command changes the revision of: empty when it is based on none. */
function targetOf(command: Command): string {
  if ("base_choice_rev" in command) return `choice:${command.note_id}`;
  if (!("base_rev" in command)) return "";
  if ("note_id" in command) return `note:${command.note_id}`;
  if ("entry_id" in command) return `entry:${command.entry_id}`;
  if ("item_id" in command) return `${command.type === "answer_checklist" ? "answer" : "item"}:${command.item_id}`;
  return command.type === "fit_plan" ? "change_plan" : command.type;
}

/** Its inverses counted on by two revisions where they are of one of these things. */
function later(one: Undoable, touched: readonly string[]): Undoable {
  const more = one.more?.map((step) => ({ ...step, inverse: counted(step.inverse, touched, 2) }));
  return { ...one, inverse: counted(one.inverse, touched, 2), ...(more ? { more } : {}) };
}

function counted<T extends Command | null>(step: T, touched: readonly string[], by: number): T {
  if (!step) return step;
  const into = "into_base_rev" in step && touched.includes(`entry:${step.into_id}`) ? { into_base_rev: step.into_base_rev + by } : {};
  if (!touched.includes(targetOf(step))) return { ...step, ...into };
  if ("base_choice_rev" in step) return { ...step, base_choice_rev: step.base_choice_rev + by };
  return "base_rev" in step ? { ...step, ...into, base_rev: step.base_rev + by } : step;
}
