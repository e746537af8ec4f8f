// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What a device knows of a board that was open on it, so that what waits there finds its person and can be read without the board:
 * where the board is, and how its values are called. Only where nobody else uses the device also the person's name and the key of
 * the own link; and of each workshop only of the last who took part here, so that nobody becomes who was here before.
 */

import type { Role } from "../../protocol.gen";
import { folderOf, whoseIs } from "./place";
import type { Storage } from "./storage";

export interface Own {
  /** The key of the own link. */
  key: string;
  /** Empty: made no name up. */
  name: string;
}

export interface Known {
  /** Of the workshop. */
  title: string;
  /** Of the board's page. */
  path: string;
  /** Names of the framework's values by their ids. */
  values: Readonly<{ [id: string]: string }>;
  /** Null on a device that others use too, and for a role that several share. */
  own: Own | null;
}

export class KnownBoard {
  readonly #storage: Storage;
  readonly #session: string;
  readonly #role: Role;
  readonly #key: string;

  constructor(storage: Storage, session: string, role: Role, person: string) {
    this.#storage = storage;
    this.#session = session;
    this.#role = role;
    this.#key = `${folderOf("known", session, role, person)}board`;
  }

  /** Know this from now on. */
  async keep(known: Known): Promise<void> {
    await this.#storage.put(this.#key, known);
    if (this.#role !== "participant") return;
    for (const key of await this.#storage.keys(`known/${this.#session}/`)) {
      const other = key === this.#key ? undefined : ((await this.#storage.get(key)) as Known | undefined);
      if (other?.own) await this.#storage.put(key, { ...other, own: null } satisfies Known);
    }
  }

  /** Nothing waits, and nothing will. */
  async forget(): Promise<void> {
    await this.#storage.remove(this.#key);
  }
}

/** Whether a page stands where a board stood: `/w/<code>` and all below it, or `/regie/<session>`. */
export function isPlaceOf({ path }: Known, page: string): boolean {
  const place = path.replace(/\/bord$/, "").toLowerCase();
  return `${page.toLowerCase()}/`.startsWith(`${place}/`);
}

const HERE = "waardenbord/here/";

/** This tab shows somebody's board. It remembers that until it is closed, also where the device may know nobody. */
export function markHere(tab: () => globalThis.Storage, session: string, role: Role, person: string): void {
  try {
    tab().setItem(HERE + session, whoseIs(role, person));
  } catch {
    // A browser that keeps nothing of this site.
  }
}

/** Whose board of this workshop this tab showed last; empty when it showed none. */
export function lastHere(tab: () => globalThis.Storage, session: string): string {
  try {
    return tab().getItem(HERE + session) ?? "";
  } catch {
    return "";
  }
}
