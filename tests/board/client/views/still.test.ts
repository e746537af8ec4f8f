// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A board that stands still: what others do waits and is counted, what its reader does shows and stays. */

import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import type { NoteView } from "../../../../board/client/core/api";
import type { RunRecord } from "../../../../board/client/protocol.gen";
import { frozen, waiting } from "../../../../board/client/views/parts/preferences";
import { differing, holdStill, steady, steadyNotes } from "../../../../board/client/views/parts/still-notes";
import { noteView, runRecord } from "../samples";

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

test("a page holds all its notes, of every kind, until its reader lets them go on or another board comes", () => {
  const notes = signal<readonly NoteView[]>(held);
  const run = signal<RunRecord | null>(runRecord("r1", { opened_to: "table" }));
  const shown = () => steadyNotes({ notes }).map((note) => `${note.id} ${note.rev}`).join(", ");
  const stop = holdStill({ notes, run });
  frozen.value = true;
  notes.value = live;
  equal(shown(), "a 1, b 1, c 1");
  equal(waiting.value, 4);
  // What one moves oneself shows at once, and stays when it is stored.
  notes.value = live.map((note) => (note.id === "b" ? { ...note, pending: true } : note));
  equal(shown(), "a 1, b 2, c 1");
  notes.value = live;
  equal(shown(), "a 1, b 2, c 1");
  equal(waiting.value, 3);
  run.value = runRecord("r1", { opened_to: "room" });
  equal(shown(), "a 2, b 2, d 1");
  equal(waiting.value, 0);
  notes.value = held;
  equal(shown(), "a 2, b 2, d 1");
  frozen.value = false;
  equal(shown(), "a 1, b 1, c 1");
  equal(waiting.value, 0);
  stop();
});
