// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { browserWorld } from "../../../../board/client/core/wire/world";

function offered(role: string, person: string): string[] {
  const asked: { url: string; protocols: string[] }[] = [];
  const fakes = {
    location: { protocol: "https:", host: "bord.example" },
    WebSocket: class {
      constructor(url: string, protocols: string[]) {
        asked.push({ url, protocols });
      }
      close(): void {}
    },
  };
  for (const [name, value] of Object.entries(fakes)) Object.defineProperty(globalThis, name, { value, configurable: true });
  browserWorld("s1", role, person).connect({ opened: () => {}, received: () => {}, closed: () => {} }).close();
  assert.equal(asked[0]?.url, `wss://bord.example/ws/s1/${role}`);
  return asked[0]?.protocols ?? [];
}

test("a page says for whom it was drawn as it connects, and never in the address, which logs hold", () => {
  assert.deepEqual(offered("participant", "p0123456789abcdef"), ["waardenbord.v1", "waardenbord.for.p0123456789abcdef"]);
});

test("a page of a link that several share is nobody's own", () => {
  assert.deepEqual(offered("facilitator", ""), ["waardenbord.v1"]);
});
