// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a step asks and what comes out of it: a strip at the foot of a stage, or large while there is nothing else to show. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf, Text } from "../../protocol.gen";
import { visibleQuestions } from "../step/questions";

const BLOCK = "codio-screen-asks";

/** How many questions stand there at a time on a full stage, and for how long. */
const AT_A_TIME = 3;
const TURN_MS = 20_000;

/** `outcome`: only what comes out, where the questions stand already. */
export function StepAsks({ leaf, outcome = false }: { leaf: Leaf; outcome?: boolean }) {
  const board = useBoard();
  const questions = outcome ? [] : visibleQuestions(board, leaf).map((asked) => asked.question);
  if (questions.length + leaf.deliver.length === 0) return null;
  return (
    <dl class={BLOCK}>
      {questions.length > 0 && <Questions questions={questions} />}
      {leaf.deliver.length > 0 && (
        <>
          <dt class={`${BLOCK}__heading`}>{t("Results")}</dt>
          <dd>{leaf.deliver.map((result) => board.content.text(result)).join(" · ")}</dd>
        </>
      )}
    </dl>
  );
}

/** All of them where there is room. The style sheet shows three in turn on a stage that must make its type smaller. */
function Questions({ questions }: { questions: readonly Text[] }) {
  const board = useBoard();
  const turns = Math.ceil(questions.length / AT_A_TIME);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turns < 2) return undefined;
    const turning = setInterval(() => setTurn((now) => (now + 1) % turns), TURN_MS);
    return () => clearInterval(turning);
  }, [turns]);
  return (
    <>
      <dt class={`${BLOCK}__heading`}>
        {t("Questions")}
        {turns > 1 && (
          <span class={`${BLOCK}__turn codio-number`}>
            {" "}
            {turn + 1}/{turns}
          </span>
        )}
      </dt>
      <dd>
        <ul class={`${BLOCK}__list${turns > 1 ? ` ${BLOCK}__list--turns` : ""}`}>
          {questions.map((question, at) => (
            <li class={Math.floor(at / AT_A_TIME) === turn ? "" : `${BLOCK}__other`} key={question.en}>
              {board.content.text(question)}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}

/** In the place of a board on which nothing stands yet: the questions, or else what to do. */
export function StepAsksLarge({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const asked = visibleQuestions(board, leaf).map((one) => one.question);
  return (
    <>
      <ul class={`${BLOCK}__large`} aria-label={t("Questions")}>
        {(asked.length > 0 ? asked : [leaf.do]).map((line) => (
          <li key={line.en}>{board.content.text(line)}</li>
        ))}
      </ul>
      <StepAsks leaf={leaf} outcome />
    </>
  );
}
