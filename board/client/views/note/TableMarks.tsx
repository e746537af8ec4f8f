// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Of which tables a note is where there is no room for their names: the stamp and the number of each. */

import type { TableRecord } from "../../protocol.gen";
import { Stamp } from "../parts/Stamp";

/** `names`: the tables in words. */
export function TableMarks({ tables, names }: { tables: readonly TableRecord[]; names: string }) {
  return (
    <span class="codio-note__tables">
      <span class="codio-visually-hidden">{names}: </span>
      {tables.map((table) => (
        <span class="codio-note__table" aria-hidden="true" key={table.id}>
          {table.foundations[0] && <Stamp foundation={table.foundations[0]} size="small" />}
          {table.number}
        </span>
      ))}
    </span>
  );
}
