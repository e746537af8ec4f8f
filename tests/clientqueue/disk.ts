// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What a browser keeps for a page, kept in files, so that a process that is killed leaves it to the next one: as much of IndexedDB
 * as `idb-keyval` uses, and `localStorage`. A value is there whole or not at all, whenever the process dies.
 */

import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";

/** One value per file, under a name that any key can have. */
export class Files {
  readonly #folder: string;
  #written = 0;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  read(key: string): Uint8Array | undefined {
    try {
      return readFileSync(this.#path(key));
    } catch {
      return undefined;
    }
  }

  write(key: string, bytes: Uint8Array | string): void {
    this.#written += 1;
    const fresh = join(this.#folder, `.${process.pid}-${this.#written}`);
    writeFileSync(fresh, bytes);
    renameSync(fresh, this.#path(key));
  }

  remove(key: string): void {
    rmSync(this.#path(key), { force: true });
  }

  /** Do something while no other process does: the pages of one person may be in several. */
  alone(act: () => void): void {
    const mine = join(this.#folder, `.${process.pid}`);
    const lock = join(this.#folder, ".lock");
    writeFileSync(mine, String(process.pid));
    while (!this.#linked(mine, lock)) if (!isAlive(lock)) rmSync(lock, { force: true });
    try {
      act();
    } finally {
      rmSync(lock, { force: true });
    }
  }

  #linked(mine: string, lock: string): boolean {
    try {
      linkSync(mine, lock);
      return true;
    } catch {
      return false;
    }
  }

  keys(): string[] {
    return readdirSync(this.#folder)
      .filter((name) => !name.startsWith("."))
      .map(decodeURIComponent);
  }

  #path(key: string): string {
    return join(this.#folder, encodeURIComponent(key));
  }
}

/** Whether the process whose number stands there lives, or the lock is gone meanwhile. */
function isAlive(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "ENOENT";
  }
}

type Handler = (() => void) | null;

class Request {
  result: unknown = undefined;
  error: unknown = null;
  onsuccess: Handler = null;
  onerror: Handler = null;
  onupgradeneeded: Handler = null;
}

/** What a test may do to a database. */
export interface Trouble {
  /** It takes nothing more, and lets go of what it has. */
  full?: boolean;
  /** It cannot be opened. */
  forbidden?: boolean;
}

class Transaction {
  error: unknown = null;
  oncomplete: Handler = null;
  onabort: Handler = null;
  readonly #files: Files;
  readonly #trouble: Trouble;
  readonly #work: (() => void)[] = [];

  constructor(files: Files, trouble: Trouble) {
    this.#files = files;
    this.#trouble = trouble;
    // Later, but soon: a browser writes in a process of its own, however busy the page is.
    queueMicrotask(() => this.#run());
  }

  objectStore() {
    const request = (act: (files: Files) => unknown) => {
      const made = new Request();
      this.#work.push(() => {
        made.result = act(this.#files);
        made.onsuccess?.();
      });
      return made;
    };
    return {
      transaction: this,
      get: (key: string) =>
        request((files) => {
          const bytes = files.read(key);
          return bytes === undefined ? undefined : deserialize(bytes);
        }),
      put: (value: unknown, key: string) => {
        // As it is now: what the page does to it afterwards is not stored.
        const bytes = serialize(value);
        return request((files) => {
          if (this.#trouble.full) throw new DOMException("no room", "QuotaExceededError");
          files.write(key, bytes);
        });
      },
      delete: (key: string) => request((files) => files.remove(key)),
      getAllKeys: () => request((files) => files.keys()),
    };
  }

  #run(): void {
    try {
      this.#files.alone(() => {
        for (const act of this.#work) act();
      });
      this.oncomplete?.();
    } catch (error) {
      this.error = error;
      this.onabort?.();
    }
  }
}

/** An `indexedDB` whose only database lies in `folder`. */
export function indexedDbIn(folder: string, trouble: Trouble = {}): unknown {
  const files = new Files(folder);
  const database = { createObjectStore: () => undefined, transaction: () => new Transaction(files, trouble), onclose: null };
  return {
    open() {
      if (trouble.forbidden) throw new DOMException("not here", "SecurityError");
      const request = new Request();
      request.result = database;
      queueMicrotask(() => request.onsuccess?.());
      return request;
    },
  };
}

/** A `localStorage` in `folder`. */
export function localStorageIn(folder: string): unknown {
  const files = new Files(folder);
  return {
    getItem(key: string): string | null {
      const bytes = files.read(key);
      return bytes === undefined ? null : new TextDecoder().decode(bytes);
    },
    setItem: (key: string, value: string) => files.write(key, value),
    removeItem: (key: string) => files.remove(key),
  };
}
