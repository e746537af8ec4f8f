// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a table set aside, with its reasons: notes, and values from research. */

import type { Board } from "../../core/api";
import { itemsOf } from "../../core/items";
import type { NoteKind, TableRecord } from "../../protocol.gen";
import { noteTitle } from "../note/words";
import { setAsideBy } from "./offers";

export interface Aside {
  key: string;
  name: string;
  reason: string;
}

export function asideAt(board: Board, table: TableRecord, kind: NoteKind): readonly Aside[] {
  const items = board.items.value;
  const research = itemsOf(items, "research_value");
  const verdicts = kind === "value" ? itemsOf(items, "research_verdict") : [];
  return [
    ...setAsideBy(board.notes.value, table.id, kind).map(({ id, top }) => ({ key: id, name: noteTitle(board, top), reason: top.reason })),
    ...verdicts.flatMap(({ item_id, content }) => {
      const value = research.find((one) => one.item_id === content.research_id);
      if (!value || content.table_id !== table.id || content.verdict !== "set_aside") return [];
      return [{ key: item_id, name: board.content.valueName(value.content.value), reason: content.reason }];
    }),
  ];
}
