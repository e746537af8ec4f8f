// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Tables that ask the facilitator to come. Seen and read aloud by a screen reader, never a sound in the room. */

import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import { Icon } from "../../parts/Icon";
import { Theirs } from "../../parts/Theirs";
import { named } from "../../parts/named";
import { ask } from "../console/asking";

export function HelpPanel() {
  const board = useBoard();
  const asked = itemsOf(board.items.value, "help");
  const known = useRef<ReadonlySet<string>>(new Set());
  const nameOf = (tableId: string) => {
    const table = board.tables.value.find((one) => one.id === tableId);
    return table ? board.tableName(table) : "";
  };
  const now = asked.map((item) => item.item_id).join(" ");
  useEffect(() => {
    const fresh = asked.filter((item) => !known.current.has(item.item_id));
    for (const item of fresh) board.announce.alert(t("{table} asks you to come", { table: nameOf(item.content.table_id) }));
    known.current = new Set(asked.map((item) => item.item_id));
  }, [now]);
  return (
    <>
      {asked.map((item) => {
        const table = nameOf(item.content.table_id);
        const come = () => void ask(board, { type: "remove_item", item_id: item.item_id, base_rev: item.rev }, t("You go to {table}", { table }));
        return (
          <section class="codio-request" key={item.item_id} aria-label={t("Request for help")}>
            <Icon name="hand" />
            <span>
              <strong>{t("{table} asks you to come", { table })}</strong>
              {item.content.text && <span class="codio-request__why" dir="auto"><Theirs words={item.content.text} /></span>}
            </span>
            <button type="button" class="codio-button codio-button--main codio-button--tiny" aria-label={named(t("I am going"), table)} onClick={come}>
              {t("I am going")}
            </button>
          </section>
        );
      })}
    </>
  );
}
