// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The command that takes another back, worked out from what the board shows before it is sent. Null when there is none: a step
 * that was entered, a fixed poster, the end.
 */

import type {
  AnswerRecord,
  Command,
  DecisionRecord,
  ItemContent,
  PlanRecord,
  PosterActionRecord,
  PosterOrderRecord,
  PosterValueRecord,
  SeatingRecord,
  TensionRecord,
  WorkshopRecord,
} from "../../protocol.gen";

/** What stands there before the command. */
export interface Before {
  item(id: string): { rev: number; content: ItemContent } | undefined;
  entry(id: string): PosterValueRecord | PosterActionRecord | TensionRecord | undefined;
  /** The entry that stands before this one among its kind; empty for the first. */
  entryBefore(id: string): string;
  answer(itemId: string): AnswerRecord | undefined;
  decision(): DecisionRecord | undefined;
  plan(): PlanRecord | undefined;
  order(): PosterOrderRecord | undefined;
  workshop(): WorkshopRecord | undefined;
  seating(): SeatingRecord | undefined;
}

export function inverseOf(command: Command, before: Before): Command | null {
  switch (command.type) {
    case "put_item": {
      const { item_id } = command;
      const old = command.base_rev > 0 ? before.item(item_id) : undefined;
      if (!old) return { type: "remove_item", item_id, base_rev: command.base_rev + 1 };
      return { type: "put_item", item_id, base_rev: command.base_rev + 1, content: old.content };
    }
    case "remove_item":
      return { type: "restore_item", item_id: command.item_id, base_rev: command.base_rev + 1 };
    case "restore_item":
      return { type: "remove_item", item_id: command.item_id, base_rev: command.base_rev + 1 };
    case "put_poster_entry": {
      const { entry_id } = command;
      const old = command.base_rev > 0 ? before.entry(entry_id) : undefined;
      if (!old) return { type: "remove_poster_entry", entry_id, base_rev: 1 };
      return { type: "put_poster_entry", entry_id, base_rev: command.base_rev + 1, content: old.content, origins: old.origins };
    }
    case "remove_poster_entry":
    case "merge_poster_entry":
      return { type: "restore_poster_entry", entry_id: command.entry_id, base_rev: command.base_rev + 1 };
    case "move_poster_entry":
      return { ...command, base_rev: command.base_rev + 1, after_id: before.entryBefore(command.entry_id) };
    case "order_poster":
      return {
        type: "order_poster",
        base_rev: command.base_rev + 1,
        by_priority: before.order()?.by_priority ?? !command.by_priority,
        by_principle: before.order()?.by_principle ?? false,
      };
    case "answer_checklist": {
      const old = before.answer(command.item_id);
      return { ...command, base_rev: command.base_rev + 1, answer: old?.answer ?? "", done: old?.done ?? false };
    }
    case "decide_project": {
      const old = before.decision();
      return old ? { type: "decide_project", base_rev: command.base_rev + 1, outcome: old.outcome, reason: old.reason } : null;
    }
    case "change_plan":
    case "fit_plan": {
      const old = before.plan();
      return old ? { type: "change_plan", base_rev: command.base_rev + 1, leaves: old.leaves } : null;
    }
    case "set_tables": {
      const old = before.seating();
      return old ? { ...command, base_rev: command.base_rev + 1, tables: old.tables } : null;
    }
    case "change_title": {
      const old = before.workshop();
      return old ? { ...command, base_rev: command.base_rev + 1, title: old.title, organisation: old.organisation } : null;
    }
    case "raise_hand":
      return { type: "raise_hand", raised: !command.raised };
    default:
      return null;
  }
}
