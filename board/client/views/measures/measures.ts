// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The kinds of measures of this script: the six categories of the handbook, or the eight mechanisms of CODIO-PaD. */

import type { Board } from "../../core/api";
import type { Example, Measure, ValueRef } from "../../protocol.gen";

export function measuresOf(board: Board): readonly Measure[] {
  const { measures, script } = board.content;
  return script.measures === "mechanisms" ? measures.mechanisms : measures.categories;
}

/** The name of a category or a mechanism, of either vocabulary; empty when it is unknown. */
export function measureName(board: Board, id: string): string {
  const { measures } = board.content;
  const found = [...measures.categories, ...measures.mechanisms].find((one) => one.id === id);
  return found ? board.content.text(found.name) : "";
}

/** The example actions for these values, in the order of the set. */
export function examplesFor(board: Board, values: readonly ValueRef[]): readonly Example[] {
  const ids = new Set(values.map((one) => one.value_id).filter(Boolean));
  return board.content.measures.examples.filter((one) => ids.has(one.value_id));
}

/** The category of an example, where people choose among categories; empty where they choose among mechanisms. */
export function exampleKind(board: Board, example: Example): string {
  return board.content.script.measures === "categories" ? measureName(board, example.category) : "";
}
