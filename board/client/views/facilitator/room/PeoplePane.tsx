// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who sits where, and moving somebody to another table. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { PersonRecord, TableRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { Stamp } from "../../parts/Stamp";
import { Tag } from "../../parts/Tag";
import { ask } from "../console/asking";
import { DoorPanel } from "./DoorPanel";
import { RemoveForm } from "./RemoveForm";
import { RemovedPeople } from "./RemovedPeople";
import { personInFull } from "./person-names";
import { focusTable, headingOf } from "./table-focus";

/** `toTables` goes to where the tables are chosen. */
export function PeoplePane({ toTables }: { toTables(): void }) {
  const board = useBoard();
  const presence = board.presence.value;
  return (
    <div class="codio-console__scroll codio-seats">
      {presence && (
        <p class="codio-small codio-soft codio-seats__devices">
          {tn("{n} device is connected", "{n} devices are connected", presence.participants)}
        </p>
      )}
      <DoorPanel />
      {!board.workshop.value?.tables_frozen && (
        <p>
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={toTables}>
            <Icon name="group" />
            {t("Choose tables and foundations")}
          </button>
        </p>
      )}
      {board.tables.value.map((table) => (
        <TablePeople key={table.id} table={table} />
      ))}
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
          <Person key={person.id} person={person} />
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
    <p class="codio-seats__sides" aria-label={t("Perspectives at this table")}>
      {there.map(({ one, count }) => (
        <Tag key={one.id}>{count > 1 ? `${text(one.name)} ${count}` : text(one.name)}</Tag>
      ))}
    </p>
  );
}

function Person({ person }: { person: PersonRecord }) {
  const board = useBoard();
  const [open, setOpen] = useState<"" | "move" | "remove">("");
  const name = personInFull(board, person);
  const closed = board.workshop.value?.phase === "closed";
  const row = useRef<HTMLLIElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const element = row.current;
    const tableId = person.table_id;
    return () => {
      // Taken out or moved, by this facilitator or another one.
      if (element?.contains(document.activeElement)) queueMicrotask(() => focusTable(tableId));
    };
  }, []);
  const perspective = board.content.perspectives.find((one) => one.id === person.perspective);
  const others = board.tables.value.filter((table) => table.id !== person.table_id);
  const move = (table: TableRecord) => {
    const from = person.table_id;
    const said = t("{name} sits at {table} now", { name, table: board.tableName(table) });
    const back = { type: "move_person", participant_id: person.participant_id, table_id: from } as const;
    setOpen("");
    void ask(board, { ...back, table_id: table.id }, said, { inverse: back });
  };
  const mark = (away: boolean) => {
    const back = { type: "mark_away", participant_id: person.participant_id, away: person.away } as const;
    const said = away ? t("{name} is not counted any more; the notes stay", { name }) : t("{name} is counted again", { name });
    void ask(board, { ...back, away }, said, { inverse: back });
  };
  return (
    <li class="codio-seats__person" ref={row}>
      <span>
        {name}
        {perspective && <span class="codio-soft codio-small"> {board.content.text(perspective.name)}</span>}
        {person.away && (
          <>
            {" "}
            <Tag look="dashed" icon="off">
              {t("absent")}
            </Tag>
          </>
        )}
        {person.proxy && <span class="codio-soft codio-small"> {t("without a device")}</span>}
      </span>
      {!closed && (
        <>
      <button
        type="button"
        class="codio-move"
        aria-label={person.away ? t("{name} is here after all", { name }) : t("Report {name} absent", { name })}
        onClick={() => mark(!person.away)}
      >
        {person.away && <Icon name="undo" />}
        {person.away ? t("Is here") : t("Report absent")}
      </button>
      {others.length > 0 && (
        <button type="button" class="codio-move" aria-expanded={open === "move"} aria-label={t("Move {name} to another table", { name })} onClick={() => setOpen(open === "move" ? "" : "move")}>
          {t("Move")}
        </button>
      )}
      <button type="button" class="codio-move" ref={opener} aria-expanded={open === "remove"} aria-label={t("Take {name} out", { name })} onClick={() => setOpen(open === "remove" ? "" : "remove")}>
        {t("Take out")}
      </button>
        </>
      )}
      {open === "remove" && (
        <RemoveForm
          person={person}
          onRemoved={() => setOpen("")}
          onCancel={() => {
            setOpen("");
            opener.current?.focus();
          }}
        />
      )}
      {open === "move" && (
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
