// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** One way to ask something of the server from a button: what is said when it is done, what when it is refused. */

import { signal } from "@preact/signals";
import type { Board, Failure } from "../../../core/api";
import type { Command } from "../../../protocol.gen";
import { inverseNow } from "../../sending/act";

/** The last refusal of a button, in words; it stays until the next thing is done, or the room moved on. Forms show their own. */
export const refusal = signal("");

export interface Asking {
  /** How to take it back, where core/inverse.ts does not know it. */
  inverse?: Command;
  /** Other words for why it was refused. */
  why?: (failure: Failure) => string;
}

/** True when it was done. What is said is also what can be undone. */
export async function ask(board: Board, command: Command, said = "", { inverse, why }: Asking = {}): Promise<boolean> {
  refusal.value = "";
  const back = inverse ?? inverseNow(board, command);
  const outcome = await board.send(command);
  if (!outcome.done) {
    const reason = why?.(outcome.failure) ?? board.refusalText(outcome.failure.code);
    // Nothing was typed that could get lost: the sentence is enough.
    board.dismiss(outcome.failure);
    refusal.value = reason;
    board.announce.alert(reason);
    return false;
  }
  if (said) board.announce.say(said);
  if (said && back) board.offerUndo(said, command, back, command.type === "merge_poster_entry" ? command.into_id : undefined);
  return true;
}
