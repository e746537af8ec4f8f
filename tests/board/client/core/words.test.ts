// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, test } from "node:test";
import { tableName } from "../../../../board/client/core/content";
import { setCatalogue, t, tn } from "../../../../board/client/core/i18n";
import { closed, unclosed } from "../../../../board/client/core/sentences";
import { isStale } from "../../../../board/client/core/device/lease";
import { refusalText } from "../../../../board/client/core/refusals";
import type { Code, FoundationId, TableRecord } from "../../../../board/client/protocol.gen";

afterEach(() => setCatalogue({}));

test("a message that the catalogue lacks is shown in English, filled in", () => {
  assert.equal(t("Moved to {column}", { column: "Democratie" }), "Moved to Democratie");
  assert.equal(tn("{n} note", "{n} notes", 1), "1 note");
  assert.equal(tn("{n} note", "{n} notes", 0), "0 notes");
});

test("the catalogue's words and plurals are used", () => {
  setCatalogue({ Move: "Verplaats", "{n} note": ["{n} briefje", "{n} briefjes"] });
  assert.equal(t("Move"), "Verplaats");
  assert.equal(tn("{n} note", "{n} notes", 1), "1 briefje");
  assert.equal(tn("{n} note", "{n} notes", 3), "3 briefjes");
});

test("what people typed ends once, and within a sentence not at all", () => {
  const cases = JSON.parse(readFileSync("tests/sessions/material/sentences.json", "utf8")) as readonly { typed: string; closed: string; unclosed: string }[];
  assert.ok(cases.length > 5);
  for (const one of cases) assert.deepEqual({ typed: one.typed, closed: closed(one.typed), unclosed: unclosed(one.typed) }, one);
});

test("a sentence of ours that ends with what people typed ends once", () => {
  assert.equal(t("Who decides: {who}.", { who: "De raad" }), "Who decides: De raad.");
  assert.equal(t("Who decides: {who}.", { who: "De raad." }), "Who decides: De raad.");
  assert.equal(t("Who decides: {who}. And then?", { who: "Wie?" }), "Who decides: Wie? And then?");
  assert.equal(t("See {address}.html", { address: "a." }), "See a..html");
});

test("what people typed is never read as a field", () => {
  assert.equal(t("{a} and {b}", { a: "{b}", b: "x" }), "{b} and x");
});

test("a name that runs from right to left orders no word around it", () => {
  assert.equal(t("{who} wants to speak", { who: "سارة" }), "\u2068سارة\u2069 wants to speak");
  assert.equal(t("{who} wants to speak", { who: "Sára 👩‍💻" }), "Sára 👩‍💻 wants to speak");
});

test("words that every object has are no messages", () => {
  assert.equal(t("constructor"), "constructor");
});

test("a refusal that a newer server knows has a sentence too", () => {
  assert.equal(refusalText("from_the_future" as Code), refusalText("internal"));
});

test("a table is called by its foundations, and numbered when there are more of them", () => {
  const name = (id: FoundationId) => id[0]!.toUpperCase() + id.slice(1);
  const table = (id: string, foundations: FoundationId[], number = 1): TableRecord => ({ type: "table", id, foundations, number, people: 0 });
  const one = table("a", ["democratie"]);
  const two = table("b", ["democratie"], 2);
  assert.equal(tableName(one, [one], name), "Democratie");
  assert.equal(tableName(two, [one, two], name), "Democratie 2");
  const all = table("c", ["democratie", "rechtsstaat", "bestuurskracht"]);
  assert.equal(tableName(all, [all], name), "Democratie, Rechtsstaat and Bestuurskracht");
});

test("a page is gone eight seconds after its last beat, or when its clock was set", () => {
  assert.equal(isStale(null, 100_000), true);
  assert.equal(isStale(95_000, 100_000), false);
  assert.equal(isStale(91_000, 100_000), true);
  assert.equal(isStale(200_000, 100_000), true);
});

test("every sentence of the core has its Dutch", () => {
  const catalogue = readFileSync("board/locale/nl/LC_MESSAGES/core.po", "utf8");
  const sources = ["board.ts", "content.ts", "refusals.ts"].map((name) => readFileSync(`board/client/core/${name}`, "utf8")).join("\n");
  const used = [...sources.matchAll(/\bt\("([^"]+)"/g)].map((match) => match[1]!);
  assert.ok(used.length > 30);
  for (const msgid of used) assert.ok(catalogue.includes(`msgid "${msgid}"\nmsgstr "`), msgid);
});
