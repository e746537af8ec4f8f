// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What this person can do with the notes on the table. A scribe types for people; choosing is the table's own work. */

import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import type { NoteTools } from "../../note/tools";

/** `atTable`: choosing stands on the note itself, and with a `sheet` setting aside as well; in the plenary both are in the menu. */
export function useTools(edit: (note: NoteView) => void, atTable: boolean, sheet = false): NoteTools {
  const board = useBoard();
  if (board.role === "scribe") return { move: true, edit, remove: true };
  return { move: true, stack: true, choose: atTable ? true : "menu", aside: atTable && sheet, edit, remove: true };
}
