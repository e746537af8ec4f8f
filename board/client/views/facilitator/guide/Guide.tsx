// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the facilitator can say now, the questions to tick off or to answer, and what must come out. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { visibleQuestions, type AskedQuestion } from "../../step/questions";
import { guideFolded as folded } from "./folded";
import { KeptAnswer } from "./KeptAnswer";
import { TickBox } from "../console/TickBox";
import { BringButton } from "../room/BringButton";

export function Guide({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const { text } = board.content;
  const questions = visibleQuestions(board, leaf);
  return (
    <section class={`codio-panel codio-guide${folded.value ? " codio-guide--folded" : ""}`} aria-labelledby="guide">
      <div class="codio-panel__heading">
        <h2 class="codio-guide__name" id="guide">
          {t("Guide")}
        </h2>
        <button type="button" class="codio-move codio-guide__fold" aria-expanded={!folded.value} onClick={() => (folded.value = !folded.value)}>
          <Icon name={folded.value ? "down" : "close"} />
          {folded.value ? t("Show the guide") : t("Hide the guide")}
        </button>
      </div>
      {!folded.value && (
        <>
          <p class="codio-guide__say">
            <strong>{t("Say now:")}</strong> “{text(leaf.say)}”
          </p>
          {questions.length > 0 && <Questions leaf={leaf} questions={questions} label={t("Questions to ask")} />}
          {leaf.deliver.length > 0 && (
            <p class="codio-small codio-soft">{t("Results: {results}", { results: leaf.deliver.map((result) => text(result)).join(" · ") })}</p>
          )}
          {leaf.screen === "framework" && (
            <p>
              {t("Value framework")}
              <BringButton kind="block" target="framework" name={t("the framework")} />
            </p>
          )}
        </>
      )}
    </section>
  );
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
