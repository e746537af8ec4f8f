// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The screens of the steps, with notes and all that is done with them, are a third of what a phone runs. They come right after
 * the first view, and stay: a phone that loses the network later has them.
 */

import { signal } from "@preact/signals";
import { patiently } from "../../../core/wire/patience";

type Late = typeof import("./StepScreen");

/** What draws a step; null until it has come. */
export const late = signal<Late | null>(null);

let asked = false;

/** Ask for it, once, until it comes. */
export function loadLate(): void {
  if (asked) return;
  asked = true;
  const waits = { wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)), random: Math.random };
  void patiently(() => import("./StepScreen"), waits).then((come) => (late.value = come));
}
