// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What an offer is called: its value, or what must be done. */

import type { Board } from "../../core/api";
import { saidBy, type Source } from "./offers";

export function offerName(board: Board, source: Source): string {
  const said = saidBy(source);
  return "value" in said ? board.content.valueName(said.value) : said.action;
}
