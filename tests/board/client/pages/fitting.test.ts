// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A poster that the browser prints is as large as fits on a sheet, and never larger than that. */

import { equal, ok } from "node:assert/strict";
import { test } from "node:test";
import { bestOf } from "../../../../board/client/pages/fitting";

/** Each way fits from so many parts of the width on. */
const best = (needs: Record<string, number>) => bestOf(Object.keys(needs), (way, parts) => parts >= (needs[way] ?? 0));

test("the way in which it is largest wins, when it is worth it", () => {
  // Within one part, because it is sought by halves.
  const { way, parts = 0 } = best({ plain: 200, abreast: 150 }) ?? {};
  equal(way, "abreast");
  ok(parts >= 150 && parts <= 151, String(parts));
  equal(best({ plain: 200, abreast: 196 })?.way, "plain");
});

test("what fits in no way when it is as small as a full one may be has none", () => {
  equal(best({ plain: 400, abreast: 350 }), null);
  equal(best({}), null);
});

test("it ends: however it fits, each way is tried ten times at most", () => {
  for (const fits of [() => true, () => false, (parts: number) => parts >= 250, (parts: number) => Math.floor(parts) % 2 === 0]) {
    let tried = 0;
    bestOf(["a", "b", "c"], (_, parts) => {
      tried += 1;
      return fits(parts);
    });
    ok(tried <= 30, String(tried));
  }
});
