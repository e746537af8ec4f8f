// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { test } from "node:test";
import { tooMany } from "../../../../board/client/core/too-long";

test("characters are counted as the server counts them: an emoji of two halves is one", () => {
  assert.equal(tooMany("abc", 3), 0);
  assert.equal(tooMany("😀😀😀😀", 3), 1);
  assert.equal(tooMany("😀😀", 3), 0 - 1);
  assert.equal(tooMany("", 3), -3);
});
