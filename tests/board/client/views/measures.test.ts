// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Board } from "../../../../board/client/core/api";
import type { Example, Script } from "../../../../board/client/protocol.gen";
import { exampleKind, measureName } from "../../../../board/client/views/measures/measures";

const both = (nl: string) => ({ nl, en: nl });
const measure = (id: string, name: string) => ({ id, name: both(name), about: both("") });
const EXAMPLE: Example = { value_id: "privacy", category: "standards", action: both("Denk aan privacy.") };

function board(measures: Script["measures"]): Board {
  const set = { categories: [measure("standards", "(Technische) standaarden")], mechanisms: [measure("audits", "audits")] };
  const content = { measures: set, script: { measures }, text: (words: { nl: string }) => words.nl };
  return { content } as unknown as Board;
}

describe("measures", () => {
  it("names the category of an example only where people choose among categories", () => {
    assert.equal(exampleKind(board("categories"), EXAMPLE), "(Technische) standaarden");
    assert.equal(exampleKind(board("mechanisms"), EXAMPLE), "");
  });

  it("knows the names of both vocabularies, whatever the script", () => {
    assert.equal(measureName(board("categories"), "audits"), "audits");
    assert.equal(measureName(board("mechanisms"), "standards"), "(Technische) standaarden");
  });
});
