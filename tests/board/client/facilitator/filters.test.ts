// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Board, NoteView } from "../../../../board/client/core/api";
import { EVERYTHING, found, valuesIn } from "../../../../board/client/views/facilitator/board/filters";
import { noteView } from "../samples";

const ref = (name: string) => ({ value_id: "", principle_id: "participation", name });
const board = { language: "nl", content: { valueName: (value: { name: string }) => value.name } } as unknown as Board;
const value = (id: string, name: string, why: string, fields: Partial<NoteView> = {}) =>
  noteView(id, { content: { type: "value", value: ref(name), why }, ...fields });
const notes = [
  value("a", "Privacy", "Niet gevolgd worden", { table_id: "t1" }),
  value("b", "Uitleg", "Ik wil het snappen", { table_id: "t2", verdict: "chosen", reason: "Raakt iedereen" }),
  value("c", "Privacy", "", { table_id: "t2", hidden: true }),
  noteView("d", { table_id: "t2", content: { type: "action", action: "Een bord plaatsen", actor: "Toezicht", values: [ref("Uitleg")] } }),
];
const ids = (wanted: Partial<typeof EVERYTHING>) => found(board, notes, { ...EVERYTHING, ...wanted }).map((note) => note.id).join("");

test("every word must stand somewhere on the note, in any case: title, why, who, for which value, or the reason", () => {
  assert.equal(ids({}), "abcd");
  assert.equal(ids({ words: "  PRIVACY " }), "ac");
  assert.equal(ids({ words: "gevolgd priv" }), "a");
  assert.equal(ids({ words: "iedereen" }), "b");
  assert.equal(ids({ words: "toezicht uitleg" }), "d");
  assert.equal(ids({ words: "niets" }), "");
});

test("notes are found by table, by value and by whether they are decided on, together", () => {
  assert.equal(ids({ tableId: "t2" }), "bcd");
  assert.equal(ids({ value: "participation/Uitleg" }), "bd");
  assert.equal(ids({ value: "participation/Uitleg", undecided: true }), "d");
  assert.equal(ids({ undecided: true }), "ad");
});

test("the values to look for stand once each, with how many notes are about them", () => {
  assert.deepEqual(
    valuesIn(board, notes).map(({ name, count }) => `${name} ${count}`),
    ["Privacy 2", "Uitleg 2"],
  );
});
