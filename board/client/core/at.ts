// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where the board stands, as its page says: below a path of another site, or (empty) at the root of a host. See board/below.py. */

const BELOW = globalThis.document?.documentElement?.dataset?.["below"] ?? "";

/** The address of what is at a path of the board. Addresses in attributes of the page, and `location`, have it already. */
export function at(path: string): string {
  return BELOW + path;
}
