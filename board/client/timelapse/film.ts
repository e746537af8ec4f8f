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

/** `said`: what happened in it, each a line of the list beside the board. */
export interface Frame {
  put: readonly Thing[];
  drop: readonly number[];
  said: readonly unknown[];
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
 * The step in which the board stands after `at` frames, and how much has happened then of all that happened, counted as the list does.
 * Steps in which nothing happened begin at the same frame as the next one: then it is the `chosen` one, or the last.
 */
export function moment(film: Film, at: number, chosen?: number): { step: number; happened: number; all: number } {
  return { step: stepAt(film, at, chosen), happened: saidIn(film.frames.slice(0, at)), all: saidIn(film.frames) };
}

function saidIn(frames: readonly Frame[]): number {
  return frames.reduce((sum, frame) => sum + frame.said.length, 0);
}

function stepAt(film: Film, at: number, chosen?: number): number {
  if (chosen !== undefined && film.steps[chosen]?.first === at) return chosen;
  let step = 0;
  film.steps.forEach((each, index) => {
    if (each.first < at || (each.first === at && (at === 0 ? index === 0 : true))) step = index;
  });
  return step;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
