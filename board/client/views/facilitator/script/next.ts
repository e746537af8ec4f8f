// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The one next thing for the facilitator to do. Pure: what is allowed is the server's business. */

import { SHORTEN_TO_PART } from "../../../protocol.gen";
import type { Leaf, Phase, RunRecord } from "../../../protocol.gen";
import { leftOf } from "../planning/plan";

export type NextAction =
  | { kind: "start"; leaf: Leaf }
  | { kind: "start_timer"; run: RunRecord; then: Leaf | null }
  | { kind: "resume"; run: RunRecord; then: Leaf | null; locked: boolean; shorten: boolean }
  | { kind: "wait"; run: RunRecord; then: Leaf | null; shorten: boolean }
  | { kind: "go"; run: RunRecord; leaf: Leaf }
  | { kind: "finish" }
  | { kind: "closed" };

export interface Moment {
  phase: Phase;
  leaves: readonly Leaf[];
  run: RunRecord | null;
  minute_ms: number;
  now_ms: number;
}

export function nextAction({ phase, leaves, run, minute_ms, now_ms }: Moment): NextAction {
  if (phase === "closed") return { kind: "closed" };
  const first = leaves[0];
  if (!run) return first ? { kind: "start", leaf: first } : { kind: "finish" };
  const then = leaves[leaves.findIndex((leaf) => leaf.id === run.leaf_id) + 1] ?? null;
  const shorten = canShorten(run, minute_ms, now_ms);
  if (run.timer_state === "paused") return { kind: "resume", run, then, locked: isLocked(run), shorten };
  if (isLocked(run)) return { kind: "wait", run, then, shorten };
  if (run.timer_state === "idle") return { kind: "start_timer", run, then };
  return then ? { kind: "go", run, leaf: then } : { kind: "finish" };
}

/** After so many minutes without its time a step is taken for one whose time was forgotten: people talk a little before it starts. */
export const FORGOTTEN_MINUTES = 2;

/** True when the time of a step that has been on for a while was never started. */
export function isForgotten(run: RunRecord, minute_ms: number, now_ms: number): boolean {
  return run.timer_state === "idle" && now_ms - run.started_at_ms > FORGOTTEN_MINUTES * minute_ms;
}

/** True while silence holds in the room. */
export function isLocked(run: RunRecord | null): boolean {
  return run !== null && run.silent && run.opened_to === "author";
}

/** True when "nog 20 seconden" would make the time shorter. */
export function canShorten(run: RunRecord, minute_ms: number, now_ms: number): boolean {
  const held = run.timer_state === "running" || run.timer_state === "paused";
  return held && leftOf(run, now_ms) > minute_ms / SHORTEN_TO_PART;
}
