// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { across } from "../../../../board/client/views/screen/across";

test("tables stand in as few rows as four beside each other take, and in rows as alike as can be", () => {
  const found = [4, 5, 6, 7, 8, 9, 10, 12, 13, 40].map((tables) => [tables, across(tables)]);
  assert.deepEqual(found, [[4, 4], [5, 3], [6, 3], [7, 4], [8, 4], [9, 3], [10, 4], [12, 4], [13, 4], [40, 4]]);
});
