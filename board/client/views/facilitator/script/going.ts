// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Entering a step: always from the run that the facilitator saw, so that two presses go one step. */

import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import type { Leaf } from "../../../protocol.gen";
import { ask } from "../console/asking";

export function goTo(board: Board, leaf: Leaf): Promise<boolean> {
  const run_id = board.run.value?.id ?? "";
  return ask(board, { type: "go_to_step", leaf_id: leaf.id, run_id }, t("Now: {step}", { step: board.content.text(leaf.title) }));
}
