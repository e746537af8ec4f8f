// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The values that a table chose: on its sheet, and out of those from research. */

import type { Board } from "../../core/api";
import { itemsOf } from "../../core/items";
import type { ValueRef } from "../../protocol.gen";
import { gather } from "../note/stacks";
import { sameValue } from "../../core/content";

/** In the order of the sheet, each value once; nothing for somebody without a table (an empty id). */
export function tableValues(board: Board, tableId: string): readonly ValueRef[] {
  if (!tableId) return [];
  const notes = board.notes.value.filter((note) => note.table_id === tableId && note.content.type === "value" && !note.hidden);
  const onSheet = gather(notes.filter((note) => note.verdict === "chosen")).flatMap(({ top }) => (top.content.type === "value" ? [top.content.value] : []));
  const research = itemsOf(board.items.value, "research_value");
  const taken = itemsOf(board.items.value, "research_verdict")
    .filter(({ content }) => content.table_id === tableId && content.verdict === "chosen")
    .flatMap(({ content }) => research.find((one) => one.item_id === content.research_id)?.content.value ?? []);
  return unique([...onSheet, ...taken]);
}

export function unique(values: readonly ValueRef[]): readonly ValueRef[] {
  return values.filter((value, at) => values.findIndex((one) => sameValue(one, value)) === at);
}
