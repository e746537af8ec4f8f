// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What the screen draws: what the facilitator chose, else where everybody was brought, else what the step shows. Pure: the screen
 * draws it, and the facilitator's desk says it in words.
 */

import { t } from "../../core/i18n";
import type { Board } from "../../core/api";
import type { LeafScreen, ShownStage, SpotlightRecord, TableRecord } from "../../protocol.gen";
import { caseRowsTitle } from "../case/case-words";
import { blockName, spotName, type Block } from "./spotlight";

/** "spot" is the one thing that everybody looks at, by itself. */
export interface Shown {
  stage: ShownStage | "spot";
  table: TableRecord | null;
  because: "step" | "chosen" | "spot";
}

/** Blocks that the stage of a step has on it already, or that stand on a stage of their own. */
const HOLDS: { readonly [screen in LeafScreen]?: readonly string[] } = {
  framework: ["framework"],
  case: ["case"],
  values: ["values", "tensions"],
  actions: ["actions"],
  checklist: ["checklist"],
  poster: ["values", "actions", "tensions", "checklist", "poster"],
  wider: ["values", "actions"],
  reflection: ["parked", "reflections"],
};

const BLOCK_STAGES: { readonly [block in Block]: ShownStage } = {
  framework: "framework",
  case: "case",
  values: "values",
  actions: "actions",
  tensions: "values",
  checklist: "checklist",
  parked: "parked",
  poster: "poster",
};

const FOLLOWS: Shown = { stage: "step", table: null, because: "step" };

export function shownNow(board: Board): Shown {
  if (board.workshop.value?.phase === "closed") return FOLLOWS;
  const chosen = board.showing.value;
  if (chosen && chosen.stage !== "step") {
    const table = board.tables.value.find((one) => one.id === chosen.table_id) ?? null;
    if (chosen.stage !== "table" || table) return { stage: chosen.stage, table, because: "chosen" };
  }
  const run = board.run.value;
  const leaf = board.leaf.value;
  const spot = board.spotlight.value;
  // In silence everybody is with himself.
  if (!run || !leaf || !spot?.target || (run.silent && run.opened_to === "author")) return FOLLOWS;
  const stage = stageOf(board, spot, leaf.screen);
  return stage === "step" ? FOLLOWS : { stage, table: null, because: "spot" };
}

function stageOf(board: Board, spot: SpotlightRecord, screen: LeafScreen): Shown["stage"] {
  const block = blockOf(board, spot);
  if (block === "") return spotName(board, spot) ? "spot" : "step";
  if (HOLDS[screen]?.includes(block)) return "step";
  return block in BLOCK_STAGES ? BLOCK_STAGES[block as Block] : "step";
}

/** In which block of the board something stands; empty for what is shown by itself. */
function blockOf(board: Board, spot: SpotlightRecord): string {
  if (spot.kind === "block") return spot.target;
  if (spot.kind === "poster") {
    if (board.posterValues.value.some((one) => one.id === spot.target)) return "values";
    return board.posterActions.value.some((one) => one.id === spot.target) ? "actions" : "tensions";
  }
  if (spot.kind === "note") return "";
  switch (board.items.value.find((one) => one.item_id === spot.target)?.content.type) {
    case "parked":
      return "parked";
    case "case":
      return "case";
    case "reflection":
      return "reflections";
    default:
      return "";
  }
}

/** What the facilitator can choose for the screen, in the order of a list; a table's sheet comes once per table. */
export const CHOICES: readonly Exclude<ShownStage, "step" | "table">[] = ["lobby", "clock", "case", "framework", "values", "actions", "poster", "checklist", "parked"];

export function stageName(stage: Exclude<ShownStage, "step" | "table">): string {
  if (stage === "lobby") return t("The code to join");
  return stage === "clock" ? t("The time") : stage === "case" ? caseRowsTitle() : blockName(stage);
}

/** What the room sees on the screen now, in words. */
export function shownName(board: Board): string {
  const { stage, table } = shownNow(board);
  if (table) return board.tableName(table);
  if (stage === "spot") return board.spotlight.value ? spotName(board, board.spotlight.value) : "";
  if (stage !== "step" && stage !== "table") return stageName(stage);
  if (board.workshop.value?.phase === "closed") return blockName("poster");
  const leaf = board.leaf.value;
  return leaf ? board.content.text(leaf.title) : stageName("lobby");
}
