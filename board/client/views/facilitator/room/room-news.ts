// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What went on in the room since it was last told of, in sentences for who does not look: what is asked of the facilitator first. Pure. */

import { t, tn } from "../../../core/i18n";
import type { Command } from "../../../protocol.gen";

/** The room at one moment. Names stand under ids. */
export interface RoomNow {
  run: string;
  step: string;
  /** Counts every change of the time of this run. */
  timer: number;
  /** The time ended by itself: nobody did that. */
  ended: boolean;
  asking: number;
  hands: ReadonlyMap<string, string>;
  ready: number;
  people: number;
  /** The tables that are ready, with how many foundations each has: those are what "is" or "are". */
  tables: ReadonlyMap<string, { name: string; count: number }>;
  parked: ReadonlySet<string>;
  plan: number;
  /** Revisions of what stands on the poster. */
  poster: ReadonlyMap<string, number>;
}

/** Everything by name and number, or how many at once. */
export type Told = "all" | "summary";

/** `own` are the commands of this page since then: of these nobody needs to be told. */
export function roomNews(before: RoomNow, now: RoomNow, told: Told, own: readonly Command[]): readonly string[] {
  const same = before.run === now.run;
  const hands = fresh(before.hands, now.hands);
  const tables = same ? fresh(before.tables, now.tables) : [];
  const parked = [...now.parked].filter((id) => !before.parked.has(id) && !own.some((one) => one.type === "put_item" && one.item_id === id)).length;
  return [
    same && now.asking > before.asking && tn("{n} person wants more time", "{n} people want more time", now.asking),
    ...(told === "all" ? hands.map((name) => t("{name} wants to speak", { name })) : []),
    told === "summary" && hands.length > 0 && tn("{n} person wants to speak", "{n} people want to speak", now.hands.size),
    same && now.ready > before.ready && now.ready >= now.people && t("Everybody is ready"),
    told === "all" && same && now.ready !== before.ready && now.ready < now.people && t("{ready} of {people} ready", { ready: now.ready, people: now.people }),
    ...(told === "all"
      ? tables.map(({ name, count }) => tn("{table} is ready to report back", "{table} are ready to report back", count, { table: name }))
      : []),
    told === "summary" && tables.length > 0 && tn("{n} table is ready to report back", "{n} tables are ready to report back", now.tables.size),
    parked > 0 && tn("{n} point is parked", "{n} points are parked", parked),
    ...others(before, now, own),
  ].filter((sentence) => typeof sentence === "string");
}

const TIMING: ReadonlySet<Command["type"]> = new Set(["start_timer", "add_time", "shorten_timer", "pause_timer", "resume_timer"]);

/** What somebody else did who leads too. */
function others(before: RoomNow, now: RoomNow, own: readonly Command[]): readonly string[] {
  const did = (is: (command: Command) => boolean): boolean => own.some(is);
  if (before.run !== now.run) return did((one) => one.type === "go_to_step") ? [] : [t("Somebody else went to: {step}", { step: now.step })];
  const entries = new Set(own.flatMap((one) => ("entry_id" in one ? [one.entry_id, "into_id" in one ? one.into_id : ""] : [])));
  const changed = [...new Set([...before.poster.keys(), ...now.poster.keys()])].some((id) => !entries.has(id) && before.poster.get(id) !== now.poster.get(id));
  return [
    now.timer !== before.timer && !now.ended && !did((one) => TIMING.has(one.type)) && t("Somebody else changed the time"),
    now.plan !== before.plan && !did((one) => one.type === "change_plan" || one.type === "fit_plan") && t("Somebody else changed the planning"),
    changed && t("Somebody else changed the poster"),
  ].filter((sentence) => typeof sentence === "string");
}

function fresh<T>(before: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): readonly T[] {
  return [...now].filter(([id]) => !before.has(id)).map(([, one]) => one);
}
