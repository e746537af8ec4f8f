// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What people are called on the control page. */

import type { Board } from "../../../core/api";
import { t } from "../../../core/i18n";
import type { PersonRecord } from "../../../protocol.gen";

export function personName(person: PersonRecord): string {
  return person.name || t("Somebody without a name");
}

/** With the number with which somebody came in, where another one is called the same. */
export function personInFull(board: Board, person: PersonRecord): string {
  const all = [...board.people.value, ...board.removed.value];
  const alike = all.some((other) => other.id !== person.id && other.name === person.name);
  return alike ? t("{name} (number {n})", { name: personName(person), n: person.ordinal }) : personName(person);
}
