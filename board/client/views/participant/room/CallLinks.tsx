// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The video calls, for who takes part from elsewhere: that of the own table, and that of the room. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { Icon } from "../../parts/Icon";
import { useWriter } from "../writing/writer";

/** `here`: only the call where people are now; both when it is left out. */
export function CallLinks({ here }: { here?: "table" | "room" }) {
  const board = useBoard();
  const { table } = useWriter();
  const items = board.items.value;
  const all = [
    { at: "table", url: table ? (itemWith(items, "table_link", `link:${table.id}`)?.content.url ?? "") : "", label: t("Call of your table") },
    { at: "room", url: itemWith(items, "plan", "plan")?.content.call_url ?? "", label: t("Call of the whole group") },
  ].filter((link) => link.url !== "");
  // A table without a call of its own talks in that of the whole group.
  const fitting = all.filter((link) => link.at === here);
  const links = fitting.length > 0 ? fitting : all;
  return (
    <>
      {links.map((link) => (
        <a key={link.label} class="codio-button codio-button--line codio-button--tiny" href={link.url} target="_blank" rel="noreferrer noopener">
          <Icon name="voice" />
          {links.length === 1 && here ? t("Join the call") : link.label}
          <span class="codio-visually-hidden"> {t("(opens in another window)")}</span>
        </a>
      ))}
    </>
  );
}
