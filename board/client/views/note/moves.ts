// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What people do with a note that lies on the table: the command, what is said about it, and how to undo it. */

import { t } from "../../core/i18n";
import type { Board, NoteView } from "../../core/api";
import type { Command, FoundationId, Verdict } from "../../protocol.gen";
import { keepFocusOn } from "../parts/focus";
import { afterFor, gather, inColumn, placeOf, type Stack } from "./stacks";
import { noteTitle } from "./words";

/** Sends, tells the result, offers to undo it. True when it was done. */
async function carryOut(board: Board, note: NoteView, command: Command, done: string, inverse: Command | null): Promise<boolean> {
  keepFocusOn(note.id);
  const outcome = await board.send(command);
  if (!outcome.done) {
    board.announce.alert(board.refusalText(outcome.failure.code));
    return false;
  }
  board.announce.say(done);
  if (inverse) board.offerUndo(done, command, inverse);
  return true;
}

/** The stacks of a column without the one that `note` lies on. */
export function othersIn(scope: readonly NoteView[], column: FoundationId, note: NoteView): readonly Stack[] {
  const stacks = gather(inColumn(scope, column));
  const own = placeOf(note, stacks);
  return stacks.filter((_, place) => place !== own);
}

/** Put a note with its stack on `place` (from 0) of a column; `scope` are all notes on the board that the reader sees. */
export function moveTo(board: Board, scope: readonly NoteView[], note: NoteView, column: FoundationId, place: number): Promise<boolean> {
  const others = othersIn(scope, column, note);
  const own = gather(inColumn(scope, note.column));
  const before = placeOf(note, own);
  const fields = { note: noteTitle(board, note), column: board.content.foundationName(column) };
  const done = note.order
    ? t("{note} moved to {column}, position {place} of {count}", { ...fields, place: place + 1, count: others.length + 1 })
    : t("{note} moved to {column}", fields);
  const rest = own.filter((_, at) => at !== before);
  return carryOut(
    board,
    note,
    { type: "move_note", note_id: note.id, base_rev: note.rev, column, after_id: note.order ? afterFor(place, others) : "" },
    done,
    {
      type: "move_note",
      note_id: note.id,
      base_rev: note.rev + 1,
      column: note.column,
      after_id: note.order ? afterFor(before, rest) : "",
    },
  );
}

export function layOn(board: Board, note: NoteView, onto: NoteView): Promise<boolean> {
  return carryOut(
    board,
    note,
    { type: "stack_note", note_id: note.id, base_rev: note.rev, onto_id: onto.id },
    t("{note} lies with {other} now", { note: noteTitle(board, note), other: noteTitle(board, onto) }),
    { type: "unstack_note", note_id: note.id, base_rev: note.rev + 1 },
  );
}

/** Take a note off its stack; `rest` is another note of that stack. */
export function takeOff(board: Board, note: NoteView, rest: NoteView): Promise<boolean> {
  return carryOut(
    board,
    note,
    { type: "unstack_note", note_id: note.id, base_rev: note.rev },
    t("{note} lies by itself now", { note: noteTitle(board, note) }),
    { type: "stack_note", note_id: note.id, base_rev: note.rev + 1, onto_id: rest.id },
  );
}

/** Choose a note's stack, set it aside, or (null) put it back on the table. */
export function choose(board: Board, note: NoteView, verdict: Verdict | null, reason: string): Promise<boolean> {
  const title = noteTitle(board, note);
  const done =
    verdict === "chosen"
      ? t("{note} is chosen", { note: title })
      : verdict === "set_aside"
        ? t("{note} is set aside", { note: title })
        : t("{note} lies on the table again", { note: title });
  return carryOut(
    board,
    note,
    { type: "choose_note", note_id: note.id, base_choice_rev: note.choice_rev, verdict, reason },
    done,
    {
      type: "choose_note",
      note_id: note.id,
      base_choice_rev: note.choice_rev + 1,
      verdict: note.verdict,
      reason: note.reason,
    },
  );
}

export function hide(board: Board, note: NoteView, hidden: boolean): Promise<boolean> {
  const title = noteTitle(board, note);
  return carryOut(
    board,
    note,
    { type: "hide_note", note_id: note.id, hidden },
    hidden ? t("{note} is hidden", { note: title }) : t("{note} is visible again", { note: title }),
    { type: "hide_note", note_id: note.id, hidden: !hidden },
  );
}

export function takeAway(board: Board, note: NoteView): Promise<boolean> {
  return carryOut(
    board,
    note,
    { type: "delete_note", note_id: note.id, base_rev: note.rev },
    t("{note} is taken away", { note: noteTitle(board, note) }),
    { type: "restore_note", note_id: note.id, base_rev: note.rev + 1 },
  );
}
