// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "../../../../board/client/core/clock";

/** A clock whose true offset is `offsetMs`; `hear` is a round trip with that long a way out and back. */
function clockWith(offsetMs: number) {
  const steady = { now: 10_000, offsetMs };
  const clock = new Clock(() => steady.now);
  const hear = (outMs: number, backMs: number) => {
    const said = steady.now + outMs + steady.offsetMs;
    steady.now += outMs + backMs;
    clock.sample(said, outMs + backMs);
  };
  return { clock, steady, hear };
}

test("an even round trip gives the store's time exactly", () => {
  const { clock, steady, hear } = clockWith(1_700_000_000_000);
  hear(20, 20);
  assert.equal(clock.now(), steady.now + 1_700_000_000_000);
});

test("the sample with the smallest round trip counts, not the newest", () => {
  const { clock, steady, hear } = clockWith(5_000);
  hear(5, 5);
  hear(400, 10);
  assert.equal(clock.now() - steady.now, 5_000);
});

test("a sample is forgotten after eight others", () => {
  const { clock, steady, hear } = clockWith(5_000);
  hear(1, 3);
  assert.equal(clock.now() - steady.now, 4_999);
  for (let n = 0; n < 8; n += 1) hear(20, 20);
  assert.equal(clock.now() - steady.now, 5_000);
});

test("a device that slept believes the first sample afterwards", () => {
  const { clock, steady, hear } = clockWith(5_000);
  hear(2, 2);
  steady.offsetMs += 60_000;
  hear(30, 30);
  assert.equal(clock.now() - steady.now, 65_000);
});

test("in doubt the old offset holds until a new sample comes", () => {
  const { clock, steady, hear } = clockWith(5_000);
  hear(2, 2);
  clock.doubt();
  assert.equal(clock.now() - steady.now, 5_000);
  steady.offsetMs = 5_050;
  hear(40, 40);
  assert.equal(clock.now() - steady.now, 5_050);
});
