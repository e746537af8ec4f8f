// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What was done last, and one button that takes it back. It stays until something else is done: no message that runs away. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Board } from "../../core/api";
import { Icon } from "../parts/Icon";

/** Take back what was done last, and tell how it went. */
export async function undoLast(board: Board): Promise<void> {
  const outcome = await board.undo();
  if (!outcome) return;
  if (outcome.done) board.announce.say(t("Undone"));
  else board.announce.alert(t("Not undone. {reason}", { reason: board.refusalText(outcome.failure.code) }));
}

export function UndoBar() {
  const board = useBoard();
  const offer = board.undoOffer.value;
  if (!offer) return null;
  return (
    <div class="codio-notice">
      <Icon name="check" />
      <span>{offer.label}.</span>
      <button type="button" class="codio-button codio-button--tiny" onClick={() => void undoLast(board)}>
        <Icon name="undo" />
        {t("Undo")}
      </button>
    </div>
  );
}
