// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The checklist questions with their answers. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { Theirs } from "../parts/Theirs";
import { Told } from "../parts/Told";

export function Checks() {
  const board = useBoard();
  return board.content.script.checklist.map((item, at) => {
    const answer = board.answers.value.find((one) => one.item_id === item.id);
    const answered = answer !== undefined && (answer.done || answer.answer !== "");
    return (
      <div class={`codio-check codio-check--${answered ? "done" : "open"}`} data-piece={`end/${String(at)}`} key={item.id}>
        <span class="codio-check__box">{answered && <Icon name="check" />}</span>
        <p class="codio-check__question"><Told of={item.question} /></p>
        <p class="codio-check__answer">{answered ? answer.answer ? <Theirs words={answer.answer} /> : t("Done") : t("Not filled in yet")}</p>
      </div>
    );
  });
}
