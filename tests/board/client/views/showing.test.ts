// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Board } from "../../../../board/client/core/api";
import type { Screen, ShownStage, TargetKind } from "../../../../board/client/protocol.gen";
import { shownNow } from "../../../../board/client/views/room/showing";

interface Now {
  screen?: Screen;
  spot?: [TargetKind, string];
  stage?: ShownStage;
  table?: string;
  quiet?: boolean;
  closed?: boolean;
}

/** What the screen draws, and why, on a board with table t1, value v1, action a1, note n1 and parked point k1. */
function shown({ screen = "values", spot, stage = "step", table = "", quiet = false, closed = false }: Now): string {
  const board = {
    workshop: { value: { phase: closed ? "closed" : "running" } },
    showing: { value: { stage, table_id: table, page: 0 } },
    spotlight: { value: spot ? { kind: spot[0], target: spot[1], n: 1 } : null },
    run: { value: { silent: quiet, opened_to: quiet ? "author" : "room" } },
    leaf: { value: { screen } },
    tables: { value: [{ id: "t1" }] },
    posterValues: { value: [{ id: "v1", content: { value: {} } }] },
    posterActions: { value: [{ id: "a1", content: { action: "Bellen" } }] },
    tensions: { value: [] },
    notes: { value: [{ id: "n1", content: { type: "action", action: "Bellen" } }] },
    items: { value: [{ item_id: "k1", content: { type: "parked", text: "Wie betaalt?" } }] },
    content: { valueName: () => "Privacy" },
  } as unknown as Board;
  const found = shownNow(board);
  return [found.table?.id ?? found.stage, found.because].join(" ");
}

test("the screen follows the step, and what everybody is brought to when the step does not show it", () => {
  assert.equal(shown({}), "step step");
  assert.equal(shown({ spot: ["block", ""] }), "step step");
  assert.equal(shown({ spot: ["poster", "v1"] }), "step step");
  assert.equal(shown({ spot: ["poster", "a1"] }), "actions spot");
  assert.equal(shown({ screen: "checklist", spot: ["block", "poster"] }), "poster spot");
  assert.equal(shown({ screen: "poster", spot: ["block", "checklist"] }), "step step");
  assert.equal(shown({ spot: ["note", "n1"] }), "spot spot");
  assert.equal(shown({ spot: ["item", "k1"] }), "parked spot");
  assert.equal(shown({ screen: "reflection", spot: ["item", "k1"] }), "step step");
  assert.equal(shown({ spot: ["note", "gone"] }), "step step");
});

test("what the facilitator chose goes before it, but for a table that is gone, and nothing does at the end", () => {
  assert.equal(shown({ stage: "clock", spot: ["poster", "a1"] }), "clock chosen");
  assert.equal(shown({ stage: "table", table: "t1" }), "t1 chosen");
  assert.equal(shown({ stage: "table", table: "t9" }), "step step");
  assert.equal(shown({ stage: "case", closed: true }), "step step");
});

test("in silence nobody is brought anywhere, and the facilitator can show the case", () => {
  assert.equal(shown({ quiet: true, spot: ["poster", "a1"] }), "step step");
  assert.equal(shown({ quiet: true, stage: "case" }), "case chosen");
});
