// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { typedIn } from "../../../../board/client/core/typed";
import type { Command } from "../../../../board/client/protocol.gen";

const named = ({ value_id, name }: { value_id: string; name: string }) => name || value_id;

test("what somebody typed is found in a command of any kind, without what the board put there", () => {
  const note: Command = {
    type: "add_note",
    note_id: "n1",
    run_id: "r1",
    column: "democratie",
    content: { type: "value", value: { value_id: "privacy", principle_id: "rights", name: "" }, why: " omdat " },
  };
  assert.equal(typedIn(note, named), "privacy · omdat");
  assert.equal(typedIn({ type: "put_item", item_id: "i", base_rev: 0, content: { type: "reflection", text: "Beter luisteren" } }, named), "Beter luisteren");
  assert.equal(typedIn({ type: "say_ready", run_id: "r1", ready: true }, named), "");
});

test("a command that this page does not know any more keeps its words", () => {
  assert.equal(typedIn({ type: "put_poster_action", entry_id: "e1", action: "Toets het", holder: "De wethouder" }, named), "Toets het · De wethouder");
});
