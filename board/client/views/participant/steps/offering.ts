// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** When examples and kinds of measures may be shown: after the silent writing, or else they would steer it (DOM-23). */

import type { Board } from "../../../core/api";
import type { Leaf, NoteKind, RunRecord } from "../../../protocol.gen";

/** True when nobody can still be writing this kind in silence: its silent step has been played, or there is none. */
export function writingIsOver(kind: NoteKind, leaves: readonly Leaf[], runs: readonly RunRecord[]): boolean {
  const writing = new Set(leaves.filter((leaf) => leaf.silent && leaf.kinds.includes(kind)).map((leaf) => leaf.id));
  const played = runs.filter((run) => writing.has(run.leaf_id));
  return writing.size === 0 || (played.length > 0 && played.every((run) => run.opened_to !== "author"));
}

/** Whether this step offers examples, and may. */
export function mayOffer(board: Board, leaf: Leaf, kind: NoteKind): boolean {
  return leaf.tools.includes("examples") && !leaf.silent && writingIsOver(kind, board.content.leaves, board.runs.value);
}
