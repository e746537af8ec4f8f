// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Of which tables notes are, where all tables' notes lie in one column. */

import type { Board, NoteView } from "../../core/api";
import type { TableRecord } from "../../protocol.gen";

/** Their tables; none while every foundation has one table, because the column then says it. */
export function tablesUnder(board: Pick<Board, "tables">, notes: readonly NoteView[]): readonly TableRecord[] {
  const tables = board.tables.value;
  if (!tables.some((table) => table.number > 1)) return [];
  const ids = new Set(notes.map((note) => note.table_id));
  return tables.filter((table) => ids.has(table.id));
}

/** The names of these tables. */
export function tablesOf(board: Pick<Board, "tables" | "tableName">, notes: readonly NoteView[]): string {
  return tablesUnder(board, notes)
    .map((table) => board.tableName(table))
    .join(", ");
}
