// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Bringing everybody to one thing on the board, and letting go. */

import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import type { TargetKind } from "../../../protocol.gen";
import { ask } from "../console/asking";
import { isLocked } from "../script/next";

/** Only in a step that is open: in silence everybody is with himself. */
export function canBring(board: Board): boolean {
  return board.run.value !== null && !isLocked(board.run.value) && board.workshop.value?.phase === "running";
}

export function isHere(board: Board, kind: TargetKind, target: string): boolean {
  const spotlight = board.spotlight.value;
  return spotlight !== null && spotlight.target === target && spotlight.kind === kind && target !== "";
}

/** To it; when everybody is there already, away from it. */
export function bring(board: Board, kind: TargetKind, target: string, name: string): Promise<boolean> {
  if (isHere(board, kind, target)) return letGo(board);
  return ask(board, { type: "bring_here", kind, target }, t("Everybody is brought to {name}", { name }));
}

export function letGo(board: Board): Promise<boolean> {
  const kind = board.spotlight.value?.kind ?? "block";
  return ask(board, { type: "bring_here", kind, target: "" }, t("Everybody is free to look around again"));
}
