// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Until when a workshop that was closed can go on after all. */

import type { Board } from "../../../core/api";
import { REOPEN_MS } from "../../../protocol.gen";

/** Null when it cannot (any more): the day is over, or it is not known any more whose everything is. */
export function reopenUntil(board: Board): number | null {
  const workshop = board.workshop.value;
  if (workshop?.phase !== "closed" || workshop.nameless) return null;
  const until_ms = workshop.closed_at_ms + REOPEN_MS;
  return until_ms > board.now() ? until_ms : null;
}
