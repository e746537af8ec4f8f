// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Values from research, with their text and source; at the choice also what the table does with each. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith, itemsOf, type ItemOf } from "../../../core/items";
import type { FoundationId, TableRecord } from "../../../protocol.gen";
import { Stamp } from "../../parts/Stamp";
import { FOUNDATIONS, ownFirst } from "../../../core/foundations";
import { VerdictForm } from "./VerdictForm";

/** Without `table` the values are only read. */
export function ResearchPanel({ table, judge }: { table: TableRecord | null; judge: boolean }) {
  const board = useBoard();
  const values = itemsOf(board.items.value, "research_value");
  if (values.length === 0) return <p class="codio-soft">{t("There are no values from research for this workshop.")}</p>;
  const order = table ? ownFirst(table) : FOUNDATIONS;
  const own = table?.foundations ?? FOUNDATIONS;
  const under = (foundation: FoundationId) => values.filter((one) => one.content.foundation === foundation);
  return (
    <div class="codio-research">
      <p>{t("These values came out of research into similar services. Read them, and see what they add to your own notes.")}</p>
      {order
        .filter((foundation) => under(foundation).length > 0)
        .map((foundation) => (
          <section key={foundation} data-foundation={foundation} aria-labelledby={`research-${foundation}`}>
            <h2 class="codio-heading" id={`research-${foundation}`}>
              <Stamp foundation={foundation} />
              {board.content.foundationName(foundation)}
              {!own.includes(foundation) && <span class="codio-heading__aside">{t("of another table")}</span>}
            </h2>
            <ul class="codio-research__list">
              {under(foundation).map((item) => (
                <ResearchValue key={item.item_id} item={item} table={judge && own.includes(foundation) ? table : null} />
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function ResearchValue({ item, table }: { item: ItemOf<"research_value">; table: TableRecord | null }) {
  const board = useBoard();
  const { value, text, source } = item.content;
  const verdict = table ? itemWith(board.items.value, "research_verdict", `verdict:${item.item_id}:${table.id}`) : null;
  const look = verdict ? ` codio-research__item--${verdict.content.verdict === "chosen" ? "chosen" : "aside"}` : "";
  return (
    <li class={`codio-research__item${look}`} data-spot={`item:${item.item_id}`} tabIndex={-1}>
      <h3 class="codio-research__value">{board.content.valueName(value)}</h3>
      {text && <p>{text}</p>}
      {source && <p class="codio-small codio-soft">{t("Source: {source}", { source })}</p>}
      {table && <VerdictForm item={item} table={table} verdict={verdict} />}
    </li>
  );
}
