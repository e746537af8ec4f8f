// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A moment as people say it. */

import type { Board } from "../../core/api";
import { dateFormat } from "../../core/when";

/** "10:42", the store's time on the workshop's clock. */
export function clockTime(board: Board, atMs: number): string {
  return dateFormat(board.language, { hour: "2-digit", minute: "2-digit" }).format(atMs);
}

/** "maandag 30 november, 10:42", the same. */
export function dayAndTime(board: Board, atMs: number): string {
  const day = dateFormat(board.language, { weekday: "long", day: "numeric", month: "long" }).format(atMs);
  return `${day}, ${clockTime(board, atMs)}`;
}
