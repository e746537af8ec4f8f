// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Focus stays on a note that its reader moved, also when the note is drawn anew in another column.
 * `keepFocusOn` names the note; the button of that note takes the focus back, once, unless it was put elsewhere meanwhile, by
 * whatever means: a screen reader or a switch presses no key. And whether it is in a field in which somebody types.
 */

import { useLayoutEffect } from "preact/hooks";
import type { RefObject } from "preact";

let kept = "";

function letGo(): void {
  kept = "";
  document.removeEventListener("pointerdown", letGo, true);
  document.removeEventListener("keydown", letGo, true);
  document.removeEventListener("focusin", letGo, true);
}

/** The focus goes to the button of this note when it is drawn next, unless a key, a press or a focus elsewhere comes first. */
export function keepFocusOn(noteId: string): void {
  letGo();
  kept = noteId;
  document.addEventListener("pointerdown", letGo, true);
  document.addEventListener("keydown", letGo, true);
  document.addEventListener("focusin", letGo, true);
}

/** Put the focus on `button` after drawing, when the reader's last move was of one of these notes. */
export function useKeptFocus(noteIds: readonly string[], button: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    if (!kept || !noteIds.includes(kept) || !button.current || document.activeElement === button.current) return;
    letGo();
    button.current.focus();
  });
}

/** When this goes away with the focus in it, on to the heading of the part of the page in which it stood. */
export function useLeftFocus(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const own = element.current;
    const heading = document.getElementById(own?.closest("section[aria-labelledby]")?.getAttribute("aria-labelledby") ?? "");
    return () => {
      if (!heading || !own?.contains(document.activeElement)) return;
      queueMicrotask(() => {
        heading.tabIndex = -1;
        heading.focus();
      });
    };
  }, []);
}

/** The key that ends a composition comes to Safari after its end, with this code alone. */
const OF_INPUT_METHOD = 229;

/** Whether a key belongs to an input method: Enter takes one of its words and Escape drops them, and neither means anything to us. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === OF_INPUT_METHOD;
}

/** True while somebody types: the focus is in a field that holds text. */
export function isTyping(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLTextAreaElement) return field.value.trim() !== "";
  return field instanceof HTMLInputElement && field.type === "text" && field.value.trim() !== "";
}
