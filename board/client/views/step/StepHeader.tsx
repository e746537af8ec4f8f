// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where we are, what this step is called, what to do now, and what it must bring. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf } from "../../protocol.gen";
import { Details } from "../parts/Details";
import { MODE_ICONS, modeName } from "./modes";
import { visibleQuestions } from "./questions";
import { Tag } from "../parts/Tag";
import { aboveTitle, scribesTask } from "./whereabouts";
import { Told } from "../parts/Told";

/** `instruction`: also say what to do now. */
export function StepHeader({ leaf, instruction = false }: { leaf: Leaf; instruction?: boolean }) {
  const board = useBoard();
  return (
    <div class="codio-step">
      <p class="codio-step__where">
        {aboveTitle(board, leaf)}{" "}
        <Tag icon={MODE_ICONS[leaf.mode]} look="plain">
          {modeName(leaf.mode)}
        </Tag>
      </p>
      <h1 class="codio-step__title"><Told of={leaf.title} /></h1>
      {instruction && <p class="codio-step__do">{scribesTask(board, leaf) || <Told of={leaf.do} />}</p>}
    </div>
  );
}

/** What is asked in this step. Kept answers have their questions in a place of their own, which always stands open. */
function useAsked(leaf: Leaf) {
  const asked = visibleQuestions(useBoard(), leaf);
  return leaf.tools.includes("answers") ? asked.filter((one) => !one.question.keep) : asked;
}

/** The questions that are talked about, to stand above what is talked about. */
export function StepQuestions({ leaf, open = false }: { leaf: Leaf; open?: boolean }) {
  const questions = useAsked(leaf);
  if (questions.length === 0) return null;
  return (
    <Details key={leaf.id} summary={t("Questions to talk about")} open={open || leaf.tools.includes("answers") || questions.some((one) => one.question.keep)}>
      <ul class="codio-details__list">
        {questions.map(({ question, at }) => (
          <li key={at}><Told of={question} /></li>
        ))}
      </ul>
    </Details>
  );
}

/** What the step must bring, folded away. */
export function StepResults({ leaf }: { leaf: Leaf }) {
  if (leaf.deliver.length === 0) return null;
  return (
    <Details key={leaf.id} summary={t("Results")}>
      <Results leaf={leaf} />
    </Details>
  );
}

function Results({ leaf }: { leaf: Leaf }) {
  return (
    <ul class="codio-details__list">
      {leaf.deliver.map((result) => (
        <li key={result.en}><Told of={result} /></li>
      ))}
    </ul>
  );
}

/** The step's questions and what it must bring, folded away. */
export function StepDetails({ leaf, open = false }: { leaf: Leaf; open?: boolean }) {
  const questions = useAsked(leaf);
  if (questions.length + leaf.deliver.length === 0) return null;
  return (
    <Details summary={questions.length > 0 ? t("Questions and results") : t("Results")} open={open || leaf.tools.includes("answers") || questions.some((one) => one.question.keep)}>
      <div class="codio-details__sides">
        {questions.length > 0 && (
          <ul class="codio-details__list">
            {questions.map(({ question, at }) => (
              <li key={at}><Told of={question} /></li>
            ))}
          </ul>
        )}
        {leaf.deliver.length > 0 && (
          <div>
            <p class="codio-strong">{t("Results:")}</p>
            <Results leaf={leaf} />
          </div>
        )}
      </div>
    </Details>
  );
}
