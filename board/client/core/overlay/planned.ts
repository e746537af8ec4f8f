// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The script as this workshop plays it: the plan's order and minutes go before the script's own. Pure. */

import type { Leaf, PlanRecord } from "../../protocol.gen";

/** Every leaf in the plan's order, with the plan's minutes; what the plan does not name comes last, as the script has it. */
export function plannedLeaves(leaves: readonly Leaf[], plan: PlanRecord | null): readonly Leaf[] {
  if (!plan || plan.leaves.length === 0) return leaves;
  const byId = new Map(leaves.map((leaf) => [leaf.id, leaf]));
  const planned = plan.leaves.flatMap(({ leaf_id, minutes }) => {
    const leaf = byId.get(leaf_id);
    byId.delete(leaf_id);
    if (!leaf) return [];
    return leaf.minutes === minutes ? [leaf] : [{ ...leaf, minutes }];
  });
  return [...planned, ...byId.values()];
}
