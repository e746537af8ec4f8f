// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { byFoundation, ownAndOther, searchValues, withOwnValues } from "../../../../board/client/views/picker/value-search";
import type { FoundationId, Framework } from "../../../../board/client/protocol.gen";

const both = (nl: string) => ({ nl, en: nl });
const value = (id: string, principle: string, name: string, synonyms: readonly string[] = []) => ({
  id,
  principle,
  name: both(name),
  definition: both(`Wat ${name} is.`),
  synonyms_nl: synonyms,
  synonyms_en: [],
});
const FRAMEWORK: Framework = {
  id: "kader",
  version: 1,
  title: both("Kader"),
  source: { title: "", authors: "", date: "" },
  owner: "",
  based_on: "", own_principles: [],
  foundations: [
    { id: "democratie", name: both("Democratie"), definition: null, relation: both("") },
    { id: "rechtsstaat", name: both("Rechtsstaat"), definition: null, relation: both("") },
    { id: "bestuurskracht", name: both("Bestuurskracht"), definition: null, relation: both("") },
  ],
  principles: [
    { id: "participatie", foundation: "democratie", name: both("participatie"), definition: both("") },
    { id: "rechten", foundation: "rechtsstaat", name: both("mensenrechten"), definition: both("") },
    { id: "kwaliteit", foundation: "bestuurskracht", name: both("bestuurskwaliteit"), definition: both("") },
  ],
  values: [
    value("responsiveness", "participatie", "Responsiviteit", ["inspraak"]),
    value("privacy", "rechten", "Privacy"),
    value("autonomy", "rechten", "Menselijke autonomie"),
    value("efficiency", "kwaliteit", "Efficiëntie"),
  ],
};
const names = (query: string) => searchValues(FRAMEWORK, "nl", query).map((one) => one.value.id);

describe("searching values", () => {
  it("gives all values in their own order for an empty query", () => {
    assert.deepEqual(names(" "), ["responsiveness", "privacy", "autonomy", "efficiency"]);
  });

  it("does not mind capitals and accents", () => {
    assert.deepEqual(names("EFFICIENTIE"), ["efficiency"]);
  });

  it("finds a value by another word and says where that word matched", () => {
    const [found] = searchValues(FRAMEWORK, "nl", "spraak");
    assert.deepEqual(found?.synonym, { text: "inspraak", mark: { start: 2, end: 8 } });
  });

  it("finds the values of the rechtsstaat by its old spelling", () => {
    assert.deepEqual(names("rechtstaat"), ["privacy", "autonomy"]);
  });

  it("puts a name that begins so before one that only holds it", () => {
    assert.deepEqual(names("re").slice(0, 1), ["responsiveness"]);
  });

  it("marks the letters of the text as it is written, doubled and accented ones too", () => {
    const [found] = searchValues(FRAMEWORK, "nl", "efi");
    assert.deepEqual(found?.inName, { start: 0, end: 4 });
  });

  it("finds nothing for one letter that is repeated, so that Enter offers the own value", () => {
    assert.deepEqual(names("eeee"), []);
    assert.deepEqual(names("zzzz"), []);
    assert.deepEqual(names("aa bb"), []);
  });

  it("finds a doubled letter while a word is being typed", () => {
    assert.deepEqual(names("eff"), ["efficiency"]);
    assert.deepEqual(names("prrivacy"), ["privacy"]);
  });

  it("finds nothing for a word that stands nowhere", () => {
    assert.deepEqual(names("xyz"), []);
  });

  it("parts the values of the own table from the others", () => {
    const parted = ownAndOther(searchValues(FRAMEWORK, "nl", ""), ["rechtsstaat"]);
    assert.deepEqual(parted.own.map((one) => one.value.id), ["privacy", "autonomy"]);
    assert.deepEqual(parted.other.map((one) => one.value.id), ["responsiveness", "efficiency"]);
  });

  const rows = (framework: Framework, own: readonly FoundationId[]) =>
    withOwnValues(framework, own).flatMap((group) => group.rows.map((row) => row.value?.value.id ?? `own:${row.principle?.id}`));

  it("offers a value of one's own under each principle (DOM-01)", () => {
    assert.deepEqual(rows(FRAMEWORK, ["rechtsstaat"]), ["privacy", "autonomy", "own:rechten"]);
    assert.deepEqual(withOwnValues(FRAMEWORK, ["democratie", "rechtsstaat"]).map((group) => group.from), [0, 2]);
    assert.deepEqual(byFoundation(searchValues(FRAMEWORK, "nl", "")).map((group) => group.from), [0, 1, 3]);
  });

  it("offers one also to a table whose foundation an organisation brought no value for", () => {
    const eight = { ...FRAMEWORK, values: FRAMEWORK.values.filter((one) => one.principle !== "rechten") };
    assert.deepEqual(rows(eight, ["rechtsstaat"]), ["own:rechten"]);
    // Several principles without a value have one row together.
    const more = { ...eight, principles: [...eight.principles, { ...eight.principles[0]!, id: "procedure", foundation: "rechtsstaat" as const }] };
    assert.deepEqual(rows(more, ["rechtsstaat"]), ["own:rechten"]);
    assert.deepEqual(withOwnValues(more, ["rechtsstaat"])[0]?.rows[0]?.also?.map((one) => one.id), ["procedure"]);
  });
});
