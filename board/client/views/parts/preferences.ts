// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a person set for themselves on this page. Nobody else sees it, and nothing of it leaves the device. */

import { signal, type Signal } from "@preact/signals";

/** Only the end is shown as a clock time, not how long is left. */
export const timeHidden = kept("time-hidden", false);
/** In one's own time: the page on which one writes stays when the time is up or the room goes on, until one goes along oneself. */
export const ownPace = kept("own-pace", false);
/** The board stands still: what others do waits until the reader wants it. */
export const frozen = signal(false);
/** How many notes of others changed while the board stands still. */
export const waiting = signal(0);
/** What is told about others' notes: everything, only new ones, or nothing. */
export const news = kept<"all" | "new" | "none">("news", "new");
/** This device does not go to sleep during a step. */
export const keptAwake = kept("awake", false);
/** A gong sounds on this device at the end of a time. */
export const gongOn = kept("gong", false);

/** What is on the screen stands small on the desk. */
export const previewShown = kept("preview", true);

/** The shape of the screen in the room, width to height, for which it is drawn. */
export type ScreenShape = "16:9" | "16:10" | "4:3";
export const SCREEN_SHAPES: readonly ScreenShape[] = ["16:9", "16:10", "4:3"];
export const screenShape = kept<ScreenShape>("screen-shape", "16:9");

/** How much of each note is drawn: all of it, its title and states, or as many notes as the window holds. */
export type NotesShown = "full" | "compact" | "overview";
export const notesShown = kept<NotesShown>("notes-shown", "full");

function kept<T>(name: string, first: T): Signal<T> {
  const key = `waardenbord.${name}`;
  let start = first;
  try {
    start = (JSON.parse(localStorage.getItem(key) ?? "null") as T | null) ?? first;
  } catch {
    // Storage is blocked: the choice lasts as long as the page.
  }
  const held = signal(start);
  held.subscribe((value) => {
    try {
      if (value === first) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // As above.
    }
  });
  return held;
}
