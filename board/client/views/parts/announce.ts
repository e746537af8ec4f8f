// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Speaks through the page's two live regions, `#status` and `#alert`. */

import type { Announcer } from "../../core/api";

/** A region is emptied first, so that the same sentence is spoken a second time; longer than a screen reader takes to see it. */
const GAP_MS = 100;

/** How long an alarm stays to be read: longer, and who comes along it later takes it for news. */
const ALERT_STAYS_MS = 10_000;

/** The announcer of this page. Without a region it is silent. */
export function pageAnnouncer(): Announcer {
  return { say: speaker("status"), alert: speaker("alert", ALERT_STAYS_MS) };
}

/** Speaks in the region with this id; what was said is taken away after `staysMs`, or stays until the next. */
function speaker(id: string, staysMs = Infinity): (text: string) => void {
  const region = document.getElementById(id);
  let waiting: string[] = [];
  let emptying: ReturnType<typeof setTimeout> | undefined;
  return (text) => {
    if (!region) return;
    waiting.push(text);
    if (waiting.length > 1) return;
    clearTimeout(emptying);
    region.textContent = "";
    setTimeout(() => {
      region.textContent = waiting.join(" ");
      waiting = [];
      if (Number.isFinite(staysMs)) emptying = setTimeout(() => (region.textContent = ""), staysMs);
    }, GAP_MS);
  };
}
