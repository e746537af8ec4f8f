// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Tells people who listen about notes of others: gathered, at most one message in ten seconds. */

import { useEffect, useRef } from "preact/hooks";
import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Board, NoteView } from "../../core/api";
import { frozen, news } from "../parts/preferences";
import { FOUNDATIONS } from "../../core/foundations";

const QUIET_MS = 10_000;

export function useNews(notes: readonly NoteView[]): void {
  const board = useBoard();
  const latest = useRef(notes);
  const told = useRef<Map<string, string> | null>(null);
  const timer = useRef(0);
  latest.current = notes;
  const still = frozen.value;
  useEffect(() => {
    if (told.current === null) told.current = places(notes);
    // What waits on a board that stands still is told when it goes on.
    if (timer.current !== 0 || still) return;
    if (sentence(board, told.current, notes) === "") return;
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      if (frozen.peek()) return;
      const text = sentence(board, told.current ?? new Map<string, string>(), latest.current);
      told.current = places(latest.current);
      if (text) board.announce.say(text);
    }, QUIET_MS);
  }, [notes, still]);
  useEffect(() => () => clearTimeout(timer.current), []);
}

function places(notes: readonly NoteView[]): Map<string, string> {
  return new Map(notes.map((note) => [note.id, note.column]));
}

/** "4 new notes in Democracy." */
function sentence(board: Board, told: ReadonlyMap<string, string>, notes: readonly NoteView[]): string {
  if (news.peek() === "none") return "";
  const parts: string[] = [];
  for (const column of FOUNDATIONS) {
    const here = notes.filter((note) => note.column === column && !note.mine);
    const fresh = here.filter((note) => !told.has(note.id)).length;
    const name = board.content.foundationName(column);
    if (fresh > 0) parts.push(tn("{n} new note in {column}.", "{n} new notes in {column}.", fresh, { column: name }));
    const moved = here.filter((note) => told.has(note.id) && told.get(note.id) !== column).length;
    if (news.peek() === "all" && moved > 0) parts.push(t("Moved to {column}: {count}.", { column: name, count: moved }));
  }
  return parts.join(" ");
}
