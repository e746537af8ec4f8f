// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Text that is not sent yet. It lives in memory, so that another view of the same draft shows it at once, and in
 * `Board.drafts`, so that it outlives a reload.
 */

import { signal, type Signal } from "@preact/signals";
import { useBoard } from "../../core/context";
import type { Board } from "../../core/api";

export interface Draft<T> {
  readonly value: T;
  set(value: T): void;
  /** Back to empty, and forgotten on this device. */
  clear(): void;
  /** What stands in it right now, also from a function that was made earlier. */
  peek(): T;
}

const memory = new WeakMap<Board, Map<string, Signal<unknown>>>();

/** The draft with this key; `empty` is what an untouched one holds. */
export function useDraft<T>(key: string, empty: T): Draft<T> {
  const board = useBoard();
  const held = hold(board, key, empty);
  return {
    value: held.value,
    peek: () => held.peek(),
    set: (value) => {
      held.value = value;
      void board.drafts.put(key, value);
    },
    clear: () => {
      held.value = empty;
      void board.drafts.remove(key);
    },
  };
}

function hold<T>(board: Board, key: string, empty: T): Signal<T> {
  let drafts = memory.get(board);
  if (!drafts) memory.set(board, (drafts = new Map()));
  const known = drafts.get(key) as Signal<T> | undefined;
  if (known) return known;
  const fresh = signal(empty);
  drafts.set(key, fresh as Signal<unknown>);
  void board.drafts.get<T>(key).then((stored) => {
    // Who was faster than the storage keeps what he typed.
    if (stored !== null && fresh.peek() === empty) fresh.value = stored;
  });
  return fresh;
}
