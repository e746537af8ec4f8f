// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Several notes at once: each goes by its own command, as if it were done by hand, and all are taken back as one. */

import { signal } from "@preact/signals";
import { t, tn } from "../../../core/i18n";
import type { Board, NoteView } from "../../../core/api";
import type { FoundationId, NoteKind, Verdict } from "../../../protocol.gen";
import { companyOf } from "../../note/company";
import { choosing, hiding, laying, moving, othersIn, type Deed } from "../../note/moves";
import { gather } from "../../note/stacks";
import { notUndone } from "../../sending/take-back";

/** The notes that are picked; null while none can be. */
export const picked = signal<ReadonlySet<string> | null>(null);

/** A question about the picked notes is open: they stay picked until it is answered, whatever step comes. */
export const asked = signal(false);

/** Pick a stack, or let it go when all of it is picked. */
export function toggle(stack: readonly NoteView[]): void {
  const now = new Set(picked.peek() ?? []);
  const all = stack.every((note) => now.has(note.id));
  for (const { id } of stack) {
    if (all) now.delete(id);
    else now.add(id);
  }
  picked.value = now;
}

/** The first note of every stack that is picked, as it stands now. */
function tops(board: Board, kind: NoteKind): readonly NoteView[] {
  const wanted = picked.peek() ?? new Set();
  return gather(board.notes.peek().filter((note) => note.content.type === kind))
    .filter((stack) => stack.notes.some((note) => wanted.has(note.id)))
    .map((stack) => stack.top);
}

export function moveAll(board: Board, kind: NoteKind, column: FoundationId): Promise<boolean> {
  const name = board.content.foundationName(column);
  const notes = tops(board, kind).filter((note) => note.column !== column);
  const said = (n: number) => tn("{n} note moved to {column}", "{n} notes moved to {column}", n, { column: name });
  return carryOut(board, notes, said, (note) => {
    const company = companyOf(board.runs.peek(), board.notes.peek().filter((one) => one.content.type === kind), note);
    return moving(board, company, note, { column, place: othersIn(company, column, note).length });
  });
}

/** Whether those that are picked can lie on each other: while each table has its own, notes of two tables cannot. */
export function fitOneStack(board: Board, kind: NoteKind): boolean {
  const [first, ...rest] = tops(board, kind);
  if (!first || rest.length === 0) return false;
  const company = companyOf(board.runs.peek(), board.notes.peek().filter((one) => one.content.type === kind), first);
  return rest.every((note) => company.some((one) => one.id === note.id));
}

/** Lay all on the first of them. */
export function layTogether(board: Board, kind: NoteKind): Promise<boolean> {
  const [first, ...rest] = tops(board, kind);
  if (!first) return Promise.resolve(true);
  const said = (n: number) => tn("{n} note laid on one stack", "{n} notes laid on one stack", n);
  return carryOut(board, rest, (n) => said(n + 1), (note) => laying(board, note, first));
}

export function chooseAll(board: Board, kind: NoteKind, verdict: Verdict, reason: string): Promise<boolean> {
  const notes = tops(board, kind).filter((note) => note.verdict !== verdict && !note.hidden);
  const said = (n: number) =>
    verdict === "chosen" ? tn("{n} note is chosen", "{n} notes are chosen", n) : tn("{n} note is set aside", "{n} notes are set aside", n);
  return carryOut(board, notes, said, (note) => choosing(board, note, verdict, reason));
}

/** Take them out of the others' sight, or back into it: every single note, those under others too. */
export function hideAll(board: Board, kind: NoteKind, hidden: boolean): Promise<boolean> {
  const wanted = picked.peek() ?? new Set();
  const notes = board.notes.peek().filter((note) => note.content.type === kind && wanted.has(note.id) && note.hidden !== hidden);
  const said = (n: number) => (hidden ? tn("{n} note is hidden", "{n} notes are hidden", n) : tn("{n} note is visible again", "{n} notes are visible again", n));
  return carryOut(board, notes, said, (note) => hiding(board, note, hidden));
}

/** One after the other, each as it stands by then. What was refused is told, and stays picked. True when nothing was. */
async function carryOut(board: Board, notes: readonly NoteView[], said: (n: number) => string, deed: (note: NoteView) => Deed): Promise<boolean> {
  const done: Deed[] = [];
  const refused = new Set<string>();
  let why = "";
  for (const { id } of notes) {
    const note = board.notes.peek().find((one) => one.id === id);
    if (!note) continue;
    const next = deed(note);
    const outcome = await board.send(next.command);
    if (outcome.done) done.push(next);
    else {
      board.dismiss(outcome.failure);
      why = board.refusalText(outcome.failure.code);
      refused.add(id);
    }
  }
  // Who stopped meanwhile is done with picking.
  if (picked.peek() !== null) picked.value = refused;
  if (done.length > 0) {
    board.announce.say(said(done.length));
    board.offerUndoOfAll(said(done.length), done);
  } else if (refused.size === 0) board.announce.say(t("Nothing had to be changed."));
  if (refused.size > 0) {
    const words = tn("Not done with {n} note, which is still selected. {reason}", "Not done with {n} notes, which are still selected. {reason}", refused.size, { reason: why });
    board.announce.alert(words);
    // What was done stands last by now, if anything was.
    notUndone.value = { words, at: board.undoTarget.peek(), ...(done.length > 0 ? { ofSome: true } : {}) };
  }
  return refused.size === 0;
}
