// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Tells whoever leads without looking what the room asks and does: gathered, soon after it happened but at most one message in ten
 * seconds. Call once per page.
 */

import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Board } from "../../../core/api";
import { itemsOf } from "../../../core/items";
import type { Command } from "../../../protocol.gen";
import { news } from "../../parts/preferences";
import { speakerName } from "../../room/Speakers";
import { roomNews, type RoomNow } from "./room-news";

/** What comes in one breath is one message. */
const GATHER_MS = 1_000;
const QUIET_MS = 10_000;

export function useRoomNews(board: Board): void {
  const told = useRef<RoomNow | null>(null);
  const timer = useRef(0);
  const saidAt = useRef(-QUIET_MS);
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
  useSignalEffect(() => {
    if (!board.ready.value) return;
    roomNow(board);
    if (told.current === null) {
      look();
      return;
    }
    if (timer.current !== 0) return;
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      const words = look();
      if (!words) return;
      saidAt.current = performance.now();
      board.announce.say(`${words}.`);
    }, Math.max(GATHER_MS, saidAt.current + QUIET_MS - performance.now()));
  });
  useEffect(() => () => clearTimeout(timer.current), []);
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
