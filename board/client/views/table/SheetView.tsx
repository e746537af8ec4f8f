// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A table's flip-over sheet: what it chose, and what it set aside, with the reasons. */

import type { ComponentChildren } from "preact";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { NoteKind, TableRecord } from "../../protocol.gen";
import { Icon } from "../parts/Icon";
import { gather, type Stack } from "../note/stacks";
import { TableExtras, hasExtras } from "./TableExtras";
import { TableStamps, tableColour } from "./TableStamps";
import { Tag } from "../parts/Tag";
import { Theirs } from "../parts/Theirs";
import { noteTitle } from "../note/words";

interface SheetViewProps {
  table: TableRecord;
  kind: NoteKind;
  heading: string;
  /** This table tells now. */
  telling?: boolean;
  /** Buttons for one item. */
  extra?: (stack: Stack) => ComponentChildren;
  children?: ComponentChildren;
}

export function SheetView({ table, kind, heading, telling = false, extra, children }: SheetViewProps) {
  const board = useBoard();
  const notes = board.notes.value.filter((note) => note.table_id === table.id && note.content.type === kind && !note.hidden);
  const stacks = gather(notes.filter((note) => note.verdict !== null));
  const chosen = stacks.filter((stack) => stack.top.verdict === "chosen");
  const aside = stacks.filter((stack) => stack.top.verdict === "set_aside");
  const sheet = board.sheetOf(table.id, kind);
  return (
    <section class={`codio-table-sheet codio-sheet${telling ? " codio-table-sheet--telling" : ""}`} data-foundation={tableColour(table)}>
      <h2 class="codio-heading">
        <TableStamps table={table} />
        {heading}
        <span class="codio-heading__aside">{t("{n} chosen", { n: chosen.length })}</span>
      </h2>
      {sheet?.has_spokesperson && (
        <p>
          <Icon name="voice" inline /> {sheet.spokesperson ? t("{name} tells for this table.", { name: sheet.spokesperson }) : t("Somebody at this table tells.")}
        </p>
      )}
      {sheet?.ready && (
        <p>
          <Tag icon="flag" look="ink">
            {t("Ready to tell")}
          </Tag>
        </p>
      )}
      {stacks.length === 0 && !hasExtras(board, table, kind) && <p class="codio-soft">{t("Nothing is chosen yet.")}</p>}
      <ol class="codio-table-sheet__list">
        {[...chosen, ...aside].map((stack) => (
          <Item key={stack.id} stack={stack} extra={extra?.(stack)} />
        ))}
      </ol>
      <TableExtras table={table} kind={kind} />
      {children}
    </section>
  );
}

function Item({ stack, extra }: { stack: Stack; extra: ComponentChildren }) {
  const board = useBoard();
  const note = stack.top;
  const title = noteTitle(board, note);
  const actor = note.content.type === "action" ? note.content.actor : "";
  if (note.verdict === "set_aside") {
    return (
      <li class="codio-table-sheet__item codio-table-sheet__item--aside">
        <Tag icon="aside" look="dashed">
          {t("Set aside")}
        </Tag>{" "}
        {title}
        <br />
        <span class="codio-small">
          {t("Reason:")} <Theirs words={note.reason} />
        </span>
        {extra}
      </li>
    );
  }
  return (
    <li class="codio-table-sheet__item">
      <b class="codio-table-sheet__value">{title}</b>
      {actor && (
        <span class="codio-small">
          {t("Who:")} <Theirs words={actor} />{" "}
        </span>
      )}
      <Theirs words={note.reason || (note.content.type === "value" ? note.content.why : "")} />
      {extra}
    </li>
  );
}
