// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The plan as a table that is filled in where it stands: what, who, who follows it, when, on which level, how needed and how important. In a
 * narrow place every action is a card of its own, with the same cells. What is asked more rarely stands in the form behind "⋯".
 */

import { useEffect, useReducer, useRef } from "preact/hooks";
import type { RefObject } from "preact";
import { t } from "../../../core/i18n";
import type { PosterActionRecord } from "../../../protocol.gen";
import { ActionRow } from "./ActionRow";
import { wordsOf } from "../../parts/BlockHeading";

type Field = keyof ReturnType<typeof columnNames>;

const SIZES: { [field in Field]: "wide" | "middle" | "level" | "small" } = {
  action: "wide",
  holder: "middle",
  monitor: "middle",
  term: "middle",
  level: "level",
  necessity: "small",
  importance: "small",
};

/** What the columns are called. */
export function columnNames() {
  return {
    action: t("Action"),
    holder: t("Action holder"),
    monitor: t("Who monitors this"),
    term: t("Term"),
    level: t("Level"),
    necessity: t("Necessity"),
    importance: t("Importance"),
  };
}

export function ActionTable({ actions, movable }: { actions: readonly PosterActionRecord[]; movable: boolean }) {
  const names = columnNames();
  const table = useRef<HTMLTableElement>(null);
  const rows = useStill(table, actions);
  const fields = (Object.keys(SIZES) as Field[]).filter((field) => field !== "action");
  const head = (field: Field, name: string) => (
    <th key={field} scope="col" role="columnheader" class={`codio-cells__head codio-cells__head--${SIZES[field]}`}>
      {name}
    </th>
  );
  return (
    <table ref={table} class="codio-cells" role="table" aria-labelledby={wordsOf("poster-actions")}>
      <thead role="rowgroup">
        <tr role="row">
          {head("action", names.action)}
          <th scope="col" role="columnheader" class="codio-cells__head codio-cells__head--more">
            <span class="codio-visually-hidden">{t("More")}</span>
          </th>
          {fields.map((field) => head(field, names[field]))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((action) => (
          <ActionRow key={action.id} action={action} peers={actions} movable={movable} names={names} />
        ))}
      </tbody>
    </table>
  );
}

/** The rows as they stand, but in the order of before while somebody types in one: no row moves under his hands. */
function useStill(table: RefObject<HTMLElement | null>, actions: readonly PosterActionRecord[]): readonly PosterActionRecord[] {
  const order = useRef<readonly string[]>([]);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const types = () => document.activeElement?.localName === "textarea" && table.current?.contains(document.activeElement) === true;
  if (!types()) order.current = actions.map((action) => action.id);
  useEffect(() => {
    const left = () => requestAnimationFrame(() => types() || drawAgain(0));
    table.current?.addEventListener("focusout", left);
    return () => table.current?.removeEventListener("focusout", left);
  }, []);
  const place = (action: PosterActionRecord) => {
    const at = order.current.indexOf(action.id);
    return at < 0 ? order.current.length : at;
  };
  return [...actions].sort((one, other) => place(one) - place(other));
}
