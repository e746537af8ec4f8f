// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What this person can do with the notes on the table. A scribe types for people; choosing is the table's own work. */

import { useMemo, useRef } from "preact/hooks";
import { useBoard } from "../../../core/context";
import type { NoteView } from "../../../core/api";
import type { NoteTools } from "../../note/tools";

/**
 * `atTable`: choosing stands on the note itself, and with a `sheet` setting aside as well; in the plenary both are in the menu. The same
 * object as long as it says the same, so that no note is drawn anew for it.
 */
export function useTools(edit: (note: NoteView) => void, atTable: boolean, sheet = false): NoteTools {
  const { role } = useBoard();
  const latest = useRef(edit);
  latest.current = edit;
  return useMemo(() => {
    const own = { move: true, edit: (note: NoteView) => latest.current(note), remove: true };
    if (role === "scribe") return own;
    return { ...own, stack: true, choose: atTable ? true : "menu", aside: atTable && sheet };
  }, [role, atTable, sheet]);
}
