// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where tables choose: in the last talk at the tables of a step that makes a sheet. Before it people tell and read. Pure. */

import type { Leaf } from "../../protocol.gen";

export function choosesIn(leaf: Leaf, leaves: readonly Leaf[]): boolean {
  if (leaf.sheet === null || leaf.mode !== "group") return false;
  const talks = leaves.filter((one) => one.step_id === leaf.step_id && one.mode === "group" && !one.pitches);
  return talks.at(-1)?.id === leaf.id;
}
