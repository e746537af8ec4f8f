// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A part of the page that comes later: it is asked for on, it is known when it does not come, and a new page is loaded for it, not for ever. */

import { deepEqual, equal } from "node:assert/strict";
import { mock, test } from "node:test";
import { Coming, forgetAnew, loadAnew, type Page } from "../../../../board/client/core/wire/coming";

/** What is known of it before each wait and at the end, while it fails so many times. */
async function asked(failures: number): Promise<readonly [missing: boolean, come: string | null][]> {
  mock.method(console, "warn", () => {});
  const known: [boolean, string | null][] = [];
  let left = failures;
  const load = () => (left-- > 0 ? Promise.reject(new TypeError("Failed to fetch dynamically imported module")) : Promise.resolve("steps"));
  const part: Coming<string> = new Coming(load, { wait: async () => void known.push([part.missing.value, part.come.value]), random: () => 0 });
  await Promise.all([part.ask(), part.ask()]);
  known.push([part.missing.value, part.come.value]);
  mock.restoreAll();
  return known;
}

test("a part that does not come once is asked for again, and nothing is said", async () => {
  deepEqual(await asked(0), [[false, "steps"]]);
  deepEqual(await asked(1), [[false, null], [false, "steps"]]);
});

test("a part that is gone is missing after three tries, and no more once it comes after all", async () => {
  deepEqual(await asked(4), [[false, null], [false, null], [true, null], [true, null], [false, "steps"]]);
});

/** A tab that counts what it does. `there`: whether the server gives the page. */
function tab(there: boolean, forbidden = false): { page: Page; loads: () => number } {
  const kept = new Map<string, string>();
  let loads = 0;
  const page: Page = {
    kept: () => {
      if (forbidden) throw new Error("SecurityError");
      return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) };
    },
    isThere: () => (there ? Promise.resolve(true) : Promise.reject(new TypeError("Failed to fetch"))),
    load: () => (loads += 1),
  };
  return { page, loads: () => loads };
}

test("the page is loaded anew for it twice, and after it came twice again: never for ever", async () => {
  const { page, loads } = tab(true);
  deepEqual([await loadAnew(page), await loadAnew(page), await loadAnew(page)], [true, true, false]);
  forgetAnew(page);
  equal(await loadAnew(page), true);
  equal(loads(), 3);
});

test("no page is left for one that the server does not give, nor where nobody could count", async () => {
  for (const { page, loads } of [tab(false), tab(true, true)]) {
    equal(await loadAnew(page), false);
    forgetAnew(page);
    equal(loads(), 0);
  }
});
