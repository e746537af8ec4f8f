// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The frames of a workshop that is over, as `/terugblik/<id>.json` gives them, and the board after some of them. */

export interface Thing {
  id: number;
  kind: string;
  column: string;
  text: string;
  more: string;
  look: string;
  order: string;
  stack: number;
}

export interface Frame {
  put: readonly Thing[];
  drop: readonly number[];
}

export interface Film {
  steps: readonly { title: string; first: number }[];
  frames: readonly Frame[];
}

/** Everything on the board after the first `count` frames, in the order in which it stands. */
export function boardAt(frames: readonly Frame[], count: number): readonly Thing[] {
  const things = new Map<number, Thing>();
  for (const frame of frames.slice(0, count)) {
    for (const id of frame.drop) things.delete(id);
    for (const thing of frame.put) things.set(thing.id, thing);
  }
  return [...things.values()].sort((one, other) => compare(one.order, other.order) || one.id - other.id);
}

/**
 * The step in which the board stands after `at` frames, and how many frames there are. Steps in which nothing happened begin at the same
 * frame as the next one: then it is the `chosen` one, or the last.
 */
export function moment(film: Film, at: number, chosen?: number): { step: number; count: number } {
  if (chosen !== undefined && film.steps[chosen]?.first === at) return { step: chosen, count: film.frames.length };
  let step = 0;
  film.steps.forEach((each, index) => {
    if (each.first < at || (each.first === at && (at === 0 ? index === 0 : true))) step = index;
  });
  return { step, count: film.frames.length };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
