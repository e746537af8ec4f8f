// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Going back with the button that takes things back: to the step that was left by it, and past none. */

import { equal } from "node:assert/strict";
import { test } from "node:test";
import { signal } from "@preact/signals";
import type { Board } from "../../../../board/client/core/api";
import { stepBefore } from "../../../../board/client/views/sending/take-back";

/** `went`: the leaves that the room entered, one after another. `own`: from which place in that row to the next this page went. */
function back(went: readonly string[], own: number): string | undefined {
  const runs = went.map((leaf_id, at) => ({ id: `r${String(at)}`, leaf_id }));
  const command = { type: "go_to_step", run_id: `r${String(own)}`, leaf_id: went[own + 1] };
  return stepBefore({
    undoTarget: signal({ label: "", command, inverse: null }),
    runs: signal(runs),
    run: signal(runs.at(-1)),
    leaves: signal(["A1", "A2", "A3", "B4"].map((id) => ({ id }))),
  } as unknown as Board)?.id;
}

test("the button goes back to the step from which this page went on", () => {
  equal(back(["A1", "A2"], 0), "A1");
  equal(back(["A1", "A2", "A1"], 1), "A2");
});

test("when another device has moved the room since, it offers no step: not from elsewhere, and not from the same step entered anew", () => {
  equal(back(["A1", "A2", "A3"], 0), undefined);
  equal(back(["A1", "A2", "B4"], 0), undefined);
  equal(back(["A1", "A2", "A3", "A2"], 0), undefined);
});
