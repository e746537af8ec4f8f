// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Somebody at a table, with all that can be done behind "⋯". */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Board } from "../../../core/api";
import type { PersonRecord, TableRecord } from "../../../protocol.gen";
import { MenuButton } from "../../parts/MenuButton";
import type { MenuGroup } from "../../parts/MenuList";
import { Tag } from "../../parts/Tag";
import { ask } from "../console/asking";
import { RemoveForm } from "./RemoveForm";
import { personInFull } from "./person-names";
import { focusTable } from "./table-focus";
import { Told } from "../../parts/Told";

export function PersonLine({ person }: { person: PersonRecord }) {
  const board = useBoard();
  const [removing, setRemoving] = useState(false);
  const name = personInFull(board, person);
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
  return (
    <li class="codio-seats__person" ref={row}>
      <span class="codio-seats__name">
        {name}
        {perspective && <span class="codio-soft codio-extra-small"> <Told of={perspective.name} /></span>}
        {person.away && (
          <>
            {" "}
            <Tag look="dashed" icon="off">
              {t("absent")}
            </Tag>
          </>
        )}
        {person.proxy && <span class="codio-soft codio-extra-small"> {t("without a device")}</span>}
      </span>
      {board.workshop.value?.phase !== "closed" && (
        <MenuButton label={t("More for {name}", { name })} button={opener} groups={menuOf(board, person, () => setRemoving(true))} />
      )}
      {removing && (
        <RemoveForm
          person={person}
          onRemoved={() => setRemoving(false)}
          onCancel={() => {
            setRemoving(false);
            opener.current?.focus();
          }}
        />
      )}
    </li>
  );
}

/** Reported absent or back, at another table, or taken out after a question. */
function menuOf(board: Board, person: PersonRecord, remove: () => void): readonly MenuGroup[] {
  const name = personInFull(board, person);
  const others = board.tables.value.filter((table) => table.id !== person.table_id);
  const mark = (away: boolean) => {
    const back = { type: "mark_away", participant_id: person.participant_id, away: person.away } as const;
    const said = away ? t("{name} is not counted any more; the notes stay", { name }) : t("{name} is counted again", { name });
    void ask(board, { ...back, away }, said, { inverse: back });
  };
  const move = (table: TableRecord) => {
    const back = { type: "move_person", participant_id: person.participant_id, table_id: person.table_id } as const;
    void ask(board, { ...back, table_id: table.id }, t("{name} sits at {table} now", { name, table: board.tableName(table) }), { inverse: back });
  };
  return [
    {
      label: name,
      items: [
        person.away
          ? { key: "here", label: t("Is here"), icon: "undo", act: () => mark(false) }
          : { key: "away", label: t("Report absent"), icon: "off", act: () => mark(true) },
        { key: "remove", label: t("Take out…"), icon: "close", act: remove },
      ],
    },
    {
      label: t("Move to table"),
      items: others.map((table) => ({
        key: table.id,
        label: board.tableName(table),
        ...(table.foundations[0] ? { stamp: table.foundations[0] } : {}),
        act: () => move(table),
      })),
    },
  ];
}
