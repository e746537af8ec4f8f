// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who speaks now, and who is next. Nothing while nobody asks to speak. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Board } from "../../core/api";
import type { Speaker } from "../../protocol.gen";
import { Icon } from "../parts/Icon";

export function Speakers() {
  const board = useBoard();
  const hands = board.hands.value;
  if (!hands || (!hands.floor && hands.queue.length === 0)) return null;
  const list = hands.queue.map((one) => speakerName(board, one)).join("; ");
  return (
    <p class="codio-speakers">
      <Icon name="voice" />
      <span>
        {hands.floor && <strong>{t("{who} speaks.", { who: speakerName(board, hands.floor) })} </strong>}
        {hands.queue.length > 0 && (hands.floor ? t("Next: {list}.", { list }) : t("Want to speak: {list}.", { list }))}
      </span>
    </p>
  );
}

/** "Noor, Democratie", or the table alone for who gave no name. */
export function speakerName(board: Board, speaker: Speaker): string {
  const table = board.tables.value.find((one) => one.id === speaker.table_id);
  const place = table ? board.tableName(table) : "";
  return [speaker.name || t("somebody"), place].filter(Boolean).join(", ");
}
