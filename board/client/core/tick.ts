// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The clock as a signal, while some time runs. */

import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { Board } from "./api";
import type { Clock } from "./clock";
import type { World } from "./wire/socket";

const SECOND_MS = 1_000;
/** Who is woken a moment early would draw the old second, and that for a whole one. */
const LATE_MS = 10;

/**
 * The store's time, anew whenever another second has to be shown of a timer or a pitch that runs; it stands still when neither does.
 * Nothing that is drawn of a time is finer, and each time wakes a telephone and draws its page.
 */
export function tickSignal(world: World, clock: Clock, drawn: Pick<Board, "run" | "pitch">): ReadonlySignal<number> {
  const tick = signal(clock.now());
  const timer = computed(() => (drawn.run.value?.timer_state === "running" ? drawn.run.value.ends_at_ms : null));
  const pitch = computed(() => drawn.pitch.value?.ends_at_ms ?? null);
  effect(() => {
    const ends = [timer.value, pitch.value].filter((each) => each !== null);
    if (ends.length === 0) return undefined;
    let cancel = () => {};
    const beat = () => {
      const now = clock.now();
      tick.value = now;
      const rests = ends.filter((end) => end > now).map((end) => (end - now) % SECOND_MS || SECOND_MS);
      cancel = world.later(Math.min(SECOND_MS, ...rests) + LATE_MS, beat);
    };
    beat();
    return () => cancel();
  });
  return tick;
}
