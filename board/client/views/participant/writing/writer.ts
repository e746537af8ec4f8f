// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** For whom is written: the person himself, or the one for whom the scribe types. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import type { FoundationId, MeRecord, TableRecord } from "../../../protocol.gen";

export interface Writer {
  me: MeRecord | null;
  /** Empty for who writes himself. */
  behalf: string;
  table: TableRecord | null;
  own: readonly FoundationId[];
  /** May decide for the table: who sits there, and the scribe where somebody has no device. */
  mayDecide: boolean;
}

export const WriterContext = createContext<Writer>({ me: null, behalf: "", table: null, own: [], mayDecide: false });

export function useWriter(): Writer {
  return useContext(WriterContext);
}

/** The notes of who writes, of one kind or of both, in the order of the board. */
export function useOwnNotes(kinds: readonly string[]): readonly NoteView[] {
  const board = useBoard();
  const { me } = useWriter();
  const mine = new Set(me?.mine ?? []);
  const placed = new Set([...board.proxies.value.flatMap((one) => one.mine), ...mine]);
  // A note on its way is in nobody's list yet; who wrote it does not wait for that.
  return board.notes.value.filter(
    (note) => kinds.includes(note.content.type) && (mine.has(note.id) || (note.mine && !placed.has(note.id))),
  );
}
