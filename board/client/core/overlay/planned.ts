// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The script as this workshop plays it: the plan's order and minutes go before the script's own. Pure. */

import type { Leaf, PlanRecord } from "../../protocol.gen";

/** The break with this id, made of the one that came with the content, whose id is how all of theirs begin; null for another leaf. */
export function breakLeaf(pause: Leaf, id: string): Leaf | null {
  return id.startsWith(pause.id) ? { ...pause, id, step_id: id } : null;
}

/** Every leaf in the plan's order, with the plan's minutes; what the plan does not name comes last, as the script has it. */
export function plannedLeaves(leaves: readonly Leaf[], plan: PlanRecord | null, pause: Leaf): readonly Leaf[] {
  if (!plan || plan.leaves.length === 0) return leaves;
  const byId = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  const planned = plan.leaves.flatMap(({ leaf_id, minutes }) => {
    const leaf = byId.get(leaf_id) ?? breakLeaf(pause, leaf_id);
    byId.delete(leaf_id);
    if (!leaf) return [];
    return leaf.minutes === minutes ? [leaf] : [{ ...leaf, minutes }];
  });
  return [...planned, ...byId.values()];
}
