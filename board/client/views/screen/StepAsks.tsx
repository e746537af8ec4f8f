// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What a step asks and what comes out of it: a strip at the foot of a stage, or large while there is nothing else to show. */

import { useEffect, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf } from "../../protocol.gen";
import { visibleQuestions } from "../step/questions";
import { Told } from "../parts/Told";

const BLOCK = "codio-screen-asks";

/** For how long one stands there where they take turns. */
const TURN_MS = 12_000;

/**
 * All questions and what comes out where there is room. Where the stage must make its type smaller the style sheet shows one line of
 * them in turn. `outcome`: only what comes out, where the questions stand already.
 */
export function StepAsks({ leaf, outcome = false }: { leaf: Leaf; outcome?: boolean }) {
  const board = useBoard();
  const questions = outcome ? [] : visibleQuestions(board, leaf).map((asked) => asked.question);
  const turns = questions.length + (leaf.deliver.length > 0 ? 1 : 0);
  const turn = useTurns(turns);
  if (turns === 0) return null;
  return (
    <dl class={BLOCK}>
      {questions.length > 0 && (
        <div class={`${BLOCK}__part${turn < questions.length ? "" : ` ${BLOCK}__other`}`}>
          <dt class={`${BLOCK}__heading`}>
            {t("Questions")}
            {questions.length > 1 && (
              <span class={`${BLOCK}__turn codio-number`} data-ticking="">
                {" "}
                {Math.min(turn, questions.length - 1) + 1}/{questions.length}
              </span>
            )}
          </dt>
          <dd>
            <ul class={`${BLOCK}__list`}>
              {questions.map((question, at) => (
                <li class={at === turn ? "" : `${BLOCK}__other`} key={question.en}>
                  <Told of={question} />
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
      {leaf.deliver.length > 0 && (
        <div class={`${BLOCK}__part${turn === questions.length ? "" : ` ${BLOCK}__other`}`}>
          <dt class={`${BLOCK}__heading`}>{t("Results")}</dt>
          <dd>{leaf.deliver.map((result) => board.content.text(result)).join(" · ")}</dd>
        </div>
      )}
    </dl>
  );
}

function useTurns(turns: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (turns < 2) return undefined;
    const turning = setInterval(() => setTurn((now) => (now + 1) % turns), TURN_MS);
    return () => clearInterval(turning);
  }, [turns]);
  return Math.min(turn, Math.max(0, turns - 1));
}

/** In the place of a board on which nothing stands yet: what the step asks, or for a guest that there is nothing. */
export function Nothing({ leaf, guest, words }: { leaf: Leaf | null; guest: string; words: string }) {
  if (leaf && !guest) return <StepAsksLarge leaf={leaf} />;
  return <p class={`${BLOCK}__large`}>{words}</p>;
}

/** The questions, or else what to do. */
function StepAsksLarge({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const asked = visibleQuestions(board, leaf).map((one) => one.question);
  return (
    <>
      <ul class={`${BLOCK}__large`} aria-label={t("Questions")}>
        {(asked.length > 0 ? asked : [leaf.do]).map((line, at) => (
          <li data-piece={`asked/${String(at)}`} key={line.en}><Told of={line} /></li>
        ))}
      </ul>
      <StepAsks leaf={leaf} outcome />
    </>
  );
}
