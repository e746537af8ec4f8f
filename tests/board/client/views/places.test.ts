// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Links that jump over the page stand in its order, and stay there. */

import { deepEqual, equal } from "node:assert/strict";
import { test } from "node:test";
import { entered, renamed, type Place } from "../../../../board/client/views/parts/places";

const PAGE = ["work", "column-democratie", "column-rechtsstaat", "script", "room"];
const keys = new Map(PAGE.map((id) => [id, {}]));
const place = (id: string): Place => ({ key: keys.get(id) ?? {}, id, name: id });

function inTurn(...ids: readonly string[]): readonly Place[] {
  const after = (id: string) => (other: Place) => PAGE.indexOf(other.id) > PAGE.indexOf(id);
  return ids.reduce<readonly Place[]>((there, id) => entered(there, place(id), after(id)), []);
}

test("they stand in the order of the page, whatever came first", () => {
  deepEqual(inTurn("work", "script", "room", "column-democratie", "column-rechtsstaat").map(({ id }) => id), PAGE);
  deepEqual(inTurn("room", "work", "script").map(({ id }) => id), ["work", "script", "room"]);
});

test("another name, as with one more note, leaves a link where it is", () => {
  const there = inTurn("column-democratie", "column-rechtsstaat", "room");
  const key = keys.get("column-democratie") ?? {};
  const now = renamed(there, key, "Democracy, 4 notes");
  deepEqual(now.map(({ id, name }) => [id, name]), [["column-democratie", "Democracy, 4 notes"], ["column-rechtsstaat", "column-rechtsstaat"], ["room", "room"]]);
  equal(renamed(now, key, "Democracy, 4 notes"), now);
  equal(renamed(now, {}, "Elsewhere"), now);
});
