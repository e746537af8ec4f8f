// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { spreads } from "../../../../board/client/views/screen/fit/spreads";

test("[SCR-03] a sheet is as wide as what stands on it asks for, and one without a value gives its room away", () => {
  assert.deepEqual(spreads([2, 1, 1]), [[1, 1, 1], [2, 1, 1]]);
  assert.deepEqual(spreads([6, 6, 6]), [[1, 1, 1], [2, 2, 2]]);
  assert.deepEqual(spreads([9, 9, 0]), [[1, 1, 0], [2, 2, 0], [3, 3, 0]]);
  assert.deepEqual(spreads([10, 6, 2]), [[1, 1, 1], [2, 1, 1], [2, 2, 1], [3, 2, 1]]);
  assert.deepEqual(spreads([0, 4, 0]), [[0, 1, 0], [0, 2, 0], [0, 4, 0]]);
});

test("without any value each foundation has its sheet", () => {
  assert.deepEqual(spreads([0, 0, 0]), [[1, 1, 1]]);
});
