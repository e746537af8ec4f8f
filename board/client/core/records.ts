// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The confirmed records: a map with put and drop, one signal per type, so that a change redraws only what it touches. */

import { signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Record } from "../protocol.gen";

export type RecordType = Record["type"];
export type RecordOf<T extends RecordType> = Extract<Record, { type: T }>;
type ById = ReadonlyMap<string, Record>;

const NOTHING: ById = new Map();

export class Records {
  readonly #types = new Map<RecordType, Signal<ById>>();
  readonly #typeOf = new Map<string, RecordType>();

  /** The records of a type by id. */
  of<T extends RecordType>(type: T): ReadonlySignal<ReadonlyMap<string, RecordOf<T>>> {
    // Only records of this type are ever put under it.
    return this.#signal(type) as unknown as ReadonlySignal<ReadonlyMap<string, RecordOf<T>>>;
  }

  /** A full view: these, and nothing else. */
  replace(put: readonly Record[]): void {
    const fresh = new Set(put.map((record) => record.id));
    this.change([...this.#typeOf.keys()].filter((id) => !fresh.has(id)), put);
  }

  /** First drop, then put. */
  change(drop: readonly string[], put: readonly Record[]): void {
    const touched = new Map<RecordType, Map<string, Record>>();
    const copy = (type: RecordType) => {
      const found = touched.get(type) ?? new Map(this.#signal(type).peek());
      touched.set(type, found);
      return found;
    };
    for (const id of drop) {
      const type = this.#typeOf.get(id);
      if (type === undefined) continue;
      copy(type).delete(id);
      this.#typeOf.delete(id);
    }
    for (const record of put) {
      copy(record.type).set(record.id, record);
      this.#typeOf.set(record.id, record.type);
    }
    for (const [type, records] of touched) this.#signal(type).value = records;
  }

  #signal(type: RecordType): Signal<ById> {
    const found = this.#types.get(type) ?? signal<ById>(NOTHING);
    this.#types.set(type, found);
    return found;
  }
}
