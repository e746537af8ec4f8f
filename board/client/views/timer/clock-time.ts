// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A moment as people say it. */

import type { Board } from "../../core/api";

/** "10:42", the store's time on the clock of this device. */
export function clockTime(board: Board, atMs: number): string {
  return new Intl.DateTimeFormat(board.language, { hour: "2-digit", minute: "2-digit" }).format(atMs);
}
