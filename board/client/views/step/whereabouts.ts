// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where a step stands, in words. */

import { t } from "../../core/i18n";
import type { Board } from "../../core/api";
import type { Leaf } from "../../protocol.gen";

/** The stage of a step that the source gives no number. */
export const NO_NUMBER = "0";

/** "Part A: identify values, step 1", or "Part A, step 2 (identify values)" where the source's step has a title of its own. Of a
 * step that the source gives no number its part is enough. */
export function whereabouts(board: Board, leaf: Leaf): string {
  // A break stands in no part.
  if (leaf.screen === "break") return board.workshop.value?.title ?? "";
  const found = board.content.script.parts.find((one) => one.id === leaf.part_id);
  const part = found ? board.content.text(found.title) : "";
  if (leaf.stage === NO_NUMBER) return part;
  if (!leaf.stage_title) return t("{part}, step {stage}", { part, stage: leaf.stage });
  const [short = ""] = part.split(":");
  return t("{part}, step {stage} ({title})", { part: short, stage: leaf.stage, title: board.content.text(leaf.stage_title) });
}

/** To stand over or before the title of a step: where it is, and nothing for a part with one step of the same name. */
export function aboveTitle(board: Board, leaf: Leaf): string {
  const where = whereabouts(board, leaf);
  return where === board.content.text(leaf.title) ? "" : where;
}

/** The step with where it stands: "Part A, step 2 (identify values): Discuss". */
export function stepNamed(board: Board, leaf: Leaf): string {
  return [aboveTitle(board, leaf), board.content.text(leaf.title)].filter(Boolean).join(": ");
}

/** What a step that is told to somebody else asks of the note taker; empty where what is told is meant for all. */
export function scribesTask(board: Board, leaf: Leaf): string {
  return board.role === "scribe" && leaf.pitches ? t("Each table tells in turn. Note what they chose and why.") : "";
}
