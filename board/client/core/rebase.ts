// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A refused command for a second try: on top of what stands there now, which is what the person has seen when trying again. */

import type { Command } from "../protocol.gen";

/** What a command may be based on. */
export interface Revisions {
  note(id: string): { rev: number; choice_rev: number } | undefined;
  entry(id: string): { rev: number } | undefined;
  answer(itemId: string): { rev: number } | undefined;
  decision(): { rev: number } | undefined;
}

export function rebase(command: Command, now: Revisions): Command {
  if ("base_choice_rev" in command) {
    return { ...command, base_choice_rev: now.note(command.note_id)?.choice_rev ?? command.base_choice_rev };
  }
  if (!("base_rev" in command)) return command;
  const found =
    "note_id" in command
      ? now.note(command.note_id)
      : "entry_id" in command
        ? now.entry(command.entry_id)
        : "item_id" in command
          ? now.answer(command.item_id)
          : now.decision();
  return { ...command, base_rev: found?.rev ?? command.base_rev };
}
