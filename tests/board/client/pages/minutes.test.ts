// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { it } from "node:test";
import { sumOf } from "../../../../board/client/pages/minutes";

it("adds whole minutes, and takes what is none for nothing", () => {
  assert.equal(sumOf(["5", " 15 ", "45"]), 65);
  assert.equal(sumOf(["", "vijf", "5.5", "-3", "12345"]), 0);
});
