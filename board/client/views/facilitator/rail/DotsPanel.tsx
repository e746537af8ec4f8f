// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The dots of each table: how many have placed theirs, and turning them over. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { DotsRecord, NoteKind } from "../../../protocol.gen";
import { Stamp } from "../../parts/Stamp";
import { ask } from "../console/asking";
import { named } from "../../parts/named";

export function DotsPanel({ kind }: { kind: NoteKind }) {
  const board = useBoard();
  const dots = board.dots.value.filter((one) => one.kind === kind && (one.placed > 0 || one.shown));
  if (dots.length === 0) return null;
  return (
    <section class="codio-panel" aria-labelledby="dots">
      <h2 class="codio-panel__heading" id="dots">
        {t("Dots")}
      </h2>
      <ul class="codio-ready">
        {dots.map((one) => (
          <TableDots key={one.id} dots={one} />
        ))}
      </ul>
    </section>
  );
}

function TableDots({ dots }: { dots: DotsRecord }) {
  const board = useBoard();
  const { table_id, kind } = dots;
  const table = board.tables.value.find((one) => one.id === table_id);
  if (!table) return null;
  const name = board.tableName(table);
  const turn = () => {
    const content = { type: "dots_shown", table_id, kind } as const;
    void ask(board, { type: "put_item", item_id: `shown:${table_id}:${kind}`, base_rev: 0, content }, t("The dots of {table} are turned over", { table: name }));
  };
  return (
    <li class="codio-ready__row codio-ready__row--pitch">
      {table.foundations[0] && <Stamp foundation={table.foundations[0]} size="small" />}
      <span>
        {name}
        <span class="codio-ready__state codio-soft">
          {dots.shown ? t("turned over") : t("{n} of {all} placed", { n: dots.placed, all: dots.people })}
        </span>
      </span>
      {!dots.shown && (
        <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-label={named(t("Turn over"), name)} onClick={turn}>
          {t("Turn over")}
        </button>
      )}
    </li>
  );
}
