// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Which tab of the desk a step opens, and where tables are asked whether they are ready to tell. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Leaf } from "../../../../board/client/protocol.gen";
import { tabFor } from "../../../../board/client/views/facilitator/console/desk-tabs";
import { choosesIn } from "../../../../board/client/views/step/choosing";

const words = { nl: "tekst", en: "text" };
const talk = (id: string, fields: Partial<Leaf> = {}): Leaf => ({
  id,
  part_id: "2",
  step_id: "2c",
  stage: "2c",
  stage_title: null,
  title: words,
  minutes: 5,
  mode: "group",
  screen: "tables",
  do: words,
  say: words,
  silent: false,
  kinds: ["value"],
  sheet: "value",
  questions: [],
  deliver: [],
  pitches: false,
  tools: [],
  ...fields,
});

test("what the tables read of research is before the facilitator too, while they read it", () => {
  assert.equal(tabFor(talk("2c2", { screen: "research", tools: ["research"] })), "prepare");
  assert.equal(tabFor(talk("2c1")), "board");
  assert.equal(tabFor(null), "prepare");
});

test("tables choose, and are asked whether they are ready, in the last talk of a step and in no other", () => {
  const leaves = [talk("2c1"), talk("2c2", { screen: "research" }), talk("2c3"), talk("2c4", { pitches: true })];
  assert.deepEqual(leaves.filter((leaf) => choosesIn(leaf, leaves)).map((leaf) => leaf.id), ["2c3"]);
});
