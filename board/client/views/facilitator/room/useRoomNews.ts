// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Tells whoever leads without looking what the room asks and does. Call once per page. */

import { useRef } from "preact/hooks";
import type { Board } from "../../../core/api";
import { itemsOf } from "../../../core/items";
import type { Command } from "../../../protocol.gen";
import { news } from "../../parts/preferences";
import { useGathered } from "../../parts/useGathered";
import { speakerName } from "../../room/Speakers";
import { roomNews, type RoomNow } from "./room-news";

export function useRoomNews(board: Board): void {
  const told = useRef<RoomNow | null>(null);
  // What was sent just before one look may show itself only at the next.
  const own = useRef<readonly (readonly Command[])[]>([]);
  const look = (): string => {
    const before = told.current;
    const sent = board.takeSent();
    own.current = [...own.current.slice(-1), sent];
    told.current = roomNow(board);
    if (before === null || news.peek() === "none") return "";
    return roomNews(before, told.current, news.peek() === "all" ? "all" : "summary", own.current.flat()).join(". ");
  };
  useGathered(board, () => void roomNow(board), look);
}

function roomNow(board: Board): RoomNow {
  const run = board.run.value;
  const leaf = board.leaf.value;
  const entries = [...board.posterValues.value, ...board.posterActions.value, ...board.tensions.value];
  const sheets = board.sheets.value.filter((sheet) => sheet.kind === leaf?.sheet && sheet.ready);
  return {
    run: run?.id ?? "",
    step: leaf ? board.content.text(leaf.title) : "",
    timer: run?.timer_version ?? 0,
    ended: run?.timer_state === "ended",
    asking: board.desk.value?.asking ?? 0,
    hands: new Map(board.people.value.filter((person) => person.hand > 0).map((person) => [person.id, speakerName(board, person)])),
    ready: run?.ready ?? 0,
    people: board.workshop.value?.people ?? 0,
    tables: new Map(board.tables.value.filter((table) => sheets.some((sheet) => sheet.table_id === table.id)).map((table) => [table.id, { name: board.tableName(table), count: table.foundations.length }])),
    parked: new Set(itemsOf(board.items.value, "parked").map((item) => item.item_id)),
    plan: board.plan.value?.rev ?? 0,
    poster: new Map(entries.map((entry) => [entry.id, entry.rev])),
  };
}
