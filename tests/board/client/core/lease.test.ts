// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { deadOnes, isStale } from "../../../../board/client/core/device/lease";

const stamps = new Map<string, string>();

function give(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}

/** A browser with Web Locks, of which pages hold these. */
function withLocks(...clientIds: string[]): void {
  const held = clientIds.map((id) => ({ name: `waardenbord/alive/${id}` }));
  give("navigator", { locks: { query: async () => ({ held: [...held, { name: "of another page" }] }) } });
}

function stamp(clientId: string, ageMs: number): void {
  stamps.set(`waardenbord/alive/${clientId}`, String(Date.now() - ageMs));
}

beforeEach(() => {
  stamps.clear();
  give("localStorage", { getItem: (key: string) => stamps.get(key) ?? null });
  give("navigator", {});
});

test("where there are locks a page that died is dead at once, whatever its time stamp says", async () => {
  withLocks("one");
  stamp("one", 60_000);
  stamp("two", 0);
  assert.deepEqual(await deadOnes(["one", "two", "three"]), ["two", "three"]);
});

test("without locks a page is dead when its time stamp is old or gone", async () => {
  stamp("one", 0);
  stamp("two", 9_000);
  assert.deepEqual(await deadOnes(["one", "two", "three"]), ["two", "three"]);
});

test("locks that cannot be asked are no locks", async () => {
  give("navigator", { locks: { query: () => Promise.reject(new DOMException("not here", "SecurityError")) } });
  stamp("one", 0);
  assert.deepEqual(await deadOnes(["one", "two"]), ["two"]);
});

test("where storage is forbidden too, nobody is known to live", async () => {
  give("localStorage", {
    getItem: () => {
      throw new DOMException("not here", "SecurityError");
    },
  });
  assert.deepEqual(await deadOnes(["one"]), ["one"]);
});

test("a time stamp from the future is one from before the clock was set", () => {
  assert.equal(isStale(100_000, 0), true);
  assert.equal(isStale(3_000, 0), false);
});
