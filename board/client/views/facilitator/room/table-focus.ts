// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where the focus goes when the row in which it was is gone: to the heading of the table. */

export function headingOf(tableId: string): string {
  return `seats-${tableId}`;
}

export function focusTable(tableId: string): void {
  // The table may be gone too, when there are fewer people.
  (document.getElementById(headingOf(tableId)) ?? document.getElementById("removed-people"))?.focus();
}
