// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a reader can do with notes in this view. The server decides; this says only which buttons make sense to draw. */

import { createContext, type ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import type { NoteView } from "../../core/api";
import type { MenuItem } from "../parts/MenuList";

export type { MenuItem };

/** A question that is open on the card: why it is chosen, or why it is set aside. */
export type Asking = "chosen" | "set_aside" | null;

/** Several notes at once: who is picked, and picking. */
export interface Picking {
  has(note: NoteView): boolean;
  toggle(stack: readonly NoteView[]): void;
}

export interface NoteTools {
  /** What can be done stands behind "⋯", and on the note only while it is pointed at or has the focus: room for the words. */
  quiet?: boolean;
  /** Set while several notes are picked: a box to tick takes the place of "⋯". */
  picking?: Picking | null;
  /** "Verplaats": other columns and, for notes on the table, other places. Also dragging. */
  move?: boolean;
  /** In the menu: lay with another note, take off its stack. */
  stack?: boolean;
  /** "Kies", "Leg opzij", "Terug op tafel": on the note and in its menu, or in the menu alone. */
  choose?: boolean | "menu";
  /** "Leg opzij" too stands on the note, beside "Kies": where the table makes its sheet. */
  aside?: boolean;
  /** Facilitator: take out of sight, and back. */
  hide?: boolean;
  /** "Wijzig" on the reader's own notes. */
  edit?: (note: NoteView) => void;
  /** "Haal weg" on the reader's own notes. */
  remove?: boolean;
  /** More rows in the menu, under what is decided about it. */
  menu?: (note: NoteView) => readonly MenuItem[];
  /** Each note says of which table it is, once a foundation has more than one: all tables' notes lie in one column. */
  tables?: boolean;
  /** More buttons in the foot, before "Verplaats". */
  extra?: (note: NoteView) => ComponentChildren;
}

export const NO_TOOLS: NoteTools = {};

/** Every note of the board that these notes stand on: the menu needs the other columns. */
export const ScopeContext = createContext<readonly NoteView[]>([]);

export function useScope(): readonly NoteView[] {
  return useContext(ScopeContext);
}
