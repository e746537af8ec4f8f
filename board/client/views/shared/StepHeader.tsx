// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Where we are, what this step is called, what to do now, and what it must bring. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf, Mode } from "../../protocol.gen";
import { Details } from "./Details";
import type { IconName } from "./Icon";
import { Tag } from "./Tag";
import { whereabouts } from "./words";

const MODES: { [mode in Mode]: { icon: IconName; name: () => string } } = {
  plenary: { icon: "people", name: () => t("all together") },
  individual: { icon: "quiet", name: () => t("by yourself") },
  group: { icon: "voice", name: () => t("together at the table") },
};

/** `instruction`: also say what to do now. */
export function StepHeader({ leaf, instruction = false }: { leaf: Leaf; instruction?: boolean }) {
  const board = useBoard();
  const mode = MODES[leaf.mode];
  return (
    <div class="codio-step">
      <p class="codio-step__where">
        {whereabouts(board, leaf)}{" "}
        <Tag icon={mode.icon} look="plain">
          {mode.name()}
        </Tag>
      </p>
      <h1 class="codio-step__title">{board.content.text(leaf.title)}</h1>
      {instruction && <p class="codio-step__do">{board.content.text(leaf.do)}</p>}
    </div>
  );
}

/** The step's questions and what it must bring, folded away. */
export function StepDetails({ leaf, open = false }: { leaf: Leaf; open?: boolean }) {
  const board = useBoard();
  if (leaf.questions.length + leaf.deliver.length === 0) return null;
  return (
    <Details summary={leaf.questions.length > 0 ? t("Questions, and what comes out") : t("What comes out")} open={open}>
      {leaf.questions.length > 0 && (
        <ul class="codio-details__list">
          {leaf.questions.map((question) => (
            <li key={question.en}>{board.content.text(question)}</li>
          ))}
        </ul>
      )}
      {leaf.deliver.length > 0 && (
        <>
          <p class="codio-strong">{t("This comes out:")}</p>
          <ul class="codio-details__list">
            {leaf.deliver.map((result) => (
              <li key={result.en}>{board.content.text(result)}</li>
            ))}
          </ul>
        </>
      )}
    </Details>
  );
}
