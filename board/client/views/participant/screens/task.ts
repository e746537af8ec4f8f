// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a table is at in a step. What lies ready in several steps is done in the last one: first people tell. */

import type { Leaf } from "../../../protocol.gen";

/** Telling each other, reading research, choosing for the sheet, or wording together what will be done. */
export type TableTask = "tell" | "research" | "choose" | "word";

/** `leaves` are those of the script, in its order. */
export function taskOf(leaf: Leaf, leaves: readonly Leaf[]): TableTask {
  if (leaf.screen === "research" && leaf.tools.includes("research")) return "research";
  const alike = leaves.filter((one) => one.step_id === leaf.step_id && one.mode === "group" && !one.silent && !one.pitches && one.sheet === leaf.sheet);
  if (leaf.sheet === null || alike.at(-1)?.id !== leaf.id) return "tell";
  const told = alike.some((one) => one.id !== leaf.id);
  return told && leaf.tools.includes("joint_actions") ? "word" : "choose";
}
