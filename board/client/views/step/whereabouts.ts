// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where a step stands, in words. */

import { t } from "../../core/i18n";
import type { Board } from "../../core/api";
import type { Leaf } from "../../protocol.gen";

/** "Part A, step 2": where a leaf stands in the script. */
export function whereabouts(board: Board, leaf: Leaf): string {
  const part = board.content.script.parts.find((one) => one.id === leaf.part_id);
  return t("{part}, step {stage}", { part: part ? board.content.text(part.title) : "", stage: leaf.stage });
}
