// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Other minutes and another order for what is still to come. Pure: the server decides whether it may. */

import { dayAfter, dayAndClock, momentAt } from "../../../core/when";
import { MAX_BREAKS, MAX_LEAF_MINUTES } from "../../../protocol.gen";
import type { Leaf, PlannedLeaf } from "../../../protocol.gen";

export interface PlannedStep {
  id: string;
  leaves: readonly Leaf[];
  minutes: number;
  /** One of its leaves was entered or passed over: it keeps its place. */
  begun: boolean;
  /** Whether it can go one place up or down: only past steps that are still to come. */
  canRise: boolean;
  canSink: boolean;
}

/** The leaves of each step together, in their order, with the breaks among them; another break stands by itself. */
export function stepsOf(leaves: readonly Leaf[]): readonly (readonly Leaf[])[] {
  const steps: Leaf[][] = [];
  for (const leaf of leaves) {
    const at = steps.findIndex((step) => step[0]?.step_id === leaf.step_id);
    // What stands between two leaves of one step are breaks.
    if (at >= 0) steps.splice(at, steps.length, [...steps.slice(at).flat(), leaf]);
    else steps.push([leaf]);
  }
  return steps;
}

export function isBreak(leaf: Leaf): boolean {
  return leaf.screen === "break";
}

/** Usual for coffee; the facilitator changes it. */
const BREAK_MINUTES = 15;

/** The plan with a break behind a leaf. `pause` is what every break is; `taken` are the ids that had one once. */
export function withBreak(leaves: readonly Leaf[], afterId: string, pause: Leaf, taken: ReadonlySet<string>): readonly Leaf[] {
  const known = new Set([...taken, ...leaves.map((leaf) => leaf.id)]);
  let number = 1;
  while (known.has(`${pause.id}${number}`)) number += 1;
  const id = `${pause.id}${number}`;
  return leaves.flatMap((leaf) => (leaf.id === afterId ? [leaf, { ...pause, id, step_id: id, minutes: BREAK_MINUTES }] : [leaf]));
}

/** True when a break can come behind a leaf: not beside another one, not before where the room is (`here`), and not more than there may be. */
export function mayBreakAfter(leaves: readonly Leaf[], leafId: string, here: number): boolean {
  const at = leaves.findIndex((leaf) => leaf.id === leafId);
  const beside = [leaves[at], leaves[at + 1]].some((leaf) => leaf && isBreak(leaf));
  return at >= here && !beside && leaves.filter(isBreak).length < MAX_BREAKS;
}

export function withoutLeaf(leaves: readonly Leaf[], leafId: string): readonly Leaf[] {
  return leaves.filter((leaf) => leaf.id !== leafId);
}

/** The plan with a break one leaf up (-1) or down (1); null when something has begun there, or there is nothing. */
export function moveBreak(leaves: readonly Leaf[], leafId: string, by: -1 | 1, fixed: ReadonlySet<string>): readonly Leaf[] | null {
  const at = leaves.findIndex((leaf) => leaf.id === leafId);
  const [here, there] = [leaves[at], leaves[at + by]];
  if (!here || !there || fixed.has(there.id)) return null;
  const moved = [...leaves];
  moved[at] = there;
  moved[at + by] = here;
  return moved;
}

/** The leaves that stay as they are: all up to the one that is on, passed over or not, and what was entered behind it. */
export function settled(leaves: readonly Leaf[], entered: ReadonlySet<string>, current: string): ReadonlySet<string> {
  const over = leaves.slice(0, leaves.findIndex((leaf) => leaf.id === current) + 1);
  return new Set([...entered, ...over.map((leaf) => leaf.id)]);
}

export function plannedSteps(leaves: readonly Leaf[], fixed: ReadonlySet<string>): readonly PlannedStep[] {
  const steps = stepsOf(leaves);
  const begun = steps.map((step) => step.some((leaf) => fixed.has(leaf.id)));
  return steps.map((step, at) => ({
    id: step[0]?.step_id ?? "",
    leaves: step,
    minutes: step.reduce((sum, leaf) => sum + leaf.minutes, 0),
    begun: begun[at] === true,
    canRise: !begun[at] && begun[at - 1] === false,
    canSink: !begun[at] && begun[at + 1] === false,
  }));
}

/** The plan with a step one place up (-1) or down (1); unchanged when it cannot go there. */
export function moveStep(leaves: readonly Leaf[], stepId: string, by: -1 | 1): readonly Leaf[] {
  const steps = [...stepsOf(leaves)];
  const at = steps.findIndex((step) => step[0]?.step_id === stepId);
  const [here, there] = [steps[at], steps[at + by]];
  if (!here || !there) return leaves;
  steps[at] = there;
  steps[at + by] = here;
  return steps.flat();
}

