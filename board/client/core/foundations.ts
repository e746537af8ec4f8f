// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The three foundations, in the order in which they stand everywhere. */

import type { FoundationId, TableRecord } from "../protocol.gen";

export const FOUNDATIONS: readonly FoundationId[] = ["democratie", "rechtsstaat", "bestuurskracht"];

/** The table's own foundations first, then the others. */
export function ownFirst(table: TableRecord | null): readonly FoundationId[] {
  const own = table?.foundations ?? [];
  return [...own, ...FOUNDATIONS.filter((id) => !own.includes(id))];
}
