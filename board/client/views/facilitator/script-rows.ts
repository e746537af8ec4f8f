// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The rows of the script pane: parts, steps, and the sub-steps of the step that is on. Pure. */

import type { Leaf, RunRecord, Script, Text } from "../../protocol.gen";

export type RowState = "done" | "now" | "next" | "later";

export interface Row {
  id: string;
  kind: "part" | "step" | "sub";
  title: Text;
  /** The number printed before it; empty when the row above has the same. */
  stage: string;
  minutes: number;
  silent: boolean;
  state: RowState;
  /** Where a press on this row goes; null for a part. */
  leaf: Leaf | null;
}

export function scriptRows(script: Script, leaves: readonly Leaf[], runs: readonly RunRecord[], currentId: string): readonly Row[] {
  const at = leaves.findIndex((leaf) => leaf.id === currentId);
  const entered = new Set(runs.map((run) => run.leaf_id));
  const stateOf = (leaf: Leaf): RowState =>
    leaf.id === currentId ? "now" : leaf.id === leaves[at + 1]?.id ? "next" : entered.has(leaf.id) ? "done" : "later";
  let stage = "";
  return script.parts.flatMap((part): Row[] => [
    { id: part.id, kind: "part", title: part.title, stage: "", minutes: 0, silent: false, state: "later", leaf: null },
    ...part.steps.flatMap((step): Row[] => {
      const own = leaves.filter((leaf) => leaf.step_id === step.id);
      const states = own.map(stateOf);
      const number = step.stage === stage ? "" : step.stage;
      stage = step.stage;
      const row: Row = {
        id: step.id,
        kind: "step",
        title: step.title,
        stage: number,
        minutes: step.minutes,
        silent: step.silent,
        state: stateOfStep(states),
        leaf: own[0] ?? null,
      };
      if (own.length < 2 || row.state !== "now") return [row];
      // The parts of the step that is on stand under it; the step itself is then only their heading.
      return [{ ...row, leaf: null }, ...own.map((leaf) => subRow(leaf, stateOf(leaf)))];
    }),
  ]);
}

function stateOfStep(states: readonly RowState[]): RowState {
  if (states.includes("now")) return "now";
  if (states[0] === "next") return "next";
  return states.length > 0 && states.every((state) => state === "done") ? "done" : "later";
}

function subRow(leaf: Leaf, state: RowState): Row {
  return { id: `${leaf.id}/sub`, kind: "sub", title: leaf.title, stage: "", minutes: leaf.minutes, silent: leaf.silent, state, leaf };
}