export function withMinutes(leaves: readonly Leaf[], leafId: string, minutes: number): readonly Leaf[] {
  return leaves.map((leaf) => (leaf.id === leafId ? { ...leaf, minutes } : leaf));
}

/**
 * What was changed from `base` into `mine`, laid on what somebody else stored meanwhile. Minutes meet leaf by leaf, and mine win; a
 * break that is new on both sides is theirs, though both call it the same. Of two other orders, or other breaks, the one that is stored
 * stands: `orderLost` says so, also when minutes of mine went with a leaf that they took away.
 */
export function onTopOf(base: readonly Leaf[], mine: readonly Leaf[], theirs: readonly Leaf[]): { leaves: readonly Leaf[]; orderLost: boolean } {
  const orderOf = (leaves: readonly Leaf[]) => leaves.map((leaf) => leaf.id).join(" ");
  const minutesIn = (leaves: readonly Pick<Leaf, "id" | "minutes">[], id: string) => leaves.find((leaf) => leaf.id === id)?.minutes;
  const [was, wanted, stored] = [base, mine, theirs].map(orderOf);
  const order = stored === was ? mine : theirs;
  const changed = base.flatMap(({ id, minutes }) => {
    const own = minutesIn(mine, id);
    return own === undefined || own === minutes ? [] : [{ id, minutes: own }];
  });
  const leaves = order.map((leaf) => ({ ...leaf, minutes: minutesIn(changed, leaf.id) ?? minutesIn(theirs, leaf.id) ?? leaf.minutes }));
  const minutesLost = changed.some(({ id }) => minutesIn(leaves, id) === undefined);
  return { leaves, orderLost: minutesLost || (order === theirs && wanted !== was && wanted !== stored) };
}

/**
 * A draft in which what is over by now stands as it is stored, minutes and place, and behind it what is still to come as it was wanted,
 * in the stored order where a step would else be torn apart; null when nothing of it differs.
 */
export function withOver(mine: readonly Leaf[], stored: readonly Leaf[], entered: ReadonlySet<string>, current: string): readonly Leaf[] | null {
  const fixed = settled(stored, entered, current);
  const over = stored.slice(0, stored.findIndex((leaf) => leaf.id === current) + 1);
  const isOver = new Set(over.map((leaf) => leaf.id));
  const wanted = new Map(mine.map((leaf) => [leaf.id, leaf.minutes]));
  const was = new Map(stored.map((leaf) => [leaf.id, leaf.minutes]));
  const rest = mine.filter((leaf) => !isOver.has(leaf.id)).map((leaf) => (fixed.has(leaf.id) ? { ...leaf, minutes: was.get(leaf.id) ?? leaf.minutes } : leaf));
  const kept = [...over, ...rest];
  const alike = (one: readonly Leaf[], other: readonly Leaf[]) => one.map((leaf) => leaf.id).join(" ") === other.map((leaf) => leaf.id).join(" ");
  const begun = (leaves: readonly Leaf[]) => leaves.filter((leaf) => entered.has(leaf.id));
  const fits = isWhole(kept) && kept.filter(isBreak).length <= MAX_BREAKS && alike(begun(kept), begun(stored));
  const next = fits ? kept : stored.map((leaf) => (fixed.has(leaf.id) ? leaf : { ...leaf, minutes: wanted.get(leaf.id) ?? leaf.minutes }));
  const isSame = alike(next, mine) && next.every((leaf) => leaf.minutes === wanted.get(leaf.id));
  return isSame ? null : next;
}

/** Whether the leaves of each step stand together, apart from breaks. */
function isWhole(leaves: readonly Leaf[]): boolean {
  const steps = leaves.filter((leaf) => !isBreak(leaf)).map((leaf) => leaf.step_id);
  return steps.filter((step, at) => step !== steps[at - 1]).length === new Set(steps).size;
}

/** Whole minutes as typed, from 1 to MAX_LEAF_MINUTES; null when it is something else. */
export function minutesFrom(text: string): number | null {
  const minutes = /^\s*\d+\s*$/.test(text) ? Number(text) : 0;
  return minutes >= 1 && minutes <= MAX_LEAF_MINUTES ? minutes : null;
}

export function asPlan(leaves: readonly Leaf[]): readonly PlannedLeaf[] {
  return leaves.map(({ id, minutes }) => ({ leaf_id: id, minutes }));
}

/** Half a day back is still today's; anything earlier is meant for tomorrow, as at a workshop around midnight. */
const PAST_MS = 12 * 60 * 60_000;

/** The moment at which the workshop's clock shows "12:30", nearest after now; null when it is no time. */
export function momentOf(clock: string, now_ms: number): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(clock.trim()) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  const time = `${hours.padStart(2, "0")}:${minutes}`;
  const { day } = dayAndClock(now_ms);
  const today_ms = momentAt(day, time);
  return now_ms - today_ms > PAST_MS ? momentAt(dayAfter(day), time) : today_ms;
}
