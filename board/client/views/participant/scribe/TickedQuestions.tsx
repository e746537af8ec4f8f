// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The questions of the step, and which of them the facilitator has ticked as asked. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import type { Leaf } from "../../../protocol.gen";
import { Details } from "../../parts/Details";
import { Icon } from "../../parts/Icon";
import { visibleQuestions } from "../../step/questions";
import { Told } from "../../parts/Told";

export function TickedQuestions({ leaf }: { leaf: Leaf }) {
  const board = useBoard();
  const questions = visibleQuestions(board, leaf);
  if (questions.length === 0) return null;
  const isAsked = (at: number) => itemWith(board.items.value, "tick", `tick:${leaf.id}:${at}`)?.content.done === true;
  const count = questions.filter((one) => isAsked(one.at)).length;
  return (
    <Details summary={t("Asked by the facilitator: {n} of {all}", { n: count, all: questions.length })}>
      {questions.map(({ question, at }) => {
        const asked = isAsked(at);
        return (
          <div class={`codio-check codio-check--${asked ? "done" : "open"}`} key={at}>
            <span class="codio-check__box">{asked && <Icon name="check" />}</span>
            <p class="codio-check__question"><Told of={question} /></p>
            <p class="codio-check__answer">{asked ? t("Asked") : t("Not asked yet")}</p>
          </div>
        );
      })}
    </Details>
  );
}
