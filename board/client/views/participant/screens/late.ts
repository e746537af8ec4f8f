// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The screens of the steps, with notes and all that is done with them, are a third of what a phone runs. They come right after
 * the first view, and stay: a phone that loses the network later has them.
 */

import { Coming, forgetAnew, loadAnew, type Page } from "../../../core/wire/coming";
import { SPREAD_MS } from "../../../core/wire/patience";

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const steps = new Coming(() => import("./StepScreen"), { wait, random: Math.random });

/** What draws a step; null until it has come. */
export const late = steps.come;
/** It does not come, though it was asked for several times. */
export const missing = steps.missing;

const PAGE: Page = {
  kept: () => sessionStorage,
  isThere: async () => (await fetch(location.pathname, { method: "HEAD" })).ok,
  load: () => location.reload(),
};

/** Ask for it, once, until it comes. */
export function loadLate(): void {
  void steps.ask().then(() => forgetAnew(PAGE));
}

/** A new page brings it, not on all phones at the same moment; what is written is on the device by then. */
export async function loadPageForIt(): Promise<void> {
  await wait(Math.random() * SPREAD_MS);
  if (missing.peek()) await loadAnew(PAGE);
}
