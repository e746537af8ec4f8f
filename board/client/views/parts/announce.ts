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

/**
 * Speak from within this modal dialog: all that lies outside it is not there for a screen reader. What is given back makes the regions
 * stand where they stood; call it before the dialog goes.
 */
export function speakWithin(dialog: HTMLElement): () => void {
  const regions = ["status", "alert"].map((id) => document.getElementById(id)).filter((one) => one !== null);
  const homes = regions.map((one) => one.parentElement);
  for (const one of regions) {
    // What was said before is no news.
    one.textContent = "";
    dialog.append(one);
  }
  return () => regions.forEach((one, at) => homes[at]?.append(one));
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
