// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Which notes somebody else moved a moment ago. */

import { signal, type ReadonlySignal } from "@preact/signals";
import type { NoteRecord, Record } from "../../protocol.gen";

const SHOWN_MS = 6_000;

/**
 * The ids of notes that stand elsewhere in `put` than in `before`. A note that gets its first place has opened, not moved; one
 * that gets another key under the same revision stands where it stood.
 */
export function movedIn(before: ReadonlyMap<string, NoteRecord>, put: readonly Record[]): readonly string[] {
  return put.flatMap((record) => {
    const old = record.type === "note" ? before.get(record.id) : undefined;
    if (!old || record.type !== "note" || old.order === "") return [];
    const same = old.rev === record.rev || (old.column === record.column && old.order === record.order && old.stack_id === record.stack_id);
    return same ? [] : [record.id];
  });
}

export class Moved {
  readonly ids: ReadonlySignal<ReadonlySet<string>>;
  readonly #ids = signal<ReadonlySet<string>>(new Set());
  readonly #timers = new Map<string, () => void>();
  readonly #later: (ms: number, what: () => void) => () => void;

  constructor(later: (ms: number, what: () => void) => () => void) {
    this.#later = later;
    this.ids = this.#ids;
  }

  /** These were moved just now. */
  add(ids: readonly string[]): void {
    if (ids.length === 0) return;
    this.#ids.value = new Set([...this.#ids.peek(), ...ids]);
    for (const id of ids) {
      this.#timers.get(id)?.();
      this.#timers.set(
        id,
        this.#later(SHOWN_MS, () => {
          this.#timers.delete(id);
          this.#ids.value = new Set([...this.#ids.peek()].filter((other) => other !== id));
        }),
      );
    }
  }
}
