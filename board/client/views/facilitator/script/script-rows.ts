// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The rows of the script pane: parts, steps, and the sub-steps of the step that is on. Pure. */

import type { Leaf, RunRecord, Script, Text } from "../../../protocol.gen";
import { NO_NUMBER } from "../../step/whereabouts";
import { isBreak, stepsOf } from "../planning/planning";

export type RowState = "done" | "now" | "next" | "later";

export interface Row {
  id: string;
  kind: "part" | "step" | "sub";
  title: Text;
  /** The number printed before it; empty when the row above has the same. */
  stage: string;
  /** What the source calls the step of which this is a row; null when the row above has the same, or there is none. */
  whole: Text | null;
  minutes: number;
  silent: boolean;
  state: RowState;
  /** Where a press on this row goes; null for a part. */
  leaf: Leaf | null;
  /** The leaf with which it begins; empty for a part. */
  first: string;
}

/** `leaves` in the order and with the minutes of this workshop; the rows follow them. */
export function scriptRows(script: Script, leaves: readonly Leaf[], runs: readonly RunRecord[], currentId: string): readonly Row[] {
  const at = leaves.findIndex((leaf) => leaf.id === currentId);
  const entered = new Set(runs.map((run) => run.leaf_id));
  const stateOf = (leaf: Leaf): RowState =>
    leaf.id === currentId ? "now" : leaf.id === leaves[at + 1]?.id ? "next" : entered.has(leaf.id) ? "done" : "later";
  let stage = "";
  let whole: Text | null = null;
  let partId = "";
  return stepsOf(leaves).flatMap((own, place): Row[] => {
    const [first] = own;
    const part = script.parts.find((one) => one.id === first?.part_id);
    const step = part?.steps.find((one) => one.id === first?.step_id);
    if (first && isBreak(first)) return [breakRow(first, stateOf(first))];
    if (!first || !part || !step) return [];
    const heading: Row[] = part.id === partId ? [] : [partRow(part.title, `${part.id}/${place}`)];
    partId = part.id;
    const number = step.stage === stage || step.stage === NO_NUMBER ? "" : step.stage;
    stage = step.stage;
    const title = step.stage_title?.nl === whole?.nl ? null : step.stage_title;
    whole = step.stage_title;
    const row: Row = {
      id: step.id,
      kind: "step",
      title: step.title,
      stage: number,
      whole: title,
      minutes: own.reduce((sum, leaf) => sum + leaf.minutes, 0),
      silent: step.silent,
      state: stateOfStep(own.map(stateOf)),
      leaf: first,
      first: first.id,
    };
    if (own.length < 2 || row.state !== "now") return [...heading, row];
    // The parts of the step that is on stand under it; the step itself is then only their heading.
    return [...heading, { ...row, leaf: null }, ...own.map((leaf) => subRow(leaf, stateOf(leaf)))];
  });
}

function partRow(title: Text, id: string): Row {
  return { id, kind: "part", title, stage: "", whole: null, minutes: 0, silent: false, state: "later", leaf: null, first: "" };
}

function stateOfStep(states: readonly RowState[]): RowState {
  if (states.includes("now")) return "now";
  if (states[0] === "next") return "next";
  return states.length > 0 && states.every((state) => state === "done") ? "done" : "later";
}

function subRow(leaf: Leaf, state: RowState): Row {
  return { id: `${leaf.id}/sub`, kind: "sub", title: leaf.title, stage: "", whole: null, minutes: leaf.minutes, silent: leaf.silent, state, leaf, first: leaf.id };
}

function breakRow(leaf: Leaf, state: RowState): Row {
  return { ...subRow(leaf, state), id: leaf.id, kind: "step" };
}
