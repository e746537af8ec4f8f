// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Refused commands that no visible note carries: what was asked, its text, and why it was refused. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Board, Failure } from "../../core/api";
import type { ItemContent } from "../../protocol.gen";
import { Icon } from "../parts/Icon";

export function Failures() {
  const board = useBoard();
  const carried = new Set(board.notes.value.flatMap((note) => (note.failure ? [note.failure.n] : [])));
  const loose = board.failures.value.filter((failure) => !carried.has(failure.n));
  return loose.map((failure) => (
    <div class="codio-message codio-message--alarm" key={failure.n}>
      <Icon name="alarm" />
      <div>
        <p>{t("Not stored. {reason}", { reason: board.refusalText(failure.code) })}</p>
        <p class="codio-soft">{textOf(board, failure)}</p>
        <div class="codio-actions">
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => board.dismiss(failure)}>
            {t("Never mind")}
          </button>
          {failure.retriable && (
            <button type="button" class="codio-button codio-button--tiny" onClick={() => void board.retry(failure)}>
              {t("Try again")}
            </button>
          )}
        </div>
      </div>
    </div>
  ));
}

/** The words that would be lost. */
function textOf(board: Board, { command }: Failure): string {
  if (command.type === "add_note" || command.type === "edit_note") {
    const content = command.content;
    if (content.type === "action") return [content.action, content.actor].filter(Boolean).join(" · ");
    return [board.content.valueName(content.value), content.why].filter(Boolean).join(" · ");
  }
  if (command.type === "put_item") return itemText(command.content);
  return command.type === "choose_note" ? (command.reason ?? "") : "";
}

function itemText(content: ItemContent): string {
  switch (content.type) {
    case "joint_action":
      return [content.action, content.actor, content.consideration].filter(Boolean).join(" · ");
    case "accent_answer":
      return content.why;
    case "research_verdict":
      return content.reason;
    default:
      return "text" in content ? content.text : "";
  }
}
