// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Ordering entries of the poster and taking them off, each with its way back. */

import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import type { PosterActionRecord, PosterValueRecord, TensionRecord } from "../../../protocol.gen";
import { ask } from "../console/asking";

export type Entry = PosterValueRecord | PosterActionRecord | TensionRecord;

/** Put an entry on `place` (from 0) among its peers, which are in order and hold it. */
export function moveEntry(board: Board, entry: Entry, name: string, peers: readonly Entry[], place: number): Promise<boolean> {
  const others = peers.filter((peer) => peer.id !== entry.id);
  const after_id = others[place - 1]?.id ?? "";
  const said = t("{name}: position {place} of {count}", { name, place: place + 1, count: peers.length });
  return ask(board, { type: "move_poster_entry", entry_id: entry.id, base_rev: entry.rev, after_id }, said);
}

/** `reason` may be empty; what is given is kept and read by everybody. */
export function removeEntry(board: Board, entry: Entry, name: string, reason = ""): Promise<boolean> {
  return ask(board, { type: "remove_poster_entry", entry_id: entry.id, base_rev: entry.rev, reason }, t("{name} is off the poster", { name }));
}

/** Lay an entry into another of its kind, which takes over where it came from. */
export function mergeEntry(board: Board, entry: Entry, into: Entry, names: { name: string; into: string }, reason = ""): Promise<boolean> {
  const command = { type: "merge_poster_entry", entry_id: entry.id, base_rev: entry.rev, into_id: into.id, into_base_rev: into.rev, reason } as const;
  return ask(board, command, t("{name} is merged with {into}", names));
}
