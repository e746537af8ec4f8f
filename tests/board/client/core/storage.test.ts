// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { openStorage, type Storage } from "../../../../board/client/core/device/storage";
import { indexedDbIn, localStorageIn, type Trouble } from "../../../clientqueue/disk";

const DAY_MS = 24 * 3600 * 1000;
let folder = "";
const { warn } = console;

before(() => {
  console.warn = () => undefined;
});
after(() => {
  console.warn = warn;
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "wb-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What the window tells its pages: that they go. */
let events = new EventTarget();

/** A page on this test's device, in its only tab. */
function page(trouble: Trouble = {}): Promise<Storage> {
  events = new EventTarget();
  Object.assign(globalThis, { addEventListener: events.addEventListener.bind(events) });
  Object.defineProperty(globalThis, "sessionStorage", { value: localStorageIn(join(folder, ".tab")), configurable: true });
  Object.defineProperty(globalThis, "indexedDB", { value: indexedDbIn(folder, trouble), configurable: true });
  return openStorage();
}

test("what a page puts is there for the next page, and what it removes is not", async () => {
  const one = await page();
  await one.put("queue/a", { entries: [1] });
  await one.put("draft/b", "words");
  await one.remove("draft/b");
  const next = await page();
  assert.deepEqual(await next.get("queue/a"), { entries: [1] });
  assert.equal(await next.get("draft/b"), undefined);
  assert.deepEqual(await next.keys("queue/"), ["queue/a"]);
  assert.equal(next.blocked.value, false);
});

test("a read finds what was put a moment ago, also while the database is at work", async () => {
  const one = await page();
  void one.put("a", 1);
  assert.equal(await one.get("a"), 1);
});

test("of two writes the later one stays", async () => {
  const one = await page();
  await Promise.all([one.put("a", 1), one.put("a", 2), one.put("b", 1), one.remove("b")]);
  const next = await page();
  assert.equal(await next.get("a"), 2);
  assert.deepEqual(await next.keys(""), ["a"]);
});

test("[WIR-14] when the device is full the page keeps things itself and says so", async () => {
  const trouble: Trouble = { full: true };
  const one = await page(trouble);
  assert.equal(one.blocked.value, false);
  await one.put("a", 1);
  assert.equal(one.blocked.value, true);
  assert.equal(await one.get("a"), 1);
  assert.deepEqual(await one.keys(""), ["a"]);
  assert.equal(await (await page()).get("a"), undefined);
});

test("what the device did not take is not called kept because something else was erased", async () => {
  const trouble: Trouble = {};
  const one = await page(trouble);
  await one.put("old", 1);
  trouble.full = true;
  await one.put("a", 1);
  await one.remove("old");
  assert.equal(one.blocked.value, true);
});

test("what was typed right before a page goes is there for the tab's next page, also when the database was not done with it", async () => {
  const trouble: Trouble = {};
  const one = await page(trouble);
  await one.put("draft/one/gone", "sent by now");
  void one.put("draft/one/note", "the last word");
  void one.remove("draft/one/gone");
  void one.put("queue/one", { entries: [1] });
  // The page goes before anything of that is carried out.
  trouble.full = true;
  events.dispatchEvent(new Event("pagehide"));
  const next = await page();
  assert.equal(await next.get("draft/one/note"), "the last word");
  assert.deepEqual(await next.keys(""), ["draft/one/note"]);
  // It is in the database from then on, and the tab keeps nothing.
  assert.equal(sessionStorage.getItem("waardenbord/left-drafts"), null);
  events.dispatchEvent(new Event("pagehide"));
  assert.equal(sessionStorage.getItem("waardenbord/left-drafts"), null);
});

test("what the last page left does not come back over newer words, nor once it was sent, however long the database took nothing", async () => {
  const trouble: Trouble = { full: true };
  const one = await page(trouble);
  await one.put("draft/one/note", "old");
  await one.put("draft/one/sent", "to be sent");
  events.dispatchEvent(new Event("pagehide"));
  const two = await page(trouble);
  assert.deepEqual([await two.get("draft/one/note"), await two.get("draft/one/sent")], ["old", "to be sent"]);
  // Nor does it go when this page goes on without a database.
  events.dispatchEvent(new Event("pagehide"));
  const three = await page(trouble);
  assert.equal(await three.get("draft/one/note"), "old");
  await three.put("draft/one/note", "newer");
  await three.remove("draft/one/sent");
  events.dispatchEvent(new Event("pagehide"));
  const four = await page(trouble);
  assert.deepEqual([await four.get("draft/one/note"), await four.get("draft/one/sent")], ["newer", undefined]);
  trouble.full = false;
  await four.put("draft/one/note", "newest");
  assert.equal(sessionStorage.getItem("waardenbord/left-drafts"), null);
  events.dispatchEvent(new Event("pagehide"));
  const last = await page();
  assert.equal(await last.get("draft/one/note"), "newest");
  assert.deepEqual(await last.keys("draft/"), ["draft/one/note"]);
});

test("as soon as there is room, everything is offered again", async () => {
  const trouble: Trouble = { full: true };
  const one = await page(trouble);
  await one.put("a", 1);
  await one.put("b", 2);
  trouble.full = false;
  await one.put("c", 3);
  assert.equal(one.blocked.value, false);
  const next = await page();
  assert.deepEqual([await next.get("a"), await next.get("b"), await next.get("c")], [1, 2, 3]);
});

test("what was not taken and is not needed any more is no reason to warn", async () => {
  const trouble: Trouble = { full: true };
  const one = await page(trouble);
  await one.put("a", 1);
  await one.remove("a");
  assert.equal(one.blocked.value, false);
  assert.deepEqual(await one.keys(""), []);
});

test("where storage is forbidden the page works on in memory and says so from the start", async () => {
  const one = await page({ forbidden: true });
  assert.equal(one.blocked.value, true);
  await one.put("a", 1);
  assert.equal(await one.get("a"), 1);
  await one.remove("a");
  assert.deepEqual(await one.keys(""), []);
  assert.equal(one.blocked.value, true);
});

test("what lies on the device for more than fourteen days is erased", async (context) => {
  const one = await page();
  await one.put("old", 1);
  context.mock.method(Date, "now", () => new Date().getTime() + 13 * DAY_MS);
  assert.deepEqual(await (await page()).keys(""), ["old"]);
  context.mock.method(Date, "now", () => new Date().getTime() + 15 * DAY_MS);
  assert.deepEqual(await (await page()).keys(""), []);
});

test("of two pages that want the same at once, one gets it", async () => {
  const one = await page();
  await one.put("draft/dead/note", "half a sen");
  const other = await page();
  const got = await Promise.all([one.move("draft/dead/note", "draft/one/note"), other.move("draft/dead/note", "draft/other/note")]);
  assert.deepEqual(got.filter((value) => value !== undefined), ["half a sen"]);
  const next = await page();
  assert.equal((await next.keys("draft/")).length, 1);
});

test("what is moved takes the place of nothing", async () => {
  const one = await page();
  await one.put("draft/dead/note", "old");
  await one.put("draft/one/note", "new");
  assert.equal(await one.move("draft/dead/note", "draft/one/note"), "old");
  const next = await page();
  assert.deepEqual(await next.keys("draft/"), ["draft/one/note"]);
  assert.equal(await next.get("draft/one/note"), "new");
});

test("a page that keeps things itself moves them too", async () => {
  const one = await page({ forbidden: true });
  await one.put("a", 1);
  assert.equal(await one.move("a", "b"), 1);
  assert.equal(await one.move("a", "c"), undefined);
  assert.deepEqual(await one.keys(""), ["b"]);
});
