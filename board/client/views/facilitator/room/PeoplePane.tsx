// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who sits where: every table in sight, a line for each person. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { PersonRecord, TableRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { Stamp } from "../../parts/Stamp";
import { Tag } from "../../parts/Tag";
import { DoorPanel } from "./DoorPanel";
import { RemovedPeople } from "./RemovedPeople";
import { PersonLine } from "./PersonLine";
import { headingOf } from "./table-focus";

/** Of more the sheets are narrower, so that all of them stand in a window of a laptop. */
const FEW_TABLES = 6;

/** `toTables` goes to where the tables are chosen. */
export function PeoplePane({ toTables }: { toTables(): void }) {
  const board = useBoard();
  const presence = board.presence.value;
  const tables = board.tables.value;
  return (
    <div class="codio-console__scroll codio-seats">
      <DoorPanel />
      <p class="codio-seats__line">
        {presence && <span class="codio-small codio-soft">{tn("{n} device is connected", "{n} devices are connected", presence.participants)}</span>}
        {!board.workshop.value?.tables_frozen && (
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={toTables}>
            <Icon name="group" />
            {t("Choose tables and foundations")}
          </button>
        )}
      </p>
      <div class={`codio-seats__tables${tables.length > FEW_TABLES ? " codio-seats__tables--many" : ""}`}>
        {tables.map((table) => (
          <TablePeople key={table.id} table={table} />
        ))}
      </div>
      <RemovedPeople />
    </div>
  );
}

function TablePeople({ table }: { table: TableRecord }) {
  const board = useBoard();
  const people = board.people.value.filter((person) => person.table_id === table.id);
  return (
    <section class="codio-panel" aria-labelledby={headingOf(table.id)}>
      <h2 class="codio-panel__heading" id={headingOf(table.id)} tabIndex={-1}>
        {table.foundations.map((foundation) => (
          <Stamp key={foundation} foundation={foundation} size="small" />
        ))}
        {board.tableName(table)}
        <span class="codio-heading__aside">{tn("{n} person", "{n} people", table.people)}</span>
      </h2>
      <Perspectives people={people} />
      {people.length === 0 && <p class="codio-soft codio-small">{t("Nobody sits here yet.")}</p>}
      <ul class="codio-people">
        {people.map((person) => (
          <PersonLine key={person.id} person={person} />
        ))}
      </ul>
    </section>
  );
}

/** Which sides people look from at this table: the more different, the better. */
function Perspectives({ people }: { people: readonly PersonRecord[] }) {
  const { perspectives, text } = useBoard().content;
  const counted = perspectives.map((one) => ({ one, count: people.filter((person) => person.perspective === one.id).length }));
  const there = counted.filter(({ count }) => count > 0);
  if (there.length === 0) return null;
  return (
    <p class="codio-seats__sides">
      <span class="codio-visually-hidden">{t("Perspectives at this table")}: </span>
      {there.map(({ one, count }) => (
        <Tag key={one.id}>{count > 1 ? `${text(one.name)} ${count}` : text(one.name)}</Tag>
      ))}
    </p>
  );
}
