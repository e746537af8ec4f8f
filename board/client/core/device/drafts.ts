// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Drafts of one person in one workshop, on this device only. */

import type { Drafts } from "../api";
import type { Storage } from "./storage";

export class KeptDrafts implements Drafts {
  readonly #storage: Storage;
  readonly #folder: string;
  #forgetful = false;

  /** `folder` is what the keys of these drafts begin with in `storage`. */
  constructor(storage: Storage, folder: string) {
    this.#storage = storage;
    this.#folder = folder;
  }

  async get<T>(key: string): Promise<T | null> {
    const value = await this.#storage.get(this.#folder + key);
    return value === undefined ? null : (value as T);
  }

  async put(key: string, value: unknown): Promise<void> {
    if (!this.#forgetful) await this.#storage.put(this.#folder + key, value);
  }

  async remove(key: string): Promise<void> {
    await this.#storage.remove(this.#folder + key);
  }

  /** The workshop is over: from now on keep nothing on the device. */
  forget(): void {
    this.#forgetful = true;
  }
}
