// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Dragging notes with a mouse or a finger: an extra on top of the menu, which can do all of it and more.
 * A mouse drags after 6 px, a finger after holding still for 250 ms, so that a swipe scrolls the page as ever. Nothing happens
 * when the pointer goes down; Esc, or letting go outside the columns, leaves everything as it was.
 */

import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";
import { useBoard } from "../../core/context";
import type { Board, NoteView } from "../../core/api";
import { FOUNDATIONS } from "../../core/foundations";
import { companyOf, placeAmong } from "./company";
import { moveTo } from "./moves";
import type { NoteTools } from "./tools";

/** The note in somebody's hand and where it would land; `column` is null outside the columns. */
export interface Dragging {
  noteId: string;
  column: (typeof FOUNDATIONS)[number] | null;
  /** The first note of the stack above the place; empty is the top. */
  afterId: string;
}

export const dragging = signal<Dragging | null>(null);

const MOUSE_START_PX = 6;
const TOUCH_HOLD_MS = 250;
const TOUCH_SLOP_PX = 8;

/** `notes` are those that are drawn, `scope` all among which they stand. */
export function useDrag(root: RefObject<HTMLElement | null>, notes: readonly NoteView[], { tools, scope }: { tools: NoteTools; scope: readonly NoteView[] }): void {
  const board = useBoard();
  const able = tools.move === true;
  const latest = useRef({ notes, scope });
  latest.current = { notes, scope };
  useEffect(() => {
    if (!root.current || !able) return;
    return listen(root.current, (state) => drop(board, latest.current, state));
  }, [able]);
}

function drop(board: Board, { notes, scope }: { notes: readonly NoteView[]; scope: readonly NoteView[] }, { noteId, column, afterId }: Dragging): void {
  const note = notes.find((one) => one.id === noteId);
  if (!note || !column) return;
  const company = companyOf(board.runs.peek(), scope, note);
  void moveTo(board, company, note, column, placeAmong(company, notes, column, note, afterId));
}

function listen(root: HTMLElement, onDrop: (state: Dragging) => void): () => void {
  let item: HTMLElement | null = null;
  let hold = 0;
  let grab = { x: 0, y: 0, dx: 0, dy: 0 };

  const lift = () => {
    if (!item) return;
    const box = item.getBoundingClientRect();
    grab = { ...grab, dx: grab.x - box.left, dy: grab.y - box.top };
    dragging.value = { noteId: item.dataset.note ?? "", column: null, afterId: "" };
    item.style.setProperty("pointer-events", "none");
    document.getSelection()?.removeAllRanges();
  };
  const follow = (x: number, y: number) => {
    if (!item || !dragging.value) return;
    const [tx = 0, ty = 0] = (item.style.getPropertyValue("translate") || "0 0").split(" ").map(parseFloat);
    const box = item.getBoundingClientRect();
    item.style.setProperty("translate", `${x - grab.dx - (box.left - tx)}px ${y - grab.dy - (box.top - ty)}px`);
    const place = placeAt(x, y, dragging.value.noteId);
    if (place.column !== dragging.value.column || place.afterId !== dragging.value.afterId) {
      dragging.value = { noteId: dragging.value.noteId, ...place };
    }
  };
  const end = (land: boolean) => {
    clearTimeout(hold);
    const state = dragging.value;
    item?.style.removeProperty("translate");
    item?.style.removeProperty("pointer-events");
    item = null;
    dragging.value = null;
    if (state) swallowClick();
    if (state && land) onDrop(state);
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return;
    // The button of its menu lies over the whole of a note that is drawn small.
    const pressed = event.target.closest("button, a, input, textarea, select, [role=menu]");
    if (pressed && !pressed.matches("[aria-haspopup=menu]")) return;
    item = event.target.closest<HTMLElement>("[data-draggable]");
    if (!item) return;
    grab = { x: event.clientX, y: event.clientY, dx: 0, dy: 0 };
    if (event.pointerType !== "mouse") hold = window.setTimeout(lift, TOUCH_HOLD_MS);
  };
  const move = (event: PointerEvent) => {
    if (!item) return;
    const far = Math.hypot(event.clientX - grab.x, event.clientY - grab.y);
    if (dragging.value) follow(event.clientX, event.clientY);
    else if (event.pointerType === "mouse" && far > MOUSE_START_PX) lift();
    else if (event.pointerType !== "mouse" && far > TOUCH_SLOP_PX) end(false);
  };
  const up = () => end(true);
  const cancel = () => end(false);
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !dragging.value) return;
    event.stopPropagation();
    end(false);
  };
  // Registered always and not passive: a browser asks at the first touch whether scrolling can be stopped later.
  const still = (event: Event) => {
    if (dragging.value) event.preventDefault();
  };

  root.addEventListener("pointerdown", down);
  root.addEventListener("touchmove", still, { passive: false });
  root.addEventListener("contextmenu", still);
  root.addEventListener("selectstart", still);
  document.addEventListener("pointermove", move);
  document.addEventListener("pointerup", up);
  document.addEventListener("pointercancel", cancel);
  document.addEventListener("keydown", key, true);
  return () => {
    root.removeEventListener("pointerdown", down);
    root.removeEventListener("touchmove", still);
    root.removeEventListener("contextmenu", still);
    root.removeEventListener("selectstart", still);
    document.removeEventListener("pointermove", move);
    document.removeEventListener("pointerup", up);
    document.removeEventListener("pointercancel", cancel);
    document.removeEventListener("keydown", key, true);
  };
}

/** What was dragged was not pressed. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, true);
  setTimeout(() => document.removeEventListener("click", swallow, true));
}

/** The column under the pointer, and the note above the place where it would land. */
function placeAt(x: number, y: number, noteId: string): Pick<Dragging, "column" | "afterId"> {
  const section = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-column]");
  const column = FOUNDATIONS.find((id) => id === section?.dataset.column);
  if (!section || !column) return { column: null, afterId: "" };
  let afterId = "";
  for (const item of section.querySelectorAll<HTMLElement>("[data-note]")) {
    if (item.dataset.note === noteId) continue;
    const box = item.getBoundingClientRect();
    if (y > box.top + box.height / 2) afterId = item.dataset.note ?? "";
  }
  return { column, afterId };
}
