// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { asPrepared, asTyped, namesIn, remembering, toggled, withCount, withoutTable } from "../../../../board/client/views/facilitator/prepare/tables";

test("fewer than three tables share the foundations, more take them in turn, and names stay", () => {
  const one = asTyped([{ foundations: ["democratie", "rechtsstaat", "bestuurskracht"], names: ["Noor"], perspectives: [] }]);
  const two = withCount(one, 2);
  assert.deepEqual(two.map((table) => table.foundations), [["democratie", "bestuurskracht"], ["rechtsstaat"]]);
  assert.equal(two[0]?.names, "Noor");
  const five = withCount(withCount(two, 3), 5);
  assert.deepEqual(five.map((table) => table.foundations), [["democratie"], ["rechtsstaat"], ["bestuurskracht"], ["democratie"], ["rechtsstaat"]]);
  assert.deepEqual(withoutTable(withCount(five, 3)), []);
  assert.equal(withCount(five, 99).length, 24);
});

test("what the facilitator chose for three tables stays when there are more or fewer of them", () => {
  const own = asTyped([["bestuurskracht"], ["democratie"], ["rechtsstaat"], ["democratie"]].map((foundations) => ({ foundations: foundations as never, names: [], perspectives: [] })));
  assert.deepEqual(withCount(own, 3).map((table) => table.foundations[0]), ["bestuurskracht", "democratie", "rechtsstaat"]);
});

test("names stand on lines or between commas, once each", () => {
  assert.deepEqual(namesIn(" Noor de Wit\nAli, Sam;Ali\n\n"), ["Noor de Wit", "Ali", "Sam"]);
  assert.deepEqual(asPrepared([{ foundations: ["democratie"], names: "A\nB", perspectives: ["data"] }]), [{ foundations: ["democratie"], names: ["A", "B"], perspectives: ["data"] }]);
});

test("a box that is ticked goes to its usual place", () => {
  assert.deepEqual(toggled(["a", "b", "c"], ["c"], "a"), ["a", "c"]);
  assert.deepEqual(toggled(["a", "b", "c"], ["a", "c"], "a"), ["c"]);
});

test("a number of tables that goes down and up again finds what was typed", () => {
  const typed = withCount([], 4).map((table, at) => ({ ...table, names: `naam ${at}` }));
  const one = withCount(typed, 1);
  const known = remembering(typed, one);
  assert.deepEqual(withCount(known, 4), typed);
  assert.deepEqual(withCount(known, 3), typed.slice(0, 3));
  const renamed = one.map((table) => ({ ...table, names: "iemand anders" }));
  assert.deepEqual(withCount(remembering(known, renamed), 4).map((table) => table.names), ["iemand anders", "naam 1", "naam 2", "naam 3"]);
});
