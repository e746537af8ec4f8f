// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A refused command for a second try: on top of what stands there now, which is what the person has seen when trying again. */

import type { Command } from "../protocol.gen";
import type { Board } from "./api";

/** What a command may be based on. */
export interface Revisions {
  note(id: string): { rev: number; choice_rev: number } | undefined;
  entry(id: string): { rev: number } | undefined;
  answer(itemId: string): { rev: number } | undefined;
  item(itemId: string): { rev: number } | undefined;
  decision(): { rev: number } | undefined;
  plan(): { rev: number } | undefined;
  posterOrder(): { rev: number } | undefined;
  title(): { rev: number } | undefined;
  seating(): { rev: number } | undefined;
}

/** What stands there now, as it is drawn. */
export function revisionsOf(
  drawn: Pick<Board, "notes" | "posterValues" | "posterActions" | "tensions" | "answers" | "items" | "decision" | "plan" | "posterOrder" | "workshop" | "seating">,
): Revisions {
  const entries = () => [...drawn.posterValues.peek(), ...drawn.posterActions.peek(), ...drawn.tensions.peek()];
  return {
    note: (id) => drawn.notes.peek().find((note) => note.id === id),
    entry: (id) => entries().find((entry) => entry.id === id),
    answer: (itemId) => drawn.answers.peek().find((answer) => answer.item_id === itemId),
    item: (id) => drawn.items.peek().find((item) => item.item_id === id),
    decision: () => drawn.decision.peek() ?? undefined,
    plan: () => drawn.plan.peek() ?? undefined,
    posterOrder: () => drawn.posterOrder.peek() ?? undefined,
    seating: () => drawn.seating.peek() ?? undefined,
    title: () => {
      const workshop = drawn.workshop.peek();
      return workshop ? { rev: workshop.title_rev } : undefined;
    },
  };
}

export function rebase(command: Command, now: Revisions): Command {
  if ("base_choice_rev" in command) {
    return { ...command, base_choice_rev: now.note(command.note_id)?.choice_rev ?? command.base_choice_rev };
  }
  if (!("base_rev" in command)) return command;
  const rebased = { ...command, base_rev: standing(command, now)?.rev ?? command.base_rev };
  if (rebased.type !== "merge_poster_entry") return rebased;
  return { ...rebased, into_base_rev: now.entry(rebased.into_id)?.rev ?? rebased.into_base_rev };
}

function standing(command: Extract<Command, { base_rev: number }>, now: Revisions): { rev: number } | undefined {
  switch (command.type) {
    case "decide_project":
      return now.decision();
    case "change_plan":
    case "fit_plan":
      return now.plan();
    case "order_poster":
      return now.posterOrder();
    case "set_tables":
      return now.seating();
    case "change_title":
      return now.title();
    case "answer_checklist":
      return now.answer(command.item_id);
    default:
      if ("note_id" in command) return now.note(command.note_id);
      return "entry_id" in command ? now.entry(command.entry_id) : now.item(command.item_id);
  }
}
