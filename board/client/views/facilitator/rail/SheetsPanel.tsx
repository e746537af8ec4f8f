// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Klaar om te vertellen": how far each table's sheet is. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { NoteKind, TableRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { Stamp } from "../../parts/Stamp";
import { sourcesOf } from "../../table/offers";

export function SheetsPanel({ kind }: { kind: NoteKind }) {
  const board = useBoard();
  const tables = board.tables.value;
  const ready = tables.filter((table) => board.sheetOf(table.id, kind)?.ready);
  return (
    <section class="codio-panel" aria-labelledby="sheets">
      <h2 class="codio-panel__heading" id="sheets">
        {t("Ready to tell")}
        <span class="codio-heading__aside codio-number">{t("{n} of {all}", { n: ready.length, all: tables.length })}</span>
      </h2>
      <ul class="codio-ready">
        {tables.map((table) => (
          <li class="codio-ready__row" key={table.id}>
            {table.foundations[0] && <Stamp foundation={table.foundations[0]} size="small" />}
            <span>{board.tableName(table)}</span>
            <SheetState table={table} kind={kind} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SheetState({ table, kind }: { table: TableRecord; kind: NoteKind }) {
  const board = useBoard();
  const sheet = board.sheetOf(table.id, kind);
  if (sheet?.ready) {
    return (
      <span class="codio-strong">
        <Icon name="check" inline />
        {t("ready")}
      </span>
    );
  }
  return <span class="codio-soft">{t("{n} chosen", { n: sourcesOf(table, kind, board.notes.value, board.items.value).length })}</span>;
}
