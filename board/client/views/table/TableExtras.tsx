// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What stands on a table's sheet beside its notes: values from research with the reason, and the actions it worded together. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { closed } from "../../core/sentences";
import type { Board } from "../../core/api";
import { itemsOf } from "../../core/items";
import type { NoteKind, TableRecord } from "../../protocol.gen";
import { measureName } from "../measures/measures";
import { Tag } from "../parts/Tag";
import { Theirs } from "../parts/Theirs";

/** Whether anything of it stands there. */
export function hasExtras(board: Board, table: TableRecord, kind: NoteKind): boolean {
  const type = kind === "value" ? "research_verdict" : "joint_action";
  return itemsOf(board.items.value, type).some((one) => one.content.table_id === table.id);
}

export function TableExtras({ table, kind }: { table: TableRecord; kind: NoteKind }) {
  return kind === "value" ? <Research table={table} /> : <Joint table={table} />;
}

function Research({ table }: { table: TableRecord }) {
  const board = useBoard();
  const values = itemsOf(board.items.value, "research_value");
  const verdicts = itemsOf(board.items.value, "research_verdict")
    .filter((one) => one.content.table_id === table.id)
    .sort((a, b) => Number(b.content.verdict === "chosen") - Number(a.content.verdict === "chosen"));
  if (verdicts.length === 0) return null;
  return (
    <>
      <h3 class="codio-table-sheet__part">{t("From research")}</h3>
      <ol class="codio-table-sheet__list">
        {verdicts.map(({ item_id, content }) => {
          const value = values.find((one) => one.item_id === content.research_id);
          if (!value) return null;
          const name = board.content.valueName(value.content.value);
          return content.verdict === "chosen" ? (
            <li class="codio-table-sheet__item" key={item_id}>
              <b class="codio-table-sheet__value">{name}</b>
              <Theirs words={content.reason || value.content.text} />
            </li>
          ) : (
            <li class="codio-table-sheet__item codio-table-sheet__item--aside" key={item_id}>
              <Tag icon="aside" look="dashed">
                {t("Set aside")}
              </Tag>{" "}
              {name}
              <br />
              <span class="codio-small">
                {t("Reason:")} <Theirs words={content.reason} />
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

function Joint({ table }: { table: TableRecord }) {
  const board = useBoard();
  const joint = itemsOf(board.items.value, "joint_action").filter((one) => one.content.table_id === table.id);
  if (joint.length === 0) return null;
  return (
    <>
      <h3 class="codio-table-sheet__part">{t("Worded together")}</h3>
      <ol class="codio-table-sheet__list">
        {joint.map(({ item_id, content }) => (
          <li class="codio-table-sheet__item" key={item_id} data-spot={`item:${item_id}`} tabIndex={-1}>
            <b class="codio-table-sheet__value"><Theirs words={content.action} /></b>
            {content.actor && (
              <span class="codio-small">
                {t("Who:")} <Theirs words={closed(content.actor)} />{" "}
              </span>
            )}
            {content.consideration && (
              <span class="codio-small">
                {t("Weighed:")} <Theirs words={closed(content.consideration)} />{" "}
              </span>
            )}
            {content.measures.length > 0 && <span class="codio-small codio-soft">{content.measures.map((id) => measureName(board, id)).join(" · ")}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}
