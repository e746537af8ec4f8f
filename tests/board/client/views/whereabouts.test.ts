// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Board } from "../../../../board/client/core/api";
import type { Leaf } from "../../../../board/client/protocol.gen";
import { stepNamed, whereabouts } from "../../../../board/client/views/step/whereabouts";

const both = (nl: string) => ({ nl, en: nl });

function where(part: string, stage: string, whole = ""): string {
  return whereabouts(board(part), leaf({ stage, stage_title: whole ? both(whole) : null }));
}

function board(part: string): Board {
  const content = { script: { parts: [{ id: "p", title: both(part) }] }, text: (words: { nl: string }) => words.nl };
  return { content } as unknown as Board;
}

function leaf(fields: object): Leaf {
  return { part_id: "p", ...fields } as unknown as Leaf;
}

describe("where a step stands", () => {
  it("is its part and its number", () => {
    assert.equal(where("Deel A: Identificeren van publieke waarden", "1"), "Deel A: Identificeren van publieke waarden, step 1");
  });

  it("is also what the whole step is called, after the short name of the part", () => {
    assert.equal(where("Deel B: Identificeren van acties", "4", "Acties om waarden te borgen"), "Deel B, step 4 (Acties om waarden te borgen)");
  });

  it("is said with the step, and once where both are called the same", () => {
    assert.equal(stepNamed(board("Deel A: Waarden"), leaf({ stage: "1", title: both("Introductie") })), "Deel A: Waarden, step 1: Introductie");
    assert.equal(stepNamed(board("Start"), leaf({ stage: "0", title: both("Start") })), "Start");
  });

  it("is the part alone where the source gives no number", () => {
    assert.equal(where("Start", "0"), "Start");
  });
});
