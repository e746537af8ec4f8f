// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Times have 24 hours in both languages, and are those of the workshop wherever a device is. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { dateFormat, dayAfter, dayAndClock, momentAt } from "../../../../board/client/core/when";

const AFTERNOON = Date.UTC(2026, 11, 1, 13, 5);
const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
const CLIENT = join("board", "client");

test("the afternoon begins at 13:00, in English too", () => {
  assert.equal(dateFormat("nl", CLOCK).format(AFTERNOON), "14:05");
  assert.equal(dateFormat("en", CLOCK).format(AFTERNOON), "14:05");
  assert.equal(dateFormat("en", { dateStyle: "long" }).format(AFTERNOON), "1 December 2026");
});

test("a moment is told and meant by the clock of the workshop, in summer and in winter", (context) => {
  const zone = process.env.TZ;
  context.after(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });
  for (const device of ["America/New_York", "Pacific/Auckland", "UTC"]) {
    process.env.TZ = device;
    assert.equal(dateFormat("nl", CLOCK).format(AFTERNOON), "14:05", device);
    assert.equal(dateFormat("nl", { weekday: "long", day: "numeric" }).format(Date.UTC(2026, 10, 30, 23, 25)), "dinsdag 1", device);
    assert.deepEqual(dayAndClock(Date.UTC(2026, 10, 30, 23, 25)), { day: "2026-12-01", clock: "00:25" }, device);
    assert.deepEqual(dayAndClock(Date.UTC(2026, 6, 1, 7, 5)), { day: "2026-07-01", clock: "09:05" }, device);
    assert.equal(momentAt("2026-12-01", "14:05"), AFTERNOON, device);
    assert.equal(momentAt("2026-07-01", "09:05"), Date.UTC(2026, 6, 1, 7, 5), device);
    // The day on which the clock goes back.
    assert.equal(momentAt("2026-10-25", "01:30"), Date.UTC(2026, 9, 24, 23, 30), device);
    assert.equal(momentAt("2026-10-25", "03:30"), Date.UTC(2026, 9, 25, 2, 30), device);
  }
  assert.deepEqual([momentAt("", ""), momentAt("2026-12-01", ""), momentAt("soon", "09:00")], [Number.NaN, Number.NaN, Number.NaN]);
  assert.equal(dayAfter("2026-12-31"), "2027-01-01");
});

test("nothing else in the client writes dates and times, or asks the device for its zone", () => {
  const sources = readdirSync(CLIENT, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  const asks = /Intl\.DateTimeFormat\(|toLocale(Date|Time)?String|\bnew Date\(|\.[gs]et(Hours|Minutes|Date|Month|FullYear|TimezoneOffset)\(/;
  const own = sources.filter((name) => asks.test(readFileSync(join(CLIENT, name), "utf8")));
  assert.deepEqual(own, [join("core", "when.ts")]);
});
