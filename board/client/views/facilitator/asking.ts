// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One way to ask something of the server from a button: what is said when it is done, what when it is refused. */

import { signal } from "@preact/signals";
import type { Board } from "../../core/api";
import type { Command } from "../../protocol.gen";

/** The last refusal of a button, in words; it stays until the next thing is done, or the room moved on. Forms show their own. */
export const refusal = signal("");

export interface Undo {
  label: string;
  /** Asked after the command was done, so that it can take the newest revision. */
  inverse(): Command | null;
}

/** True when it was done. */
export async function ask(board: Board, command: Command, said = "", undo?: Undo): Promise<boolean> {
  refusal.value = "";
  const outcome = await board.send(command);
  if (!outcome.done) {
    const reason = board.refusalText(outcome.failure.code);
    // Nothing was typed that could get lost: the sentence is enough.
    board.dismiss(outcome.failure);
    refusal.value = reason;
    board.announce.alert(reason);
    return false;
  }
  if (said) board.announce.say(said);
  const inverse = undo?.inverse();
  if (undo && inverse) board.offerUndo(undo.label, inverse);
  return true;
}
