// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A table asks the facilitator to come. Anybody of the table takes the signal away again. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { act } from "../../sending/act";
import { Icon } from "../../parts/Icon";
import { Short } from "./Short";
import { useWriter } from "../writing/writer";

/** `atTable`: help can be asked. Elsewhere it can only be taken back, as long as it stands. */
export function HelpButton({ atTable }: { atTable: boolean }) {
  const board = useBoard();
  const { table } = useWriter();
  if (board.role !== "participant" || !table || !board.run.value) return null;
  const item_id = `help:${table.id}`;
  const help = itemWith(board.items.value, "help", item_id);
  if (!help && !atTable) return null;
  const ask = () =>
    help
      ? act(board, { type: "remove_item", item_id, base_rev: help.rev }, t("You no longer ask for help"), false)
      : act(
          board,
          { type: "put_item", item_id, base_rev: 0, content: { type: "help", table_id: table.id, text: "" } },
          t("The facilitator sees that your table asks for help"),
          false,
        );
  return (
    <button type="button" class="codio-button codio-button--line codio-button--tiny" {...(atTable ? { "aria-pressed": help !== null } : {})} onClick={() => void ask()}>
      <Icon name="flag" />
      {help ? (atTable ? t("Help asked") : t("Help is no longer needed")) : <Short full={t("Ask for help")} short={t("Help")} />}
    </button>
  );
}
