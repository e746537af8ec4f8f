// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The questions of a step, as they are asked in this workshop. */

import type { Board } from "../../core/api";
import { itemsOf } from "../../core/items";
import type { Leaf, Question } from "../../protocol.gen";

export interface AskedQuestion {
  question: Question;
  /** Its number in the script, from 0: hidden ones count too, because answers and ticks are kept under it. */
  at: number;
}

/** Without the question about accent values when there are none (DOM-09). */
export function questionsOf(leaf: Leaf, hasAccents: boolean): readonly AskedQuestion[] {
  return leaf.questions.map((question, at) => ({ question, at })).filter((one) => hasAccents || !one.question.only_with_accents);
}

export function visibleQuestions(board: Board, leaf: Leaf): readonly AskedQuestion[] {
  return questionsOf(leaf, itemsOf(board.items.value, "accent").length > 0);
}
