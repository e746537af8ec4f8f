// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The tables: their number follows the people, or the facilitator chooses them, with their foundations and who is to sit there. */

import { useRef } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { tableName } from "../../../core/content";
import { FOUNDATIONS } from "../../../core/foundations";
import { MAX_TABLES } from "../../../protocol.gen";
import { EditForm } from "../../form/EditForm";
import { LongField } from "../../form/Fields";
import { useEdit } from "../../form/useEdit";
import { Details } from "../../parts/Details";
import { Icon } from "../../parts/Icon";
import { Stamp } from "../../parts/Stamp";
import { ask } from "../console/asking";
import { asPrepared, asRecords, asTyped, MAX_NAMES_CHARACTERS, remembering, toggled, withCount, withoutTable, type TypedTable } from "./tables";
import { Told } from "../../parts/Told";

export function TablesEditor() {
  const board = useBoard();
  const button = useRef<HTMLButtonElement>(null);
  const former = useRef<readonly TypedTable[]>([]);
  const seating = board.seating.value;
  const rev = seating?.rev ?? 0;
  const chosen = seating?.tables ?? [];
  // Who begins finds what there is now.
  const now = board.tables.value.map(({ foundations }) => ({ foundations, names: [], perspectives: [] }));
  const edit = useEdit(
    "tables",
    { fields: { tables: asTyped(chosen.length > 0 ? chosen : now) }, rev },
    { tables: asTyped(now) },
    ({ tables }, base_rev) => ({ type: "set_tables", base_rev, tables: asPrepared(tables) }),
    t("The tables are chosen"),
  );
  if (board.workshop.value?.tables_frozen) {
    return (
      <>
        <p class="codio-small codio-soft">{t("People have begun at their tables: these stay. You can still move somebody, on “People”.")}</p>
        <TableList />
      </>
    );
  }
  if (edit.fields) {
    const { tables } = edit.fields;
    const change = (next: readonly TypedTable[]) => {
      former.current = remembering(remembering(former.current, tables), next);
      edit.change({ tables: next });
    };
    const put = (at: number, part: Partial<TypedTable>) => change(tables.map((table, place) => (place === at ? { ...table, ...part } : table)));
    const bare = withoutTable(tables);
    const records = asRecords(tables);
    const names = records.map((one) => (one.foundations.length > 0 ? tableName(one, records, board.content.foundationName) : ""));
    return (
      <EditForm
        edit={edit}
        label={t("Tables")}
        newerText={(newer) => tn("{n} table", "{n} tables", newer.tables.length)}
        onDone={() => requestAnimationFrame(() => button.current?.focus())}
      >
        <div class="codio-field">
          <label class="codio-label" for="tables-count">
            {t("How many tables?")}
          </label>
          <input
            id="tables-count"
            class="codio-input codio-number codio-seating__count"
            type="number"
            inputMode="numeric"
            min={1}
            max={MAX_TABLES}
            value={tables.length}
            onInput={(event) => {
              // At each key: who types 12 passes by 1, and finds again what stood at the tables that were away for a moment.
              const count = Number(event.currentTarget.value);
              if (!Number.isInteger(count) || count < 1 || count > MAX_TABLES) return;
              change(withCount(count < FOUNDATIONS.length ? tables : remembering(former.current, tables), count));
            }}
            onBlur={(event) => {
              event.currentTarget.value = String(tables.length);
            }}
          />
        </div>
        {bare.length > 0 && (
          <p class="codio-field__error">
            <Icon name="alarm" />
            {t("Nobody has {foundations} yet. Each of the three foundations needs a table.", { foundations: bare.map((one) => board.content.foundationName(one)).join(", ") })}
          </p>
        )}
        <p class="codio-field__hint" id="tables-names-hint">{t("Whoever types this name when joining gets a seat here. Names are erased a day after the end.")}</p>
        <ol class="codio-seating">
          {tables.map((table, at) => (
            <li key={at} class="codio-seating__table">
              <TableFields table={table} number={at + 1} name={names[at] ?? ""} onChange={(part) => put(at, part)} />
            </li>
          ))}
        </ol>
      </EditForm>
    );
  }
  return (
    <>
      <p class="codio-small codio-soft">
        {chosen.length > 0
          ? t("You chose these tables. However many people come, they stay.")
          : t("The number of tables follows the number of people: one table up to five people, two up to eight, three up to eighteen, then more. Choose them yourself when you print cards beforehand, or know who comes.")}
      </p>
      <TableList />
      <p class="codio-actions">
        <button type="button" class="codio-button codio-button--line codio-button--tiny" ref={button} onClick={edit.open}>
          <Icon name="edit" />
          {chosen.length > 0 ? t("Change the tables") : t("Choose the tables yourself")}
        </button>
        {chosen.length > 0 && (
          <button
            type="button"
            class="codio-button codio-button--line codio-button--tiny"
            onClick={() => {
              void ask(board, { type: "set_tables", base_rev: rev, tables: [] }, t("The number of tables follows the people again"));
              button.current?.focus();
            }}
          >
            {t("Let the number follow the people")}
          </button>
        )}
      </p>
    </>
  );
}

