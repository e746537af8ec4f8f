// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The clock times of this workshop's leaves, as the plan stands or as somebody is changing it. */

import type { Board } from "../../../core/api";
import { itemWith } from "../../../core/items";
import { momentAt } from "../../../core/when";
import type { Leaf } from "../../../protocol.gen";
import { timetable, type Slot } from "./plan";

export function slotsOf(board: Board, leaves: readonly Leaf[] = board.leaves.value): ReadonlyMap<string, Slot> {
  const minute_ms = board.workshop.value?.minute_ms ?? 0;
  const now_ms = board.now();
  return timetable({ leaves, runs: board.runs.value, minute_ms, now_ms, begins_ms: Math.max(now_ms, plannedBegin(board)) });
}

/** When it is planned to begin; 0 when nobody filled in a day and a time. */
function plannedBegin(board: Board): number {
  const { date = "", time = "" } = itemWith(board.items.value, "plan", "plan")?.content ?? {};
  const moment = momentAt(date, time);
  return Number.isNaN(moment) ? 0 : moment;
}
