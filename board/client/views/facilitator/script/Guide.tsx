// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the facilitator can say now, the questions to tick off or to answer, and what must come out. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { visibleQuestions, type AskedQuestion } from "../../step/questions";
import { KeptAnswer } from "./KeptAnswer";
import { TickBox } from "../console/TickBox";

/** How many questions stand open; the others unfold, so that none is cut and the board keeps its room. */
const OPEN_QUESTIONS = 4;
/** On a low window, such as that of a laptop, the board would be left with nothing. */
const OPEN_WHEN_LOW = 2;
const LOW = "(max-height: 54rem)";

export function Guide({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const { text } = board.content;
  const questions = visibleQuestions(board, leaf);
  // One question more than fits is not worth unfolding.
  const open = matchMedia(LOW).matches ? OPEN_WHEN_LOW : OPEN_QUESTIONS;
  const [shown, rest] = unfolded(questions, open);
  const moreWords = tn("{n} more question", "{n} more questions", rest.length);
  return (
    <div class="codio-guide">
      <div>
        <p class="codio-guide__say">
          <strong>{t("Say now:")}</strong> “{text(leaf.say)}”
        </p>
        {leaf.deliver.length > 0 && (
          <p class="codio-small codio-soft codio-guide__deliver">
            {t("Results: {results}", { results: leaf.deliver.map((result) => text(result)).join(" · ") })}
          </p>
        )}
      </div>
      {questions.length > 0 && (
        <div class="codio-guide__questions">
          <Questions leaf={leaf} questions={shown} label={t("Questions to ask")} />
          {rest.length > 0 && (
            <details class="codio-guide__more">
              <summary>
                {moreWords}
                <Icon name="down" />
              </summary>
              <Questions leaf={leaf} questions={rest} label={moreWords} />
            </details>
          )}
        </div>
      )}
    </div>
  );
}

/** Which questions stand open, and which unfold. One of which the answer is kept always stands open: it waits for words. */
function unfolded(questions: readonly AskedQuestion[], open: number): readonly [readonly AskedQuestion[], readonly AskedQuestion[]] {
  if (questions.length <= open + 1) return [questions, []];
  const free = Math.max(0, open - questions.filter(({ question }) => question.keep).length);
  const folded = questions.filter(({ question }) => !question.keep).slice(free);
  return [questions.filter((one) => !folded.includes(one)), folded];
}

function Questions({ leaf, questions, label }: { leaf: Leaf; questions: readonly AskedQuestion[]; label: string }) {
  const { text } = useBoard().content;
  return (
    <ul class="codio-guide__list" aria-label={label}>
      {questions.map(({ question, at }) => (
        <li key={question.en}>
          <TickBox stepId={leaf.id} number={at} words={text(question)} />
          {question.keep && <KeptAnswer leaf={leaf} number={at} question={text(question)} />}
        </li>
      ))}
    </ul>
  );
}
