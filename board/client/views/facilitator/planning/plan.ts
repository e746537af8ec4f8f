// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Ahead or behind: where the workshop would end now, against the script. Pure. */

import type { Leaf, RunRecord } from "../../../protocol.gen";

export interface Situation {
  leaves: readonly Leaf[];
  /** The run that is on; null in the lobby. */
  run: RunRecord | null;
  /** When the first step was entered. */
  started_at_ms: number;
  /** Length of a minute of the script. */
  minute_ms: number;
  now_ms: number;
}

export interface Plan {
  planned_end_ms: number;
  /** When everything that is left is done in its own time from now on. */
  expected_end_ms: number;
  /** Whole minutes behind; negative is ahead. */
  behind_minutes: number;
  /** The share of the script that is over, 0 to 1. */
  done: number;
}

export function planOf({ leaves, run, started_at_ms, minute_ms, now_ms }: Situation): Plan {
  const total = sumOf(leaves) * minute_ms;
  const at = run ? leaves.findIndex((leaf) => leaf.id === run.leaf_id) : -1;
  const rest = sumOf(leaves.slice(at + 1)) * minute_ms + (run ? leftOf(run, now_ms) : 0);
  const planned = (run ? started_at_ms : now_ms) + total;
  const expected = now_ms + rest;
  return {
    planned_end_ms: planned,
    expected_end_ms: expected,
    behind_minutes: Math.round((expected - planned) / minute_ms) + 0,
    done: total > 0 ? Math.min(1, Math.max(0, 1 - rest / total)) : 0,
  };
}

/** From when to when. */
export interface Slot {
  begin_ms: number;
  end_ms: number;
}

/**
 * When each leaf begins and ends as things stand, by its id: what was entered as it was, what comes one after another from now on, or
 * from `begins_ms` while nothing was. A leaf that was passed over has no time. `runs` are all, in their order.
 */
export function timetable({ leaves, runs, minute_ms, now_ms, begins_ms }: Omit<Situation, "run" | "started_at_ms"> & { runs: readonly RunRecord[]; begins_ms: number }): ReadonlyMap<string, Slot> {
  const last = runs.at(-1);
  let at_ms = last ? now_ms + leftOf(last, now_ms) : begins_ms;
  const slots = new Map(runs.map((run, place): [string, Slot] => [run.leaf_id, { begin_ms: run.started_at_ms, end_ms: runs[place + 1]?.started_at_ms ?? at_ms }]));
  for (const leaf of leaves.slice(leaves.findIndex((each) => each.id === last?.leaf_id) + 1)) {
    if (slots.has(leaf.id)) continue;
    slots.set(leaf.id, { begin_ms: at_ms, end_ms: at_ms + leaf.minutes * minute_ms });
    at_ms += leaf.minutes * minute_ms;
  }
  return slots;
}

/** What is left of the run's own time; a time that was not started yet is left whole. */
export function leftOf(run: RunRecord, now_ms: number): number {
  if (run.timer_state === "ended") return 0;
  return Math.max(0, run.timer_state === "running" ? run.ends_at_ms - now_ms : run.left_ms);
}

function sumOf(leaves: readonly Leaf[]): number {
  return leaves.reduce((sum, leaf) => sum + leaf.minutes, 0);
}
