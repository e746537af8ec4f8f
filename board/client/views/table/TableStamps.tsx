// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The marks of all foundations of a table, and the colour that it has. */

import type { FoundationId, TableRecord } from "../../protocol.gen";
import { Stamp } from "../parts/Stamp";

/** A table with several foundations has a colour of none of them. */
export function tableColour(table: TableRecord): FoundationId | "several" | undefined {
  return table.foundations.length > 1 ? "several" : table.foundations[0];
}

export function TableStamps({ table, size }: { table: TableRecord; size?: "small" | "large" | "huge" }) {
  return (
    <span class={`codio-stamps${table.foundations.length > 1 ? " codio-stamps--several" : ""}`}>
      {table.foundations.map((foundation) => (
        <Stamp key={foundation} foundation={foundation} {...(size ? { size } : {})} />
      ))}
    </span>
  );
}
