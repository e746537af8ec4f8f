// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What stays on this device: unsettled commands and drafts, in IndexedDB. Where that is blocked, full or broken the page works on
 * in memory and says so; what was not taken is offered again as soon as something is. Values are kept with their day, and erased after 14 days for those who left before the end.
 */

import { effect, signal, type ReadonlySignal } from "@preact/signals";
import { createStore, del, get, keys, promisifyRequest, set, type UseStore } from "idb-keyval";

const KEPT_MS = 14 * 24 * 3600 * 1000;
/** Some browsers never answer when storage is blocked. */
const PATIENCE_MS = 2_000;

interface Kept {
  at_ms: number;
  value: unknown;
}

export interface Storage {
  /** Something is kept by this page alone, and gone when it is closed. */
  readonly blocked: ReadonlySignal<boolean>;
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  /**
   * What lies under `from`, which then lies under `to` instead, unless something lies there already; undefined when there is
   * nothing. Of several pages that ask at once one gets it.
   */
  move(from: string, to: string): Promise<unknown>;
  keys(prefix: string): Promise<readonly string[]>;
}

/** Storage of this browser, or of this page alone when the browser has none. Never rejects. */
export async function openStorage(): Promise<Storage> {
  const database = await openDatabase();
  const storage = new LayeredStorage(database);
  if (database) {
    await storage.eraseOld();
    leaveAtEnd(storage);
    await bringLeft(storage);
  }
  return storage;
}

/**
 * What was typed right before a page goes may not be in the database yet, and a transaction that is not finished goes with the page. This
 * tab's own storage is written at once: drafts lie there until the tab's next page has brought them to the database, or goes and leaves
 * what is untaken by then in their place. Drafts alone, for each page has its own and nobody else writes them; a queue may have gone to
 * another page meanwhile.
 */
const KEY = "waardenbord/left-drafts";
const DRAFTS = "draft/";

async function bringLeft(storage: LayeredStorage): Promise<void> {
  try {
    const left: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    if (!Array.isArray(left)) return;
    // All of them at once, so that this page has them should it go before the database does.
    await Promise.all((left as [string, unknown][]).map(([key, value]) => (value === null ? storage.remove(key) : storage.put(key, value))));
  } catch (error) {
    console.warn("what the last page left is not read", error);
  }
  // As soon as the database has taken all, now or later: what was written or sent since is newer.
  effect(() => {
    if (!storage.blocked.value) forgetLeft();
  });
}

function forgetLeft(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch (error) {
    console.warn("this tab keeps nothing", error);
  }
}

function leaveAtEnd(storage: LayeredStorage): void {
  addEventListener("pagehide", () => {
    const left = storage.untaken(DRAFTS);
    if (left.length === 0) return forgetLeft();
    try {
      sessionStorage.setItem(KEY, JSON.stringify(left.map(([key, value]) => [key, value ?? null])));
    } catch (error) {
      console.warn("this tab keeps nothing", error);
    }
  });
  // It comes back from the browser's memory, and has everything itself.
  addEventListener("pageshow", (event) => {
    if (event.persisted) forgetLeft();
  });
}

/** Storage that ends with the page. */
export function memoryStorage(): Storage {
  return new LayeredStorage(null);
}

class LayeredStorage implements Storage {
  readonly blocked = signal(false);
  readonly #database: UseStore | null;
  /** What the database did not take, or `undefined` for what it did not let go. */
  readonly #memory = new Map<string, unknown>();
  /** Of those, the keys that the database has refused. */
  readonly #owed = new Set<string>();

  constructor(database: UseStore | null) {
    this.#database = database;
    this.blocked.value = database === null;
  }

  async get(key: string): Promise<unknown> {
    if (this.#memory.has(key)) return this.#memory.get(key);
    const kept = await this.#try((database) => get<Kept>(key, database));
    return kept?.value;
  }

  async put(key: string, value: unknown): Promise<void> {
    await this.#write(key, value);
  }

  async remove(key: string): Promise<void> {
    await this.#write(key, undefined);
  }

  async move(from: string, to: string): Promise<unknown> {
    const hasOwn = this.#memory.get(to) !== undefined;
    const moved = this.#memory.has(from)
      ? undefined
      : await this.#try((database) => this.#moveAtOnce(database, from, to, hasOwn));
    if (moved) return moved.kept?.value;
    // No database, or none that takes anything: there is this page alone, or each for itself.
    const value = await this.get(from);
    if (value !== undefined && !hasOwn) await this.put(to, value);
    await this.remove(from);
    return value;
  }

  /** In one transaction, so that no other page comes in between. */
  async #moveAtOnce(database: UseStore, from: string, to: string, hasOwn: boolean): Promise<{ kept: Kept | undefined }> {
    let kept: Kept | undefined;
    await database("readwrite", (store) => {
      const there = store.get(to) as IDBRequest<Kept | undefined>;
      const left = store.get(from) as IDBRequest<Kept | undefined>;
      left.onsuccess = () => {
        kept = left.result;
        if (kept === undefined) return;
        if (there.result === undefined && !hasOwn) store.put(kept, to);
        store.delete(from);
      };
      return promisifyRequest(store.transaction);
    });
    return { kept };
  }

  async keys(prefix: string): Promise<readonly string[]> {
    const stored = (await this.#try((database) => keys<string>(database))) ?? [];
    const all = new Set([...stored, ...this.#memory.keys()]);
    return [...all].filter((key) => key.startsWith(prefix) && !(this.#memory.has(key) && this.#memory.get(key) === undefined));
  }

  /** What the database has not taken yet under a prefix; undefined for what is to be removed. */
  untaken(prefix: string): readonly [string, unknown][] {
    return [...this.#memory].filter(([key]) => key.startsWith(prefix));
  }

  async eraseOld(): Promise<void> {
    for (const key of await this.keys("")) {
      const kept = await this.#try((database) => get<Kept>(key, database));
      if (!kept || Date.now() - kept.at_ms > KEPT_MS) await this.remove(key);
    }
  }

  async #write(key: string, value: unknown): Promise<void> {
    // At once in memory, so that a read that follows finds it while the database is still at work.
    this.#memory.set(key, value);
    if (await this.#bring(key)) {
      for (const owed of this.#owed) if (!(await this.#bring(owed))) break;
    }
    const isKept = this.#database !== null && ![...this.#owed].some((owed) => this.#memory.get(owed) !== undefined);
    this.blocked.value = !isKept;
  }

  /** Give the database what memory holds of this key; whether it took it. */
  async #bring(key: string): Promise<boolean> {
    const value = this.#memory.get(key);
    const taken = await this.#try(async (database) => {
      if (value === undefined) await del(key, database);
      else await set(key, { at_ms: Date.now(), value } satisfies Kept, database);
      return true;
    });
    // Unless it was written again meanwhile: then that is what counts.
    if (this.#memory.get(key) === value) {
      if (taken) {
        this.#memory.delete(key);
        this.#owed.delete(key);
      } else this.#owed.add(key);
    }
    return taken ?? false;
  }

  async #try<T>(act: (database: UseStore) => Promise<T>): Promise<T | undefined> {
    if (!this.#database) return undefined;
    try {
      return await act(this.#database);
    } catch (error) {
      console.warn("this device does not store", error);
      return undefined;
    }
  }
}

async function openDatabase(): Promise<UseStore | null> {
  try {
    const database = createStore("waardenbord", "kept");
    const probe = keys(database).then(() => database);
    const timeout = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
    return await Promise.race([probe, timeout]);
  } catch {
    return null;
  }
}
