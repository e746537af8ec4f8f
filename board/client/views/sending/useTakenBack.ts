// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The buttons that take back and do again take each other's place, and which one is there is known only when the server has answered. What
 * is shown stands still till then, so that the focus has something to stand on, and goes on to the first of the buttons that are there then.
 */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useBoard } from "../../core/context";
import type { Undoable } from "../../core/undo/undo";
import { notUndone, takingBack } from "./take-back";

export interface TakenBack {
  /** What can be taken back, what can be done again, and what was done just now. */
  target: Undoable | null;
  undone: Undoable | null;
  offer: Undoable | null;
  /** Why the last try was refused; empty when it was not, or when something else was done since. */
  refused: string;
  /** It was read: what can be taken back is offered again in its place. */
  seen(): void;
  /** What holds the buttons. */
  place: RefObject<HTMLDivElement | null>;
  /** For each of the buttons: what it does. */
  press(act: () => Promise<void>): void;
}

export function useTakenBack(): TakenBack {
  const board = useBoard();
  const place = useRef<HTMLDivElement | null>(null);
  const pressed = useRef(false);
  const busy = takingBack.value;
  const now = { target: board.undoTarget.value, undone: board.undone.value, offer: board.undoOffer.value };
  const shown = useRef(now);
  const refused = notUndone.value?.at === now.target ? (notUndone.value?.words ?? "") : "";
  // It does not come back when what was done since is taken back too.
  useEffect(() => {
    if (!refused && !takingBack.peek()) notUndone.value = null;
  }, [now.target]);
  if (!busy) shown.current = now;
  useLayoutEffect(() => {
    if (busy || !pressed.current) return;
    pressed.current = false;
    // Whoever went on elsewhere meanwhile stays there.
    const at = document.activeElement;
    if (at && at !== document.body && !place.current?.contains(at)) return;
    place.current?.querySelector("button")?.focus({ preventScroll: true });
  }, [busy]);
  const press = (act: () => Promise<void>): void => {
    if (takingBack.peek()) return;
    void act();
    // A question, or a refusal at once, changes nothing here.
    pressed.current = takingBack.peek();
  };
  const seen = (): void => {
    notUndone.value = null;
    requestAnimationFrame(() => (place.current?.querySelector("button") ?? document.getElementById("work") ?? document.getElementById("main"))?.focus({ preventScroll: true }));
  };
  return { ...shown.current, refused, seen, place, press };
}