interface TableFieldsProps {
  table: TypedTable;
  number: number;
  /** What it will be called; empty without a foundation. */
  name: string;
  onChange(part: Partial<TypedTable>): void;
}

function TableFields({ table, number, name, onChange }: TableFieldsProps) {
  const { content } = useBoard();
  const sides = content.perspectives.map((one) => one.id);
  const looks = content.perspectives.filter((one) => table.perspectives.includes(one.id)).map((one) => content.text(one.name));
  return (
    <fieldset class="codio-fieldset">
      <legend class="codio-label">{name || t("Table {n}", { n: number })}</legend>
      <p class="codio-seating__boxes">
        {FOUNDATIONS.map((foundation) => (
          <label class="codio-seating__box" key={foundation}>
            <input
              type="checkbox"
              checked={table.foundations.includes(foundation)}
              onChange={() => onChange({ foundations: toggled(FOUNDATIONS, table.foundations, foundation) })}
            />
            <Stamp foundation={foundation} size="small" />
            {content.foundationName(foundation)}
          </label>
        ))}
      </p>
      <LongField
        id={`tables-names-${number}`}
        label={t("Who sits here? A name on each line")}
        describedBy="tables-names-hint"
        value={table.names}
        max={MAX_NAMES_CHARACTERS}
        rows={2}
        onInput={(names) => onChange({ names })}
      />
      {sides.length > 0 && (
        <Details summary={looks.length > 0 ? t("And whoever looks from: {sides}", { sides: looks.join(", ") }) : t("And whoever looks from…")}>
          <p class="codio-seating__boxes" role="group" aria-label={t("And whoever looks from…")}>
            {content.perspectives.map((one) => (
              <label class="codio-seating__box codio-small" key={one.id}>
                <input
                  type="checkbox"
                  checked={table.perspectives.includes(one.id)}
                  onChange={() => onChange({ perspectives: toggled(sides, table.perspectives, one.id) })}
                />
                <Told of={one.name} />
              </label>
            ))}
          </p>
        </Details>
      )}
    </fieldset>
  );
}

/** The tables as they are now, with who is expected at each. */
function TableList() {
  const board = useBoard();
  const chosen = board.seating.value?.tables ?? [];
  return (
    <ul class="codio-entries">
      {board.tables.value.map((table, at) => {
        const { names = [], perspectives = [] } = chosen[at] ?? {};
        const sides = board.content.perspectives.filter((one) => perspectives.includes(one.id)).map((one) => board.content.text(one.name));
        return (
          <li key={table.id} class="codio-entry" data-foundation={table.foundations[0]}>
            <h3 class="codio-entry__name">
              {table.foundations.map((foundation) => (
                <Stamp key={foundation} foundation={foundation} size="small" />
              ))}
              {board.tableName(table)}
              <span class="codio-heading__aside">{tn("{n} person", "{n} people", table.people)}</span>
            </h3>
            {names.length > 0 && <p>{t("Expected: {names}", { names: names.join(", ") })}</p>}
            {sides.length > 0 && <p class="codio-small codio-soft">{t("And whoever looks from: {sides}", { sides: sides.join(", ") })}</p>}
          </li>
        );
      })}
    </ul>
  );
}
