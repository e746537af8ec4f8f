// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who speaks now, and who is next. Nothing while nobody asks to speak. */

import { t, tn } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Board } from "../../core/api";
import type { Speaker } from "../../protocol.gen";
import { Icon } from "../parts/Icon";

/** `most`: so many of those who wait by name, the others as a number. `placed`: with the table of each. */
export function Speakers({ most = Infinity, placed = true }: { most?: number; placed?: boolean }) {
  const board = useBoard();
  const hands = board.hands.value;
  if (!hands || (!hands.floor && hands.queue.length === 0)) return null;
  const nameOf = (one: Speaker) => (placed ? speakerName(board, one) : one.name || t("somebody"));
  const names = hands.queue.slice(0, most).map(nameOf);
  const more = hands.queue.length - names.length;
  const list = [names.join("; "), ...(more > 0 ? [tn("and {n} more", "and {n} more", more)] : [])].join(placed ? "; " : " ");
  return (
    <p class="codio-speakers">
      <Icon name="voice" />
      <span>
        {hands.floor && <strong>{t("{who} speaks.", { who: nameOf(hands.floor) })} </strong>}
        {hands.queue.length > 0 && (hands.floor ? t("Next: {list}.", { list }) : t("Want to speak: {list}.", { list }))}
      </span>
    </p>
  );
}

/** "Noor, Democratie", or the table alone for who gave no name. */
export function speakerName(board: Board, speaker: Speaker): string {
  const table = board.tables.value.find((one) => one.id === speaker.table_id);
  // With one table it would say nothing.
  const place = table && board.tables.value.length > 1 ? board.tableName(table) : "";
  return [speaker.name || t("somebody"), place].filter(Boolean).join(", ");
}
