// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The poster's questions with the answers that stand so far. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "./Icon";

export function ChecklistView() {
  const board = useBoard();
  return board.content.script.checklist.map((item) => {
    const answer = board.answers.value.find((one) => one.item_id === item.id);
    const done = answer !== undefined && (answer.done || answer.answer !== "");
    return (
      <div class={`codio-check codio-check--${done ? "done" : "open"}`} key={item.id}>
        <span class="codio-check__box">{done && <Icon name="check" />}</span>
        <p class="codio-check__question">{board.content.text(item.question)}</p>
        <p class="codio-check__answer">{answer?.answer || (done ? t("Yes") : t("Not filled in yet"))}</p>
      </div>
    );
  });
}
