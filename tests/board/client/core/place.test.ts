// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { Place } from "../../../../board/client/core/wire/place";

/** Whether another page would get a place now. */
async function isFree(): Promise<boolean> {
  const other = new Place();
  const free = await other.enter();
  other.leave();
  return free;
}

/** A lock that is let go of is free after a few turns. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((go) => setTimeout(go, 1));
}

test("[WIR-16] [LOG-15] with all places taken a page that has one moves its stream to another worker, and keeps its place until the last ends", async () => {
  const [page, ...others] = [1, 2, 3, 4].map(() => new Place());
  assert.ok(page);
  for (const place of [page, ...others]) assert.ok(await place.enter());
  assert.equal(await isFree(), false);
  assert.equal(await page.enter(), true);
  page.leave();
  for (let turn = 0; turn < 10; turn += 1) await new Promise((go) => setTimeout(go, 1));
  assert.equal(await isFree(), false);
  page.leave();
  await until(isFree);
  for (const place of others) place.leave();
});

test("a place that is left before it was taken is free", async () => {
  const pages = [1, 2, 3, 4].map(() => new Place());
  const entering = pages.map((page) => page.enter());
  for (const page of pages) page.leave();
  await Promise.all(entering);
  await until(isFree);
});
