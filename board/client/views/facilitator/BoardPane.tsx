// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** All tables' notes in three columns, one kind at a time, of one table or of all. */

import { useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Board, NoteView } from "../../core/api";
import type { NoteKind } from "../../protocol.gen";
import { Columns } from "../columns/Columns";
import type { MenuItem, NoteTools } from "../note/tools";
import { noteTitle } from "../note/words";
import { kindOf } from "./console/desk-tabs";
import { bring, canBring, isHere } from "./room/bringing";


export function BoardPane() {
  const board = useBoard();
  const [table, setTable] = useState("");
  const [picked, setPicked] = useState<NoteKind | null>(null);
  const kind = picked ?? kindOf(board.leaf.value);
  const tools: NoteTools = { move: true, stack: true, choose: true, hide: true, menu: (note) => bringRow(board, note) };
  const all = board.notes.value;
  const notes = all.filter((note) => note.content.type === kind && (table === "" || note.table_id === table));
  const kinds = (["value", "action"] as const).filter((one) => one === kind || all.some((note) => note.content.type === one));
  return (
    <div class="codio-desk__board">
      <div class="codio-desk__filters">
        <label class="codio-desk__filter">
          <span>{t("Table")}</span>
          <select class="codio-input" value={table} onChange={(event) => setTable(event.currentTarget.value)}>
            <option value="">{t("All tables")}</option>
            {board.tables.value.map((one) => (
              <option key={one.id} value={one.id}>
                {board.tableName(one)}
              </option>
            ))}
          </select>
        </label>
        {kinds.length > 1 && (
          <label class="codio-desk__filter">
            <span>{t("Show")}</span>
            <select class="codio-input" value={kind} onChange={(event) => setPicked(event.currentTarget.value === "action" ? "action" : "value")}>
              <option value="value">{t("Values")}</option>
              <option value="action">{t("Actions")}</option>
            </select>
          </label>
        )}
      </div>
      <Columns notes={notes} tools={tools} />
    </div>
  );
}

/** "Iedereen hierheen" in the menu of a note that the whole room sees. */
function bringRow(board: Board, note: NoteView): readonly MenuItem[] {
  const open = board.runs.value.find((run) => run.id === note.run_id)?.opened_to === "room";
  if (!canBring(board) || note.hidden || !open) return [];
  const label = isHere(board, "note", note.id) ? t("Let everybody go again") : t("Everybody here");
  return [{ key: "bring", label, icon: "people", act: () => void bring(board, "note", note.id, noteTitle(board, note)) }];
}
