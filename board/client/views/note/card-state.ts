// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What its reader has open on a note: kept by the note's id and not by where it is drawn, so that nobody who moves or stacks it closes it
 * (A11Y-13). When the note is drawn nowhere any more it is forgotten.
 */

import { signal, type Signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { NoteView } from "../../core/api";
import type { Asking } from "./tools";

export interface CardState {
  /** Its stack lies open. */
  spread: boolean;
  menu: boolean;
  asking: Asking;
}

const CLOSED: CardState = { spread: false, menu: false, asking: null };

interface Held {
  state: Signal<CardState>;
  drawn: number;
}

const kept = new Map<string, Held>();

function hold(id: string): Held {
  const known = kept.get(id);
  if (known) return known;
  const fresh = { state: signal(CLOSED), drawn: 0 };
  kept.set(id, fresh);
  return fresh;
}

/** What is open on the first of these notes that has something open; what changes is changed there. */
export function useCardState(stack: readonly NoteView[]): readonly [CardState, (part: Partial<CardState>) => void, string] {
  const ids = stack.map((note) => note.id);
  const open = ids.find((id) => kept.get(id) && kept.get(id)?.state.value !== CLOSED) ?? ids[0] ?? "";
  const held = hold(open);
  const names = ids.join(" ");
  useLayoutEffect(() => {
    for (const id of ids) hold(id).drawn += 1;
    return () => {
      for (const id of ids) hold(id).drawn -= 1;
      // Drawn elsewhere in the same breath, it is not gone.
      setTimeout(() => {
        for (const id of ids) if (kept.get(id)?.drawn === 0) kept.delete(id);
      });
    };
  }, [names]);
  const change = (part: Partial<CardState>) => {
    const next = { ...held.state.peek(), ...part };
    held.state.value = next.spread || next.menu || next.asking ? next : CLOSED;
  };
  return [held.state.value, change, open];
}
