// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where the focus goes when the bar that says where the facilitator points is closed. */

import { equal } from "node:assert/strict";
import { test } from "node:test";
import { headingInSight } from "../../../../board/client/views/room/useSpotlight";

/** A heading as the page has it; without a box it is hidden: its rectangle is then at 0. */
function heading(name: string, top: number, { box = true, inBar = false } = {}) {
  return {
    name,
    closest: (selector: string) => (inBar && selector === ".codio-spotlight" ? {} : null),
    getClientRects: () => (box ? [{}] : []),
    getBoundingClientRect: () => (box ? { top, bottom: top + 30 } : { top: 0, bottom: 0 }),
  };
}

function found(headings: readonly ReturnType<typeof heading>[]): string | undefined {
  Object.assign(globalThis, { document: { querySelectorAll: () => headings }, innerHeight: 800 });
  return (headingInSight() as unknown as { name: string } | null)?.name;
}

test("the focus goes to the first heading in sight that stays: none of the bar, which goes, and none that is hidden", () => {
  const inBar = heading("the case in the bar", 10, { inBar: true });
  const hidden = heading("hidden", 0, { box: false });
  equal(found([inBar, hidden, heading("above", -500), heading("here", 300), heading("below", 900)]), "here");
  equal(found([inBar, hidden, heading("above", -500)]), "above");
  equal(found([inBar, hidden]), undefined);
});
