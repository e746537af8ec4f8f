// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whether somebody is busy with this page: then it does not scroll away under fingers or eyes. Watches from the first import on. */

import { isTyping } from "../parts/focus";

/** So long after the last touch or turn of the wheel somebody may be reading what he scrolled to. */
const REST_MS = 2_000;

let last = -Infinity;
let touching = false;

if (typeof window !== "undefined") {
  for (const kind of ["touchmove", "wheel"] as const) window.addEventListener(kind, () => (last = performance.now()), { capture: true, passive: true });
  window.addEventListener("touchstart", () => (touching = true), { capture: true, passive: true });
  for (const kind of ["touchend", "touchcancel"] as const) {
    const lifted = (event: TouchEvent) => {
      touching = event.touches.length > 0;
      last = performance.now();
    };
    window.addEventListener(kind, lifted, { capture: true, passive: true });
  }
}

/** True while somebody types, touches the page, or did so a moment ago. */
export function isHandling(): boolean {
  return isTyping() || touching || performance.now() - last < REST_MS;
}
