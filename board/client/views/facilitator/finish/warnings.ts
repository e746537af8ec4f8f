// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What is still open on the poster. A warning, never a stop (DOM-11). */

import { t, tn } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import { itemsOf } from "../../../core/items";

export function openThings(board: Board): readonly string[] {
  const answered = new Set(board.answers.value.filter((one) => one.done || one.answer !== "").map((one) => one.item_id));
  const unanswered = board.content.script.checklist.filter((item) => !answered.has(item.id));
  const meaningless = board.posterValues.value.filter((value) => value.content.meaning === "").length;
  const ownerless = board.posterActions.value.filter((action) => action.content.holder === "").length;
  const untimed = board.posterActions.value.filter((action) => action.content.term === "").length;
  const undecided = board.tensions.value.filter((tension) => tension.content.choice === "").length;
  const parked = itemsOf(board.items.value, "parked").filter((item) => item.content.outcome === "open").length;
  const lines = [
    ...unanswered.map((item) => t("Not filled in yet: {question}", { question: board.content.text(item.question) })),
    meaningless > 0 && tn("{n} value has no meaning yet", "{n} values have no meaning yet", meaningless),
    ownerless > 0 && tn("{n} action has no action holder yet", "{n} actions have no action holder yet", ownerless),
    untimed > 0 && tn("{n} action has no time yet", "{n} actions have no time yet", untimed),
    undecided > 0 && tn("{n} tension has no choice yet", "{n} tensions have no choice yet", undecided),
    parked > 0 && tn("{n} parked point is open", "{n} parked points are open", parked),
    (board.decision.value?.outcome ?? "open") === "open" && t("The decision on the project is open"),
  ];
  return lines.filter((line) => typeof line === "string");
}
