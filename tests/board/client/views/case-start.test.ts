// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How the case form begins with what was written when the workshop was opened. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { beginning } from "../../../../board/client/views/case/case-start";

test("a text that fits stands in the form as it is", () => {
  assert.equal(beginning("Een camera. Op het plein.", 25), "Een camera. Op het plein.");
});

test("a longer text is cut at the end of a paragraph, else of a sentence, else of a word", () => {
  assert.equal(beginning("Een camera op het plein.\n\nHij ziet ruzie. En nog meer.", 40), "Een camera op het plein.");
  assert.equal(beginning("Een camera op het plein. Hij ziet ruzie en nog meer.", 40), "Een camera op het plein.");
  assert.equal(beginning("Een camera op het plein die ruzie ziet en nog meer", 40), "Een camera op het plein die ruzie ziet");
});

test("a break near the start does not empty the row, and a text without breaks is cut where it must", () => {
  assert.equal(beginning("Plein.\n\nEen camera die ruzie ziet en nog veel meer dan dat", 40), "Plein.\n\nEen camera die ruzie ziet en");
  assert.equal(beginning("x".repeat(50), 40), "x".repeat(40));
});
