// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
import assert from "node:assert/strict";
import { test } from "node:test";
import { evenRow, inOrder, largest, pageStarts } from "../../../../board/client/views/screen/fit/pieces";

/** Of each section so many units, and what fits on a page: so many of them. */
const starts = (sections: string, most: number) => pageStarts([...sections], (from, to) => to - from <= most);

test("what fits together is one page, also when there is nothing", () => {
  assert.deepEqual(starts("vvvta", 5), [0]);
  assert.deepEqual(starts("", 5), [0]);
});

test("[SCR-02] a section begins a page when it does not fit whole beside what stands before it", () => {
  assert.deepEqual(starts("vvvaaa", 4), [0, 3]);
});

test("a section that needs several pages is spread evenly over them", () => {
  assert.deepEqual(starts("aaaaaaa", 5), [0, 4]);
  assert.deepEqual(starts("vaaaaaaaaaaaa", 5), [0, 1, 5, 9]);
});

test("[SCR-02] pages that hold more than the first are no reason to lay less on it than it holds", () => {
  // On the first page four, on a later one six: as two pages, and neither three nor four beside five.
  assert.deepEqual(pageStarts([..."aaaaaaaaa"], (from, to) => to - from <= (from === 0 ? 4 : 6)), [0, 4]);
  assert.deepEqual(pageStarts([..."aaaaaaaaat"], (from, to) => to - from <= 6), [0, 5]);
});

test("[SCR-02] what follows a section is no reason to part it unevenly: it stands beside its last part, or on a page of its own", () => {
  assert.deepEqual(starts("aaaaaaaaaaaaeee", 5), [0, 4, 8, 12]);
  assert.deepEqual(starts("aaaaaaaae", 5), [0, 4]);
});

test("[SCR-02] each page has as great a part of every sheet: six values last as long as twelve", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((at) => evenRow(at, 6, 12)), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual([0, 1, 2].map((at) => evenRow(at, 3, 4)), [0, 1, 2]);
  assert.equal(evenRow(0, 1, 7), 0);
});

test("what fits on no page has a page of its own", () => {
  assert.deepEqual(pageStarts(["a", "a", "a"], (from, to) => to - from <= 1 && from !== 1), [0, 1, 2]);
});

test("the first pieces of all columns go together, then the second ones", () => {
  assert.deepEqual(inOrder(["v/0", "v/1", "v/10", "v/2", "t/0", "a/1", "a/0"]), ["v/0", "v/1", "v/2", "v/10", "t/0", "a/0", "a/1"]);
});

test("the largest size that fits is found, and the smallest when none does", () => {
  for (const most of [0, 1, 6, 13, 20]) assert.equal(largest(0, 20, (n) => n <= most), most);
  assert.equal(largest(3, 20, () => false), 3);
  assert.equal(largest(3, 2, () => false), 3);
});
