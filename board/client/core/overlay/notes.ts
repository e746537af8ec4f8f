// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Notes as their author should see them: commands that wait for the server laid over the confirmed records. Pure. Revisions are
 * counted on as the server counts them, so that a second change of a waiting note fits when its turn comes.
 */

import type { AddNote, Command, FoundationId, NoteRecord } from "../../protocol.gen";
import type { Failure, NoteView } from "../api";
import { FOUNDATIONS } from "../foundations";

export interface Looker {
  /** Ids of the looker's own notes. */
  mine: ReadonlySet<string>;
  /** Ids of notes that somebody else moved a moment ago. */
  moved: ReadonlySet<string>;
  /** The table at which a new note is written; for a scribe that of the person for whom it is. */
  tableOf(behalf: string): string;
}

/** Sorts before every digit of the server's order keys, so `key + NEXT` comes right after `key`. */
const NEXT = "!";

/** The notes to draw, sorted by column, order and id; a note without an order stands last in its column. */
export function layNotes(
  confirmed: Iterable<NoteRecord>,
  pending: readonly Command[],
  failures: readonly Failure[],
  looker: Looker,
): readonly NoteView[] {
  const notes = new Map<string, NoteView>();
  for (const note of confirmed) {
    notes.set(note.id, {
      ...note,
      pending: false,
      failure: null,
      mine: looker.mine.has(note.id),
      moved: looker.moved.has(note.id),
    });
  }
  for (const failure of failures) layFailure(notes, failure, looker);
  for (const command of pending) layCommand(notes, command, looker);
  return [...notes.values()].sort(inOrder);
}

/** `now` with the objects of `before` for what did not change, so that whoever draws notes knows by a look which to draw anew. */
export function sameObjects(before: readonly NoteView[], now: readonly NoteView[]): readonly NoteView[] {
  const known = new Map(before.map((note) => [note.id, note]));
  return now.map((note) => {
    const old = known.get(note.id);
    return old && isSame(old, note) ? old : note;
  });
}

function isSame(a: NoteView, b: NoteView): boolean {
  const fields = Object.keys(b) as (keyof NoteView)[];
  return fields.length === Object.keys(a).length && fields.every((field) => a[field] === b[field]);
}

/** The order in which notes stand: column, order key, id. */
export function inOrder(a: NoteRecord, b: NoteRecord): number {
  if (a.column !== b.column) return FOUNDATIONS.indexOf(a.column) - FOUNDATIONS.indexOf(b.column);
  if (a.order === b.order) return compare(a.id, b.id);
  if (a.order === "" || b.order === "") return a.order === "" ? 1 : -1;
  return compare(a.order, b.order);
}

// Not localeCompare: the server compares code points.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function layFailure(notes: Map<string, NoteView>, failure: Failure, looker: Looker): void {
  const { command } = failure;
  if (!("note_id" in command)) return;
  const note = notes.get(command.note_id);
  if (note) notes.set(note.id, { ...note, failure });
  else if (command.type === "add_note") notes.set(command.note_id, { ...newNote(command, looker), pending: false, failure });
}

function layCommand(notes: Map<string, NoteView>, command: Command, looker: Looker): void {
  if (!("note_id" in command)) return;
  const note = notes.get(command.note_id);
  if (command.type === "add_note") {
    // One that is confirmed already only waits for its settlement.
    notes.set(command.note_id, note && !note.failure ? { ...note, pending: true } : newNote(command, looker));
    return;
  }
  if (!note) return;
  const changed = { ...note, pending: true, failure: null, moved: false };
  switch (command.type) {
    case "delete_note":
      notes.delete(note.id);
      break;
    case "edit_note":
      notes.set(note.id, { ...changed, content: command.content, rev: note.rev + 1 });
      break;
    case "move_note":
      move(notes, changed, command.column, command.after_id ?? "");
      break;
    case "stack_note":
      stack(notes, changed, command.onto_id);
      break;
    case "unstack_note":
      notes.set(note.id, { ...changed, stack_id: note.id, rev: note.rev + 1 });
      break;
    case "choose_note":
      for (const member of stackOf(notes, note)) {
        notes.set(member.id, {
          ...member,
          pending: true,
          failure: null,
          verdict: command.verdict,
          reason: command.verdict ? (command.reason ?? "") : "",
          choice_rev: member.choice_rev + 1,
        });
      }
      break;
    case "hide_note":
      notes.set(note.id, { ...changed, hidden: command.hidden });
      break;
    case "restore_note":
      // Its words are with the server only.
      break;
  }
}

function newNote(command: AddNote, looker: Looker): NoteView {
  return {
    type: "note",
    id: command.note_id,
    run_id: command.run_id,
    table_id: looker.tableOf(command.behalf ?? ""),
    column: command.column,
    content: command.content,
    order: "",
    stack_id: "",
    rev: 1,
    late: false,
    hidden: false,
    behalf: Boolean(command.behalf),
    verdict: null,
    reason: "",
    choice_rev: 0,
    pending: true,
    failure: null,
    mine: true,
    moved: false,
  };
}

/** A note takes its stack along, each member right after the one before. */
function move(notes: Map<string, NoteView>, note: NoteView, column: FoundationId, afterId: string): void {
  if (note.order === "") {
    notes.set(note.id, { ...note, column, rev: note.rev + 1 });
    return;
  }
  const members = stackOf(notes, note);
  const moving = new Set(members.map((member) => member.id));
  let order = orderAfter(notes, column, afterId, moving);
  for (const member of members) {
    order += NEXT;
    notes.set(member.id, { ...member, pending: true, failure: null, moved: false, column, order, rev: member.rev + 1 });
  }
}

function stack(notes: Map<string, NoteView>, note: NoteView, ontoId: string): void {
  const onto = notes.get(ontoId);
  if (!onto) return;
  const last = stackOf(notes, onto).at(-1) ?? onto;
  const order = last.order === "" ? "" : last.order + NEXT;
  notes.set(note.id, { ...note, column: onto.column, stack_id: onto.stack_id || onto.id, order, rev: note.rev + 1 });
}

/** As the server places it: at the top, after the neighbour's stack, or at the end when the neighbour is not there. */
function orderAfter(
  notes: ReadonlyMap<string, NoteView>,
  column: FoundationId,
  afterId: string,
  moving: ReadonlySet<string>,
): string {
  if (afterId === "") return "";
  const placed = [...notes.values()].filter((note) => note.column === column && note.order !== "" && !moving.has(note.id));
  const neighbour = placed.find((note) => note.id === afterId);
  const before = neighbour ? placed.filter((note) => note.id === afterId || sameStack(note, neighbour)) : placed;
  return before.map((note) => note.order).reduce((a, b) => (a > b ? a : b), "");
}

function stackOf(notes: ReadonlyMap<string, NoteView>, note: NoteView): readonly NoteView[] {
  return [...notes.values()].filter((other) => other.id === note.id || sameStack(other, note)).sort(inOrder);
}

function sameStack(a: NoteRecord, b: NoteRecord): boolean {
  return a.stack_id !== "" && a.stack_id === b.stack_id;
}
