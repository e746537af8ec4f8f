// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a page needs before there is a board, asked for until it comes. */

const RETRY_MS = 3_000;
/** Not all phones of a workshop ask at the same moment. */
export const SPREAD_MS = 5_000;

/** The server says that there is nothing at an address (any more). */
export class Gone extends Error {}

export interface Waits {
  wait(ms: number): Promise<void>;
  /** From 0 to 1. */
  random(): number;
}

/** Raises Gone on a 404, and Error on another answer that is none. */
export async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url);
  if (response.status === 404) throw new Gone(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return (await response.json()) as T;
}

/**
 * Until it works: a page that is opened while the network falters comes up by itself. `gone`: what to do, a moment later, when there is
 * nothing at the address; without it that is asked for again like anything else.
 */
export async function patiently<T>(load: () => Promise<T>, { wait, random }: Waits, gone?: () => void): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch (error) {
      console.warn(error);
      const left = gone !== undefined && error instanceof Gone;
      await wait(RETRY_MS + (left ? random() * SPREAD_MS : 0));
      if (left) gone();
    }
  }
}
