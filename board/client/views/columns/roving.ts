// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Going through notes with the keyboard: arrow up and down go from note to note, Home and End to the first and the last of a column, and
 * where notes are quiet left and right to the next column, which then is one stop for Tab.
 */

import { useEffect, useLayoutEffect } from "preact/hooks";
import type { RefObject } from "preact";

const STOP = "[data-roving]";

/** For the list of a column: when a note or one of its buttons has the focus. */
export function walk(event: KeyboardEvent): void {
  const from = event.target;
  if (!(from instanceof HTMLElement) || from instanceof HTMLTextAreaElement || event.ctrlKey || event.metaKey || event.altKey) return;
  if (from instanceof HTMLInputElement && from.type !== "checkbox") return;
  const note = from.closest<HTMLElement>("[data-note]");
  const next = note && !from.closest("[role=menu]") ? nextTo(note, event.key) : null;
  if (!next) return;
  (next.querySelector<HTMLElement>(STOP) ?? next).focus();
  event.preventDefault();
}

function nextTo(note: HTMLElement, key: string): HTMLElement | null {
  const inList = [...(note.parentElement?.querySelectorAll<HTMLElement>(":scope > [data-note]") ?? [])];
  const at = inList.indexOf(note);
  const quiet = note.querySelector(STOP) !== null;
  switch (key) {
    case "ArrowDown":
      return inList[at + 1] ?? null;
    case "ArrowUp":
      return inList[at - 1] ?? null;
    case "Home":
      return quiet ? (inList[0] ?? null) : null;
    case "End":
      return quiet ? (inList.at(-1) ?? null) : null;
    case "ArrowRight":
      return quiet ? beside(note, at, 1) : null;
    case "ArrowLeft":
      return quiet ? beside(note, at, -1) : null;
    default:
      return null;
  }
}

/** The note at the same place in the next column that has notes, or its last. */
function beside(note: HTMLElement, at: number, step: 1 | -1): HTMLElement | null {
  const columns = [...(note.closest(".codio-columns")?.querySelectorAll<HTMLElement>("[data-column]") ?? [])];
  const own = columns.findIndex((column) => column.contains(note));
  for (let column = columns[own + step], next = own + step; column; next += step, column = columns[next]) {
    const notes = [...column.querySelectorAll<HTMLElement>("[data-note]")];
    if (notes.length > 0) return notes[Math.min(at, notes.length - 1)] ?? null;
  }
  return null;
}

/** One stop for Tab in each column, where it was left last. */
export function useRoving(root: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    for (const list of root.current?.querySelectorAll<HTMLElement>("[data-column]") ?? []) keepOne(list);
  });
  useEffect(() => {
    const element = root.current;
    const focused = (event: FocusEvent) => {
      const stop = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(STOP) : null;
      const list = stop?.closest<HTMLElement>("[data-column]");
      if (list && stop) keepOne(list, stop);
    };
    element?.addEventListener("focusin", focused);
    return () => element?.removeEventListener("focusin", focused);
  }, []);
}

function keepOne(list: HTMLElement, wanted?: HTMLElement): void {
  const stops = [...list.querySelectorAll<HTMLElement>(STOP)];
  const kept = wanted ?? stops.find((stop) => stop.getAttribute("tabindex") === "0") ?? stops[0];
  for (const stop of stops) stop.tabIndex = stop === kept ? 0 : -1;
}
