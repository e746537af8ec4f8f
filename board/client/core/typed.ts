// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What somebody typed in a command or a draft, for when it got nowhere: better a word too many than one lost. */

import type { ValueRef } from "../protocol.gen";

/** Fields that hold a choice, an address inside the board or a revision, and no words. Ids end in `_id` or `_ids`. */
const NO_WORDS: ReadonlySet<string> = new Set(
  ("type begun column foundation kind verdict outcome role orientation level necessity importance dpia iama proactivity data_origin phase " +
    "measures origins actions action_a action_b behalf target perspective").split(" "),
);

/** The words in `value`, in the order of its fields; "" when there are none. `valueName` names a value of the framework. */
export function typedIn(value: unknown, valueName: (ref: ValueRef) => string): string {
  return [...new Set(words(value, valueName))].join(" · ");
}

function words(value: unknown, valueName: (ref: ValueRef) => string): readonly string[] {
  if (typeof value === "string") return value.trim() ? [value.trim()] : [];
  if (Array.isArray(value)) return value.flatMap((one) => words(one, valueName));
  if (typeof value !== "object" || value === null) return [];
  if (isValueRef(value)) return [valueName(value)].filter(Boolean);
  const fields = Object.entries(value).filter(([field]) => !NO_WORDS.has(field) && !/_ids?$/.test(field));
  return fields.flatMap(([, one]) => words(one, valueName));
}

function isValueRef(value: object): value is ValueRef {
  return "value_id" in value && typeof value.value_id === "string";
}
