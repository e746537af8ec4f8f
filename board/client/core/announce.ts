// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Speaks through the page's two live regions, `#status` and `#alert`. */

import type { Announcer } from "./api";

/** A region is emptied first, so that the same sentence is spoken a second time; longer than a screen reader takes to see it. */
const GAP_MS = 100;

/** The announcer of this page. Without a region it is silent. */
export function pageAnnouncer(): Announcer {
  return { say: speaker("status"), alert: speaker("alert") };
}

function speaker(id: string): (text: string) => void {
  const region = document.getElementById(id);
  let waiting: string[] = [];
  return (text) => {
    if (!region) return;
    waiting.push(text);
    if (waiting.length > 1) return;
    region.textContent = "";
    setTimeout(() => {
      region.textContent = waiting.join(" ");
      waiting = [];
    }, GAP_MS);
  };
}
