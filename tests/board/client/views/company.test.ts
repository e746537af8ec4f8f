// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import type { NoteView } from "../../../../board/client/core/api";
import type { RunRecord } from "../../../../board/client/protocol.gen";
import { companyOf, placeAmong } from "../../../../board/client/views/note/company";
import { noteView, runRecord } from "../samples";

const run = (id: string, opened_to: RunRecord["opened_to"]) => runRecord(id, { opened_to });
const runs = [run("r1", "room"), run("r2", "table"), run("r3", "author")];
const note = (id: string, run_id: string, table_id: string, fields: Partial<NoteView> = {}) => noteView(id, { run_id, table_id, ...fields });
const room = note("a", "r1", "t2");
const ours = note("b", "r2", "t1");
const theirs = note("c", "r2", "t2");
const oursToo = note("d", "r2", "t1");
const theirsToo = note("e", "r2", "t2");
const all = [room, ours, theirs, oursToo, theirsToo];
const ids = (notes: readonly NoteView[]) => notes.map((one) => one.id).join("");

test("a table's note is put among its table's and the room's, one that the room sees among the room's", () => {
  assert.equal(ids(companyOf(runs, all, ours)), "abd");
  assert.equal(ids(companyOf(runs, all, theirs)), "ace");
  assert.equal(ids(companyOf(runs, all, room)), "a");
});

test("where a note is let go between another table's notes it stands after its own that lies above", () => {
  const place = (afterId: string) => placeAmong(companyOf(runs, all, ours), all, "democratie", ours, afterId);
  assert.deepEqual(["", "a", "c", "d", "e"].map(place), [0, 1, 1, 2, 2]);
});

test("a note that is its author's alone is moved among what its author sees there", () => {
  const own = note("f", "r3", "t1", { order: "", stack_id: "" });
  assert.equal(ids(companyOf(runs, [...all, own], own)), "abdf");
});
