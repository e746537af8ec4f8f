// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Tells whoever takes part without looking what others do that concerns him. Call once per page. */

import { useRef } from "preact/hooks";
import type { Board } from "../../../core/api";
import type { Command } from "../../../protocol.gen";
import { noteTitle } from "../../note/words";
import { frozen, news } from "../../parts/preferences";
import { useGathered } from "../../parts/useGathered";
import { speakerName } from "../../room/Speakers";
import { besides, ownNews, timeAdded, type OwnNow, type Timed } from "./own-news";

export function useOwnNews(board: Board): void {
  const told = useRef<OwnNow | null>(null);
  // What was sent just before one look may show itself only at the next.
  const own = useRef<readonly (readonly Command[])[]>([]);
  const clock = useRef<Timed | null>(null);
  const added = useRef(0);
  const held = useRef(false);
  const look = (): string => {
    const before = told.current;
    // What others do on a board that stands still is told when it goes on; what was done oneself meanwhile is remembered till then.
    own.current = [...(held.current ? own.current : own.current.slice(-1)), board.takeSent()];
    held.current = frozen.peek();
    const now = ownNow(board, added.current);
    told.current = before !== null && held.current ? { ...now, notes: before.notes } : now;
    if (before === null) return "";
    const notes = news.peek() !== "none";
    return ownNews(before, told.current, { own: own.current.flat(), notes, minute_ms: board.workshop.peek()?.minute_ms ?? 60_000 }).join(". ");
  };
  const watch = (): void => {
    void frozen.value;
    // At each change, because a look comes later: a pause may be over by then.
    const time = timed(board);
    if (clock.current !== null) added.current += timeAdded(clock.current, time);
    clock.current = time;
    // To hear of them; what they come to is asked at the look.
    void [board.hands.value, board.notes.value, board.me.value, board.tables.value];
  };
  useGathered(board, watch, look);
}

function timed(board: Board): Timed {
  const run = board.run.value;
  return {
    run: run?.id ?? "",
    timer: run?.timer_state ?? "idle",
    version: run?.timer_version ?? 0,
    ends_at_ms: run?.ends_at_ms ?? 0,
    left_ms: run?.left_ms ?? 0,
  };
}

function ownNow(board: Board, added_ms: number): OwnNow {
  const run = board.run.value;
  const floor = board.hands.value?.floor ?? null;
  const beside = besides(board.notes.value);
  const mine = board.notes.value.filter((note) => note.mine && !note.pending && !note.behalf);
  return {
    run: run?.id ?? "",
    timer: run?.timer_state ?? "idle",
    added_ms,
    // That one speaks oneself is said by the hand.
    floor: floor && !board.me.value?.has_floor ? { key: `${floor.table_id} ${floor.name}`, name: speakerName(board, floor) } : null,
    notes: new Map(
      mine.map((note) => [
        note.id,
        {
          title: noteTitle(board, note),
          column: board.content.foundationName(note.column),
          verdict: note.verdict,
          hidden: note.hidden,
          placed: note.order !== "",
          beside: beside(note.id),
        },
      ]),
    ),
  };
}
