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
  const before = useRef(new Map<string, Spot>());
  const wasMoved = useRef(new Set<string>());
  useLayoutEffect(() => {
    const moved = new Set(notes.filter((note) => note.moved).map((note) => note.id));
    const fresh = [...moved].filter((id) => !wasMoved.current.has(id));
    const now = new Map<string, Spot>();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    let gliding = 0;
    for (const item of root.current?.querySelectorAll<HTMLElement>("[data-note]") ?? []) {
      const id = item.dataset.note ?? "";
      const box = item.getBoundingClientRect();
      // Places on the page, not in the window: who scrolls moves no note.
      const spot = { x: box.left + scrollX, y: box.top + scrollY };
      now.set(id, spot);
      const old = before.current.get(id);
      if (!old || calm || gliding >= MOST_AT_ONCE || !fresh.includes(id)) continue;
      if (old.x === spot.x && old.y === spot.y) continue;
      gliding += 1;
      item.animate([{ transform: `translate(${old.x - spot.x}px, ${old.y - spot.y}px)` }, { transform: "none" }], {
        duration: GLIDE_MS,
        easing: EASE,
      });
    }
    before.current = now;
    wasMoved.current = moved;
  });
}
