// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who writes on this page: oneself, or the person that the scribe picked. */

import { signal } from "@preact/signals";
import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import { useBoard } from "../../../core/context";
import type { MeRecord } from "../../../protocol.gen";
import type { Writer } from "../writing/writer";

/** The participant id for whom the scribe types; empty picks the first. */
export const typedFor = signal("");

export function useScribe(): Writer {
  const board = useBoard();
  const proxies = board.proxies.value;
  const proxy = proxies.find((one) => one.participant_id === typedFor.value) ?? proxies[0] ?? null;
  const me = board.role === "scribe" ? proxy : board.me.value;
  const table = board.tables.value.find((one) => one.id === me?.table_id) ?? null;
  const behalf = board.role === "scribe" ? (me?.participant_id ?? "") : "";
  return { me, behalf, table, own: table?.foundations ?? [], mayDecide: me !== null };
}

/** "Noor, Democratie", for one of those for whom the scribe types. */
export function nameTypedFor(board: Board, person: MeRecord): string {
  const at = board.proxies.value.findIndex((one) => one.participant_id === person.participant_id);
  const name = person.name || t("Person {n}", { n: at + 1 });
  const table = board.tables.value.find((each) => each.id === person.table_id);
  return table ? `${name}, ${board.tableName(table)}` : name;
}
