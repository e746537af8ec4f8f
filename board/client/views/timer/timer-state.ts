// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a timer shows, worked out from one record and the store's clock. Pure. */

import type { Leaf, RunRecord } from "../../protocol.gen";

export type TimerLook = "idle" | "running" | "last" | "paused" | "ended";

export interface TimerState {
  look: TimerLook;
  /** Milliseconds left, never below 0. */
  left_ms: number;
  /** Strokes in the bar: one a minute; never more than can be seen apart. */
  strokes: number;
  /** How many of them are still whole, and how much of the one that is running is left (0 to 1). */
  whole: number;
  part: number;
}

const MINUTE_MS = 60_000;
/** More than this cannot be told apart on a phone. */
const MAX_STROKES = 24;
/** Minutes that one stroke may stand for: parts of an hour, as on a clock. */
const STROKE_MINUTES = [1, 5, 15, 30, 60] as const;

/**
 * `plannedMinutes` is what the script gives the step; added time can make it longer. `minuteMs` is the length of a minute in
 * this workshop: a played one runs faster.
 */
export function timerState(run: RunRecord, plannedMinutes: number, nowMs: number, minuteMs = MINUTE_MS): TimerState {
  const left = Math.max(0, run.timer_state === "running" ? run.ends_at_ms - nowMs : run.timer_state === "ended" ? 0 : run.left_ms);
  const minutes = Math.max(plannedMinutes, Math.ceil(left / minuteMs), 1);
  const strokeMs = minutesPerStroke(minutes) * minuteMs;
  const whole = Math.floor(left / strokeMs);
  return {
    look: lookOf(run, left, minuteMs),
    left_ms: left,
    strokes: Math.ceil((minutes * minuteMs) / strokeMs),
    whole,
    part: left / strokeMs - whole,
  };
}

/** The least of `STROKE_MINUTES` that stays within `MAX_STROKES`; for a very long time as many minutes as needed. */
function minutesPerStroke(minutes: number): number {
  return STROKE_MINUTES.find((each) => minutes <= each * MAX_STROKES) ?? Math.ceil(minutes / MAX_STROKES);
}

/** Whether the end of the time is that of a silence in which something is written: then the notes open. */
export function opensNotes(run: Pick<RunRecord, "silent">, leaf: Pick<Leaf, "kinds">): boolean {
  return run.silent && leaf.kinds.length > 0;
}

/** No time is left: also of a step that is not silent, which nobody ends but the facilitator. */
export function isOver({ look, left_ms }: Pick<TimerState, "look" | "left_ms">): boolean {
  return look === "ended" || (look === "last" && left_ms === 0);
}

function lookOf(run: RunRecord, left: number, minuteMs: number): TimerLook {
  if (run.timer_state === "running") return left <= minuteMs ? "last" : "running";
  return run.timer_state;
}

/** "3:42", rounded up, so that 0:00 is the end and nothing before it. */
export function timeLeft(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Moments at which people are told: 1 minute and 20 seconds before the end, and the end (A11Y-09, A11Y-10). */
export const MILESTONES_MS = [60_000, 20_000, 0] as const;

/** The milestone that was passed between two looks at the clock, the latest when there were several; null when none. */
export function milestone(beforeMs: number, nowMs: number): (typeof MILESTONES_MS)[number] | null {
  const passed = MILESTONES_MS.filter((at) => beforeMs > at && nowMs <= at);
  return passed.at(-1) ?? null;
}
