// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The table of a note, said where two tables have the same foundation. */

import { equal } from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import { tablesOf } from "../../../../board/client/views/note/from-table";
import type { TableRecord } from "../../../../board/client/protocol.gen";
import { noteView } from "../samples";

function table(number: number, foundation: TableRecord["foundations"][number]): TableRecord {
  return { type: "table", id: `${foundation}-${number}`, foundations: [foundation], number, people: 5 };
}

function board(...tables: TableRecord[]) {
  return { tables: signal(tables), tableName: (one: TableRecord) => `${one.foundations[0]} ${one.number}` };
}

test("a note says its table as soon as a foundation has more than one, and a stack says all of its tables", () => {
  const [first, second, other] = [table(1, "democratie"), table(2, "democratie"), table(1, "rechtsstaat")];
  const notes = [noteView("a", { table_id: "democratie-2" }), noteView("b", { table_id: "democratie-1" })];
  equal(tablesOf(board(first, other), notes), "");
  equal(tablesOf(board(first, second, other), notes.slice(0, 1)), "democratie 2");
  equal(tablesOf(board(first, second, other), [noteView("c", { table_id: "rechtsstaat-1" })]), "rechtsstaat 1");
  equal(tablesOf(board(first, second, other), notes), "democratie 1, democratie 2");
});
