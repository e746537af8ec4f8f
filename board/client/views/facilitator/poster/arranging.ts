// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Ordering entries of the poster and taking them off, each with its way back. */

import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import type { PosterActionRecord, PosterValueRecord, TensionRecord } from "../../../protocol.gen";
import { ask } from "../asking";

export type Entry = PosterValueRecord | PosterActionRecord | TensionRecord;

/** The entry as it stands now, with its newest revision; null when it is gone. */
export function entryNow(board: Board, id: string): Entry | null {
  const all: readonly Entry[] = [...board.posterValues.peek(), ...board.posterActions.peek(), ...board.tensions.peek()];
  return all.find((entry) => entry.id === id) ?? null;
}

/** Put an entry on `place` (from 0) among its peers, which are in order and hold it. */
export function moveEntry(board: Board, entry: Entry, name: string, peers: readonly Entry[], place: number): Promise<boolean> {
  const others = peers.filter((peer) => peer.id !== entry.id);
  const before = peers.findIndex((peer) => peer.id === entry.id);
  const move = (base_rev: number, to: number) =>
    ({ type: "move_poster_entry", entry_id: entry.id, base_rev, after_id: others[to - 1]?.id ?? "" }) as const;
  const said = t("{name}: position {place} of {count}", { name, place: place + 1, count: peers.length });
  return ask(board, move(entry.rev, place), said, {
    label: said,
    inverse: () => {
      const now = entryNow(board, entry.id);
      return now && move(now.rev, before);
    },
  });
}

export function removeEntry(board: Board, entry: Entry, name: string): Promise<boolean> {
  const said = t("{name} is off the poster", { name });
  return ask(board, { type: "remove_poster_entry", entry_id: entry.id, base_rev: entry.rev }, said, {
    label: said,
    // A removed entry is not seen any more; taking it off raised its revision by one.
    inverse: () => ({ type: "restore_poster_entry", entry_id: entry.id, base_rev: entry.rev + 1 }),
  });
}
