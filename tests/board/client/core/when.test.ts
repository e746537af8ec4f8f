// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Times have 24 hours in both languages. */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { dateFormat } from "../../../../board/client/core/when";

const AFTERNOON = new Date(2026, 11, 1, 14, 5);
const CLOCK: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit" };
const CLIENT = join("board", "client");

test("the afternoon begins at 13:00, in English too", () => {
  assert.equal(dateFormat("nl", CLOCK).format(AFTERNOON), "14:05");
  assert.equal(dateFormat("en", CLOCK).format(AFTERNOON), "14:05");
  assert.equal(dateFormat("en", { dateStyle: "long" }).format(AFTERNOON), "1 December 2026");
});

test("nothing else in the client writes dates and times", () => {
  const sources = readdirSync(CLIENT, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  const own = sources.filter((name) => /Intl\.DateTimeFormat\(|toLocale(Date|Time)?String/.test(readFileSync(join(CLIENT, name), "utf8")));
  assert.deepEqual(own, [join("core", "when.ts")]);
});
