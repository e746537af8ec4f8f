// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What people do with a note that lies on the table: the command, what is said about it, and how to undo it. */

import { t } from "../../core/i18n";
import type { Board, NoteView } from "../../core/api";
import type { Command, FoundationId, Verdict } from "../../protocol.gen";
import { keepFocusOn } from "../parts/focus";
import { afterFor, gather, inColumn, placeOf, type Stack } from "./stacks";
import { noteTitle } from "./words";

/** Something to do with a note: the command, how to take it back, and what is said of it. */
export interface Deed {
  command: Command;
  inverse: Command;
  said: string;
  /** The same in fewer words, for the button that takes it back; left out: `said`. */
  named?: string;
}

/** Sends, tells the result, offers to undo it. True when it was done. */
async function carryOut(board: Board, note: NoteView, { command, inverse, said, named = said }: Deed): Promise<boolean> {
  keepFocusOn(note.id);
  const outcome = await board.send(command);
  if (!outcome.done) {
    board.announce.alert(board.refusalText(outcome.failure.code));
    return false;
  }
  board.announce.say(said);
  board.offerUndo(named, command, inverse);
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
  return carryOut(board, note, moving(board, scope, note, { column, place }));
}

export function moving(board: Board, scope: readonly NoteView[], note: NoteView, to: { column: FoundationId; place: number }): Deed {
  const { column, place } = to;
  const others = othersIn(scope, column, note);
  const own = gather(inColumn(scope, note.column));
  const before = placeOf(note, own);
  const fields = { note: noteTitle(board, note), column: board.content.foundationName(column) };
  const rest = own.filter((_, at) => at !== before);
  const move = { type: "move_note", note_id: note.id } as const;
  return {
    command: { ...move, base_rev: note.rev, column, after_id: note.order ? afterFor(place, others) : "" },
    inverse: { ...move, base_rev: note.rev + 1, column: note.column, after_id: note.order ? afterFor(before, rest) : "" },
    said: note.order
      ? t("{note} moved to {column}, position {place} of {count}", { ...fields, place: place + 1, count: others.length + 1 })
      : t("{note} moved to {column}", fields),
    named: t("{note} moved to {column}", fields),
  };
}

export function layOn(board: Board, note: NoteView, onto: NoteView): Promise<boolean> {
  return carryOut(board, note, laying(board, note, onto));
}

export function laying(board: Board, note: NoteView, onto: NoteView): Deed {
  return {
    command: { type: "stack_note", note_id: note.id, base_rev: note.rev, onto_id: onto.id },
    inverse: { type: "unstack_note", note_id: note.id, base_rev: note.rev + 1 },
    said: t("{note} lies with {other} now", { note: noteTitle(board, note), other: noteTitle(board, onto) }),
  };
}

/** Take a note off its stack; `rest` is another note of that stack. */
export function takeOff(board: Board, note: NoteView, rest: NoteView): Promise<boolean> {
  return carryOut(board, note, {
    command: { type: "unstack_note", note_id: note.id, base_rev: note.rev },
    inverse: { type: "stack_note", note_id: note.id, base_rev: note.rev + 1, onto_id: rest.id },
    said: t("{note} lies by itself now", { note: noteTitle(board, note) }),
  });
}

/** Choose a note's stack, set it aside, or (null) put it back on the table. */
export function choose(board: Board, note: NoteView, verdict: Verdict | null, reason: string): Promise<boolean> {
  return carryOut(board, note, choosing(board, note, verdict, reason));
}

export function choosing(board: Board, note: NoteView, verdict: Verdict | null, reason: string): Deed {
  const title = noteTitle(board, note);
  const said =
    verdict === "chosen"
      ? t("{note} is chosen", { note: title })
      : verdict === "set_aside"
        ? t("{note} is set aside", { note: title })
        : t("{note} lies on the table again", { note: title });
  const choice = { type: "choose_note", note_id: note.id } as const;
  return {
    command: { ...choice, base_choice_rev: note.choice_rev, verdict, reason },
    inverse: { ...choice, base_choice_rev: note.choice_rev + 1, verdict: note.verdict, reason: note.reason },
    said,
  };
}

export function hide(board: Board, note: NoteView, hidden: boolean): Promise<boolean> {
  return carryOut(board, note, hiding(board, note, hidden));
}

export function hiding(board: Board, note: NoteView, hidden: boolean): Deed {
  const title = noteTitle(board, note);
  return {
    command: { type: "hide_note", note_id: note.id, hidden },
    inverse: { type: "hide_note", note_id: note.id, hidden: !hidden },
    said: hidden ? t("{note} is hidden", { note: title }) : t("{note} is visible again", { note: title }),
  };
}

export function takeAway(board: Board, note: NoteView): Promise<boolean> {
  return carryOut(board, note, {
    command: { type: "delete_note", note_id: note.id, base_rev: note.rev },
    inverse: { type: "restore_note", note_id: note.id, base_rev: note.rev + 1 },
    said: t("{note} is taken away", { note: noteTitle(board, note) }),
  });
}
