// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Which questions of the last step one answers for oneself. Pure. */

import type { Leaf } from "../../../protocol.gen";
import type { AskedQuestion } from "../../step/questions";

/** What was learnt and what is taken along: with these two every script ends. */
const LEAST = 2;

/** Where the parking lot is looked at too, the question before these is about it, for all together. */
export function personalQuestions(leaf: Leaf, questions: readonly AskedQuestion[]): readonly AskedQuestion[] {
  return leaf.tools.includes("parked") && questions.length > LEAST ? questions.slice(1) : questions;
}
