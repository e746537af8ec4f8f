// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Do something on the board: send it, say how it went, and offer to take it back. */

import type { Board } from "../../core/api";
import { inverseOf, type Before } from "../../core/undo/inverse";
import type { Command } from "../../protocol.gen";

/** `done` is what is said, and what the offer to undo says. True when the server has stored it. */
export async function act(board: Board, command: Command, done: string, undoable = true): Promise<boolean> {
  const inverse = undoable ? inverseNow(board, command) : null;
  const outcome = await board.send(command);
  if (!outcome.done) {
    board.announce.alert(board.refusalText(outcome.failure.code));
    // Words are kept, to be tried again; a button that did not work is pressed again.
    if (!("content" in command)) board.dismiss(outcome.failure);
    return false;
  }
  board.announce.say(done);
  if (inverse) board.offerUndo(done, command, asItStands(board, inverse), command.type === "merge_poster_entry" ? command.into_id : undefined);
  return true;
}

/** What takes this command back, given the board as it is now. Ask before it is sent. */
export function inverseNow(board: Board, command: Command): Command | null {
  return inverseOf(command, beforeOn(board));
}

/** Something that was put anew after it had been taken away counts on from there; the server alone knew how far. */
export function asItStands(board: Board, inverse: Command): Command {
  if (inverse.type !== "remove_item") return inverse;
  const item = board.items.peek().find((one) => one.item_id === inverse.item_id);
  return { ...inverse, base_rev: item?.rev ?? inverse.base_rev };
}

/** The board as it is now. */
function beforeOn(board: Board): Before {
  const kinds = () => [board.posterValues.peek(), board.posterActions.peek(), board.tensions.peek()];
  return {
    item: (id) => board.items.peek().find((one) => one.item_id === id),
    entry: (id) => kinds().flatMap((list) => list.filter((one) => one.id === id))[0],
    entryBefore: (id) => {
      const list = kinds().find((each) => each.some((one) => one.id === id)) ?? [];
      return list[list.findIndex((one) => one.id === id) - 1]?.id ?? "";
    },
    answer: (itemId) => board.answers.peek().find((one) => one.item_id === itemId),
    decision: () => board.decision.peek() ?? undefined,
    plan: () => board.plan.peek() ?? undefined,
    order: () => board.posterOrder.peek() ?? undefined,
    seating: () => board.seating.peek() ?? undefined,
    workshop: () => board.workshop.peek() ?? undefined,
  };
}
