// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * A part of the page that comes after the first view. Browsers may remember that a module did not come, and ask no more; and a server
 * with another build may not have it: then only a new page brings it.
 */

import { signal, type ReadonlySignal } from "@preact/signals";
import { patiently, type Waits } from "./patience";

/** Nine seconds: a line that falters is back by then, or the connection says that it is not. */
const TRIES = 3;
/** A new page that does not bring it either is tried once more: after that people decide. */
const NEW_PAGES = 2;
const KEY = "waardenbord/new-pages";

export class Coming<T> {
  /** Null until it has come. */
  readonly come: ReadonlySignal<T | null>;
  /** It did not come several times. It is asked for on. */
  readonly missing: ReadonlySignal<boolean>;
  readonly #come = signal<T | null>(null);
  readonly #missing = signal(false);
  readonly #load: () => Promise<T>;
  readonly #waits: Waits;
  #asked = false;

  constructor(load: () => Promise<T>, waits: Waits) {
    this.#load = load;
    this.#waits = waits;
    this.come = this.#come;
    this.missing = this.#missing;
  }

  /** Ask for it, until it comes. More than once is as once. */
  async ask(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    let failed = 0;
    const load = () =>
      this.#load().catch((error: unknown) => {
        failed += 1;
        if (failed >= TRIES) this.#missing.value = true;
        throw error;
      });
    this.#come.value = await patiently(load, this.#waits);
    this.#missing.value = false;
  }
}

/** The page as it is loaded anew. */
export interface Page {
  /** What this tab keeps; raises where that is forbidden. */
  kept(): Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;
  /** Whether the server gives the page: a browser that is sent to one that is not there shows its own error. */
  isThere(): Promise<boolean>;
  load(): void;
}

/** Load the page anew, for what is missing on it; false when it was, often enough, or cannot be. Nothing may be on it that is kept nowhere else. */
export async function loadAnew(page: Page): Promise<boolean> {
  try {
    const times = Number(page.kept().getItem(KEY) ?? "0");
    if (times >= NEW_PAGES || !(await page.isThere())) return false;
    page.kept().setItem(KEY, String(times + 1));
  } catch {
    // Nobody would count: the page would load for ever.
    return false;
  }
  page.load();
  return true;
}

/** It has come: the next time that it does not is a first time. */
export function forgetAnew(page: Page): void {
  try {
    page.kept().removeItem(KEY);
  } catch {
    // Then nothing was counted.
  }
}
