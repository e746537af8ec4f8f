// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What an entry of the poster is called. */

import type { Board } from "../../../core/api";
import { tensionName } from "../../poster/words";
import type { Entry } from "./arranging";

export function entryName(board: Board, entry: Entry): string {
  if (entry.type === "poster_value") return board.content.valueName(entry.content.value);
  return entry.type === "poster_action" ? entry.content.action : tensionName(board, entry.content);
}
