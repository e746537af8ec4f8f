// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Jullie waarden": what the table chose, in sight while its actions are written. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { tableValues } from "../../table/table-values";
import { useWriter } from "../writing/writer";

export function YourValues({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const { table } = useWriter();
  if (!table || !leaf.kinds.includes("action")) return null;
  const values = tableValues(board, table.id);
  if (values.length === 0) return null;
  return (
    <section class="codio-your-values" aria-labelledby="your-values">
      <h2 class="codio-your-values__name" id="your-values">
        {board.role === "scribe" ? t("The values of {table}", { table: board.tableName(table) }) : t("Your table's values")}
      </h2>
      <ul class="codio-your-values__list">
        {values.map((value) => (
          <li key={`${value.value_id}:${value.name}`} data-foundation={board.content.foundationOf(value) ?? undefined}>
            {board.content.valueName(value)}
          </li>
        ))}
      </ul>
    </section>
  );
}
