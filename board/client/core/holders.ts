// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Who does what: roles and teams that somebody named before. */

import type { Board } from "./api";
import { itemsOf } from "./items";

/** A list is no help when it is longer. */
const MOST = 40;

/** Every role or team that this page shows with an action, each once, in the order of the alphabet. */
export function holdersOf(board: Board): readonly string[] {
  const named = [
    ...board.notes.value.flatMap(({ content }) => (content.type === "action" ? [content.actor] : [])),
    ...itemsOf(board.items.value, "joint_action").map(({ content }) => content.actor),
    ...board.posterActions.value.flatMap(({ content }) => [content.holder, content.monitor]),
  ];
  return [...new Set(named.map((one) => one.trim()).filter(Boolean))].sort((one, other) => one.localeCompare(other)).slice(0, MOST);
}
