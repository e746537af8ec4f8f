// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The clock as a signal, while some time runs. */

import { computed, effect, signal, type ReadonlySignal } from "@preact/signals";
import type { Board } from "./api";
import type { Clock } from "./clock";
import type { World } from "./wire/socket";

const TICK_MS = 250;

/** The store's time, four times a second while a timer or a pitch runs; it stands still when neither does. */
export function tickSignal(world: World, clock: Clock, drawn: Pick<Board, "run" | "pitch">): ReadonlySignal<number> {
  const tick = signal(clock.now());
  const runs = computed(() => drawn.run.value?.timer_state === "running" || drawn.pitch.value !== null);
  effect(() => {
    if (!runs.value) return undefined;
    let cancel = () => {};
    const beat = () => {
      tick.value = clock.now();
      cancel = world.later(TICK_MS, beat);
    };
    beat();
    return () => cancel();
  });
  return tick;
}
