// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whoever was marked as away and is there reads so, and says that he is back. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { act } from "../../sending/act";

export function AwayBar() {
  const board = useBoard();
  const me = board.me.value;
  if (!me?.away) return null;
  const back = () => void act(board, { type: "mark_away", participant_id: me.participant_id, away: false }, t("You are counted again"), false);
  return (
    <p class="codio-room__away" role="note">
      {t("The facilitator marked you as not here. Your notes are kept.")}{" "}
      <button type="button" class="codio-button codio-button--tiny" onClick={back}>
        {t("I am here")}
      </button>
    </p>
  );
}
