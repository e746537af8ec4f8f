// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How long to wait before the next attempt: full jitter, so that a whole room does not come back in one blow. */

const SHORTEST_MS = 500;
const LONGEST_MS = 20_000;
const FIRST_CEILING_MS = 1_000;
/** Gentle: a server that is started again is back within seconds, and people are looking. */
const GROWTH = 1.5;

/** Milliseconds before attempt `attempt` (from 0), given a random number in [0, 1). */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_CEILING_MS * GROWTH ** Math.min(attempt, 20));
  return SHORTEST_MS + random * (ceiling - SHORTEST_MS);
}
