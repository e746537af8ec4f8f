// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Board } from "../../../../board/client/core/api";
import { holdersOf } from "../../../../board/client/core/holders";
import { noteView } from "../samples";

const action = (id: string, actor: string) => noteView(id, { content: { type: "action", action: "Een bord plaatsen", actor, values: [] } });
const holds = <T>(value: T) => ({ value });

test("[A11Y-22] who was named with an action is offered again, once", () => {
  const value = noteView("v", { content: { type: "value", value: { value_id: "privacy", principle_id: "", name: "" }, why: "Toezicht" } });
  const board = {
    notes: holds([action("a", "Toezicht "), action("b", "beheer"), action("c", ""), value]),
    items: holds([{ content: { type: "joint_action", actor: "Toezicht" } }, { content: { type: "parked", text: "Wie?" } }]),
    posterActions: holds([{ content: { holder: "Projectleider", monitor: "Toezicht" } }]),
  } as unknown as Board;
  assert.deepEqual(holdersOf(board), ["beheer", "Projectleider", "Toezicht"]);
});
