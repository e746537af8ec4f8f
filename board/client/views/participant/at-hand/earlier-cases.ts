// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the server tells of earlier cases, asked for by the values that stand on a table. */

import type { NoteView } from "../../../core/api";
import { at } from "../../../core/at";

/** `key` and `case_id` lead to what everybody may read; they are empty where the cases are those of the organisation of the workshop. */
export interface ToldValue {
  readonly value_id: string;
  readonly key: string;
  readonly count: number;
  readonly cases: readonly { readonly meaning: string; readonly title: string; readonly organisation: string; readonly case_id: string }[];
}

/** Of a table's sheet; the server answers for no more. */
const MAX_ASKED = 8;

/** The framework's values that these notes name, those that most notes name first. */
export function valuesOf(notes: readonly NoteView[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { content } of notes) {
    const id = content.type === "value" ? content.value.value_id : "";
    if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]).slice(0, MAX_ASKED).map(([id]) => id);
}

/** Those of the values of which something is told. */
export async function askEarlier(session: string, ids: readonly string[]): Promise<readonly ToldValue[] | "failed"> {
  try {
    const query = new URLSearchParams(ids.map((id) => ["waarde", id]));
    const answer = await fetch(at(`/eerder/${session}.json?${query}`));
    if (!answer.ok) return "failed";
    const told = (await answer.json()) as { values: ToldValue[] };
    return told.values.filter((value) => value.cases.length > 0);
  } catch {
    return "failed";
  }
}
