// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Board } from "../../../../board/client/core/api";
import type { Leaf } from "../../../../board/client/protocol.gen";
import { whereabouts } from "../../../../board/client/views/step/whereabouts";

const both = (nl: string) => ({ nl, en: nl });

function where(part: string, stage: string, whole = ""): string {
  const content = { script: { parts: [{ id: "p", title: both(part) }] }, text: (words: { nl: string }) => words.nl };
  return whereabouts({ content } as unknown as Board, { part_id: "p", stage, stage_title: whole ? both(whole) : null } as unknown as Leaf);
}

describe("where a step stands", () => {
  it("is its part and its number", () => {
    assert.equal(where("Deel A: Identificeren van publieke waarden", "1"), "Deel A: Identificeren van publieke waarden, step 1");
  });

  it("is also what the whole step is called, after the short name of the part", () => {
    assert.equal(where("Deel B: Identificeren van acties", "4", "Acties om waarden te borgen"), "Deel B, step 4 (Acties om waarden te borgen)");
  });

  it("is the part alone where the source gives no number", () => {
    assert.equal(where("Start", "0"), "Start");
  });
});
