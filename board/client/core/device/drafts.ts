// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Drafts of one person in one workshop, on this device only. Each page instance keeps its own: two windows with the same board are
 * two editors, and neither may put its words in the place of the other's. What a dead page left goes to the next that asks.
 */

import type { Drafts } from "../api";
import type { Storage } from "./storage";

/** Drafts of choices, and of a name: nobody misses them after the end. */
const NO_TEXT = /^(profile|dots:)/;

/** Whether words are lost with a draft. `rest` is what follows the folder in its key. */
export function holdsText(rest: string): boolean {
  return !NO_TEXT.test(keyIn(rest));
}

/** The draft's own key, behind that of the page instance. */
function keyIn(rest: string): string {
  return rest.slice(rest.indexOf("/") + 1);
}

export interface DraftsWorld {
  storage: Storage;
  /** What the keys of this person's drafts begin with in `storage`. */
  folder: string;
  /** This page instance. */
  clientId: string;
  /** Which of these page instances are gone. */
  dead(clientIds: readonly string[]): Promise<readonly string[]>;
}

export class KeptDrafts implements Drafts {
  readonly #world: DraftsWorld;
  /** What this page has emptied already: nothing that another left comes in its place. */
  readonly #known = new Set<string>();

  constructor(world: DraftsWorld) {
    this.#world = world;
  }

  async get<T>(key: string): Promise<T | null> {
    const own = await this.#world.storage.get(this.#own(key));
    if (own !== undefined) return own as T;
    if (this.#known.has(key)) return null;
    return (await this.#inherit(key)) as T | null;
  }

  async put(key: string, value: unknown): Promise<void> {
    this.#known.add(key);
    await this.#world.storage.put(this.#own(key), value);
  }

  async remove(key: string): Promise<void> {
    this.#known.add(key);
    await this.#world.storage.remove(this.#own(key));
  }

  /** Every draft of this page and of dead ones, for the end. */
  async left(): Promise<readonly unknown[]> {
    const { storage } = this.#world;
    const keys = (await this.#reachable()).filter((key) => this.#holdsText(key));
    return Promise.all(keys.map((key) => storage.get(key)));
  }

  /** The workshop is over: erase what no text is in. */
  async tidy(): Promise<void> {
    for (const key of await this.#reachable()) if (!this.#holdsText(key)) await this.#world.storage.remove(key);
  }

  /** Erase all those, when their person has kept what he wants. */
  async erase(): Promise<void> {
    for (const key of await this.#reachable()) await this.#world.storage.remove(key);
  }

  #own(key: string): string {
    return `${this.#world.folder}${this.#world.clientId}/${key}`;
  }

  /** Take over what a dead page left under this key; null when there is nothing. */
  async #inherit(key: string): Promise<unknown> {
    const { storage, folder } = this.#world;
    // A former build kept one draft for all pages, right in the folder.
    const left = (await this.#reachable()).filter((one) => keyIn(one.slice(folder.length)) === key || one === folder + key);
    for (const one of left) {
      // What was typed while the storage was read counts. Where a browser opens all its tabs again, another may be ahead of us.
      const value = await storage.move(one, this.#own(key));
      if (value !== undefined) return value;
    }
    return null;
  }

  async #reachable(): Promise<readonly string[]> {
    const { storage, folder, clientId, dead } = this.#world;
    const pageOf = (key: string) => key.slice(folder.length).split("/", 1)[0] ?? "";
    const keys = await storage.keys(folder);
    const others = new Set(keys.map(pageOf).filter((id) => id !== clientId));
    const gone = new Set([clientId, ...(await dead([...others]))]);
    return keys.filter((key) => gone.has(pageOf(key)));
  }

  #holdsText(stored: string): boolean {
    return holdsText(stored.slice(this.#world.folder.length));
  }
}
