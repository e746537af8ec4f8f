// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { across } from "../../../../board/client/views/columns/overview";

test("a column of the overview has as many notes side by side as make the longest the shortest", () => {
  assert.deepEqual(across([16, 33, 32], 8), [2, 3, 3]);
  assert.deepEqual(across([16, 33, 32], 3), [1, 1, 1]);
  assert.deepEqual(across([0, 5, 40], 6), [1, 1, 4]);
});
