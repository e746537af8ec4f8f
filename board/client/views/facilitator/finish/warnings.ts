// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What is still open on the poster, with the way to it. A warning, never a stop (DOM-11). */

import { t, tn } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import { itemsOf } from "../../../core/items";
import type { Place } from "../console/going-there";

export interface OpenThing extends Place {
  words: string;
}

export function openThings(board: Board): readonly OpenThing[] {
  const answered = new Set(board.answers.value.filter((one) => one.done || one.answer !== "").map((one) => one.item_id));
  const unanswered = board.content.script.checklist.filter((item) => !answered.has(item.id));
  const meaningless = board.posterValues.value.filter((value) => value.content.meaning === "").length;
  const ownerless = board.posterActions.value.filter((action) => action.content.holder === "").length;
  const untimed = board.posterActions.value.filter((action) => action.content.term === "").length;
  const undecided = board.tensions.value.filter((tension) => tension.content.choice === "");
  const parked = itemsOf(board.items.value, "parked").filter((item) => item.content.outcome === "open").length;
  const lines: (OpenThing | false)[] = [
    ...unanswered.map((item): OpenThing => {
      return { words: t("Not filled in yet: {question}", { question: board.content.text(item.question) }), tab: "finish", thing: `check:${item.id}`, opens: true };
    }),
    meaningless > 0 && { words: tn("{n} value has no meaning yet", "{n} values have no meaning yet", meaningless), tab: "values", thing: "meanings", opens: true },
    ownerless > 0 && { words: tn("{n} action has no action holder yet", "{n} actions have no action holder yet", ownerless), tab: "actions", thing: "holders", opens: true },
    untimed > 0 && { words: tn("{n} action has no time yet", "{n} actions have no time yet", untimed), tab: "actions", thing: "terms", opens: true },
    undecided.length > 0 && {
      words: tn("{n} tension has no choice yet", "{n} tensions have no choice yet", undecided.length),
      tab: undecided[0]?.content.action_a ? "actions" : "values",
      thing: "choices",
      opens: true,
    },
    parked > 0 && { words: tn("{n} parked point is open", "{n} parked points are open", parked), tab: "parked", thing: "parked", opens: false },
    (board.decision.value?.outcome ?? "open") === "open" && { words: t("The decision on the project is open"), tab: "finish", thing: "decision", opens: true },
  ];
  return lines.filter((line) => line !== false);
}
