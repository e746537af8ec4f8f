// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who sits where, and moving somebody to another table. */

import { useState } from "preact/hooks";
import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { PersonRecord, TableRecord } from "../../protocol.gen";
import { Icon } from "../shared/Icon";
import { Stamp } from "../shared/Stamp";
import { ask } from "./asking";

export function PeoplePane() {
  const board = useBoard();
  const presence = board.presence.value;
  return (
    <div class="codio-console__scroll codio-seats">
      {presence && (
        <p class="codio-small codio-soft codio-seats__devices">
          {tn("{n} device is connected", "{n} devices are connected", presence.participants)}
        </p>
      )}
      {board.tables.value.map((table) => (
        <TablePeople key={table.id} table={table} />
      ))}
    </div>
  );
}

function TablePeople({ table }: { table: TableRecord }) {
  const board = useBoard();
  const people = board.people.value.filter((person) => person.table_id === table.id);
  return (
    <section class="codio-panel codio-seats__table" aria-labelledby={`seats-${table.id}`}>
      <h2 class="codio-panel__heading" id={`seats-${table.id}`}>
        {table.foundations.map((foundation) => (
          <Stamp key={foundation} foundation={foundation} size="small" />
        ))}
        {board.tableName(table)}
        <span class="codio-heading__aside">{tn("{n} person", "{n} people", table.people)}</span>
      </h2>
      {people.length === 0 && <p class="codio-soft codio-small">{t("Nobody sits here yet.")}</p>}
      <ul class="codio-people">
        {people.map((person) => (
          <Person key={person.id} person={person} />
        ))}
      </ul>
    </section>
  );
}

function Person({ person }: { person: PersonRecord }) {
  const board = useBoard();
  const [open, setOpen] = useState(false);
  const name = person.name || t("Somebody without a name");
  const perspective = board.content.perspectives.find((one) => one.id === person.perspective);
  const others = board.tables.value.filter((table) => table.id !== person.table_id);
  const move = (table: TableRecord) => {
    const from = person.table_id;
    const said = t("{name} sits at {table} now", { name, table: board.tableName(table) });
    const back = { type: "move_person", participant_id: person.participant_id, table_id: from } as const;
    setOpen(false);
    void ask(board, { ...back, table_id: table.id }, said, { label: said, inverse: () => back });
  };
  return (
    <li class="codio-seats__person">
      <span>
        {name}
        {perspective && <span class="codio-soft codio-small"> {board.content.text(perspective.name)}</span>}
        {person.proxy && <span class="codio-soft codio-small"> {t("without a device")}</span>}
      </span>
      {others.length > 0 && (
        <button type="button" class="codio-move" aria-expanded={open} aria-label={t("Move {name} to another table", { name })} onClick={() => setOpen(!open)}>
          <Icon name="move" />
          {t("Move")}
        </button>
      )}
      {open && (
        <ul class="codio-seats__others" aria-label={t("Move to table")}>
          {others.map((table) => (
            <li key={table.id}>
              <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => move(table)}>
                {table.foundations[0] && <Stamp foundation={table.foundations[0]} size="small" />}
                {board.tableName(table)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
