// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Notes that somebody else moved glide to their new place, so that the eye can follow them. Transform only, eight at once at
 * most, the rest jump; nothing glides for people who asked their device for less motion.
 */

import { useLayoutEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";
import type { NoteView } from "../../core/api";

const GLIDE_MS = 320;
const MOST_AT_ONCE = 8;
const EASE = "cubic-bezier(.2,.7,.2,1)";

interface Spot {
  x: number;
  y: number;
}

export function useGlide(root: RefObject<HTMLElement | null>, notes: readonly NoteView[]): void {
  const wasMoved = useRef<ReadonlySet<string>>(new Set());
  const before = useRef(new Map<string, Spot>());
  const moved = new Set(notes.filter((note) => note.moved).map((note) => note.id));
  const fresh = [...moved].filter((id) => !wasMoved.current.has(id) && !before.current.has(id));
  // Where they stand while this is drawn, before the page changes: nothing else is asked, for each answer may cost a whole layout.
  if (fresh.length > 0 && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
    for (const item of itemsOf(root.current, fresh)) before.current.set(item.dataset.note ?? "", spotOf(item));
  }
  useLayoutEffect(() => {
    const stood = before.current;
    wasMoved.current = moved;
    before.current = new Map();
    if (stood.size === 0) return;
    let gliding = 0;
    for (const item of itemsOf(root.current, [...stood.keys()])) {
      const old = stood.get(item.dataset.note ?? "");
      const spot = spotOf(item);
      if (!old || gliding >= MOST_AT_ONCE || (old.x === spot.x && old.y === spot.y)) continue;
      gliding += 1;
      item.animate([{ transform: `translate(${old.x - spot.x}px, ${old.y - spot.y}px)` }, { transform: "none" }], {
        duration: GLIDE_MS,
        easing: EASE,
      });
    }
  });
}

function itemsOf(root: HTMLElement | null, ids: readonly string[]): readonly HTMLElement[] {
  const wanted = new Set(ids);
  return [...(root?.querySelectorAll<HTMLElement>("[data-note]") ?? [])].filter((item) => wanted.has(item.dataset.note ?? ""));
}

/** Its place on the page, not in the window: who scrolls moves no note. */
function spotOf(item: HTMLElement): Spot {
  const box = item.getBoundingClientRect();
  return { x: box.left + scrollX, y: box.top + scrollY };
}
