// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How tables stand in the lobby when there are many. */

/** So many stand beside each other, at most. */
const ACROSS = 4;

/** In as few rows as that takes, and rows as alike as can be: nine stand three by three. `tables` is 1 or more. */
export function across(tables: number): number {
  return Math.ceil(tables / Math.ceil(tables / ACROSS));
}
