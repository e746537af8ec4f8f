// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a facilitator who does not look hears of the room. */

import { deepEqual } from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "../../../../board/client/protocol.gen";
import { roomNews, type RoomNow } from "../../../../board/client/views/facilitator/room/room-news";

const QUIET: RoomNow = {
  run: "r1",
  step: "Discuss",
  timer: 1,
  ended: false,
  asking: 0,
  hands: new Map(),
  ready: 0,
  people: 4,
  tables: new Map(),
  parked: new Set(),
  plan: 1,
  poster: new Map([["v1", 1]]),
};

function news(now: Partial<RoomNow>, told: "all" | "summary" = "summary", own: readonly Command[] = []): readonly string[] {
  return roomNews(QUIET, { ...QUIET, ...now }, told, own);
}

test("what is asked comes first, then who is ready and what is parked, as counts or by name", () => {
  const room = { parked: new Set(["p1", "p2"]), hands: new Map([["a", "Noor"], ["b", "Ali"]]), asking: 2, ready: 3, tables: new Map([["t1", { name: "Democracy", count: 1 }]]) };
  deepEqual(news(room), ["2 people want more time", "2 people want to speak", "1 table is ready to report back", "2 points are parked"]);
  deepEqual(news(room, "all"), [
    "2 people want more time",
    "Noor wants to speak",
    "Ali wants to speak",
    "3 of 4 ready",
    "Democracy is ready to report back",
    "2 points are parked",
  ]);
  deepEqual(news({ ready: 4 }), ["Everybody is ready"]);
  deepEqual(news({}), []);
  deepEqual(news({ tables: new Map([["t1", { name: "Democracy and Rule of law", count: 2 }]]) }, "all"), ["Democracy and Rule of law are ready to report back"]);
});

test("what somebody else who leads did is told, and nothing of one's own or of a silence that ends by itself", () => {
  deepEqual(news({ timer: 2, ended: true }), []);
  const go: Command = { type: "go_to_step", leaf_id: "A3", run_id: "r1" };
  deepEqual(news({ run: "r2", step: "Plenary", ready: 2 }), ["Somebody else went to: Plenary"]);
  deepEqual(news({ run: "r2", step: "Plenary" }, "all", [go]), []);
  deepEqual(news({ timer: 2, plan: 2, poster: new Map([["v1", 2]]) }), ["Somebody else changed the time", "Somebody else changed the planning", "Somebody else changed the poster"]);
  const mine: readonly Command[] = [
    { type: "pause_timer", run_id: "r1" },
    { type: "change_plan", base_rev: 1, leaves: [] },
    { type: "remove_poster_entry", entry_id: "v1", base_rev: 1 },
    { type: "put_item", item_id: "p1", base_rev: 0, content: { type: "parked", text: "Who pays?", outcome: "open", forwarded_to: "" } },
  ];
  deepEqual(news({ timer: 2, plan: 2, poster: new Map(), parked: new Set(["p1"]) }, "all", mine), []);
});
