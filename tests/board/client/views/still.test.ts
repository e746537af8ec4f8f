// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A board that stands still: what others do waits and is counted, what its reader does shows and stays. */

import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { differing, steady } from "../../../../board/client/views/parts/preferences";
import { noteView } from "../samples";

const held = [noteView("a"), noteView("b"), noteView("c")];
const live = [noteView("a", { column: "bestuurskracht", rev: 2 }), noteView("b", { column: "bestuurskracht", rev: 2 }), noteView("d")];
const seen = (touched: readonly string[]) => steady(held, live, new Set(touched)).map((note) => `${note.id} ${note.column}`);

test("notes of others stay where they were, one's own moves stay as one left them", () => {
  const { column } = noteView("a");
  deepEqual(seen([]), [`a ${column}`, `b ${column}`, `c ${column}`]);
  deepEqual(seen(["b"]), [`a ${column}`, "b bestuurskracht", `c ${column}`]);
  deepEqual(seen(["c"]), [`a ${column}`, `b ${column}`]);
  // What one wrote oneself comes in.
  deepEqual(seen(["d"]), [`a ${column}`, `b ${column}`, `c ${column}`, `d ${column}`]);
});

test("what waits is counted: moved, new and gone, without one's own", () => {
  equal(differing(held, live, new Set()), 4);
  equal(differing(held, live, new Set(["b", "d"])), 2);
  equal(differing(held, held, new Set()), 0);
});
