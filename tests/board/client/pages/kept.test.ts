// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { forget, keep, readKept, type Kept } from "../../../../board/client/pages/kept";

/** A device's storage; with `full` it takes nothing any more. */
function storage(full = false): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    clear: () => held.clear(),
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => {
      if (full) throw new Error("QuotaExceededError");
      held.set(name, value);
    },
    removeItem: (name) => void held.delete(name),
  };
}

const KEPT: Kept = { at: 1_795_000_000_000, title: "Ons draaiboek", fields: [["title.nl", "Ons draaiboek"], ["parts.0.id", "A"]] };

describe("what a device keeps of a long form", () => {
  it("comes back as it was, under its own name", () => {
    const device = storage();
    keep(device, "own-script", KEPT);
    assert.deepEqual(readKept(device, "own-script"), KEPT);
    assert.equal(readKept(device, "another"), null);
  });

  it("is gone when it was thrown away", () => {
    const device = storage();
    keep(device, "own-script", KEPT);
    forget(device, "own-script");
    assert.equal(readKept(device, "own-script"), null);
  });

  it("is not offered when it cannot be read", () => {
    for (const text of ["{", "3", "null", '{"at":1,"title":"x"}', '{"at":1,"title":"x","fields":[["a"]]}', '{"at":1,"title":"x","fields":[["a",3]]}']) {
      const device = storage();
      device.setItem("waardenbord:own-script", text);
      assert.equal(readKept(device, "own-script"), null, text);
    }
  });

  it("never disturbs who types on a device that is full", () => {
    const device = storage(true);
    keep(device, "own-script", KEPT);
    assert.equal(readKept(device, "own-script"), null);
  });
});
