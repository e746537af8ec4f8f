// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What was done last, and one button that takes it back. It stays until something else is done: no message that runs away. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Board } from "../../core/api";
import { Icon } from "../parts/Icon";

/** Take back what was done last, and tell how it went. */
export async function undoLast(board: Board): Promise<void> {
  const target = board.undoTarget.peek();
  if (target && !target.inverse) {
    board.announce.alert(t("A step is not taken back with this button. Go to the step that you want in the script."));
    return;
  }
  const outcome = await board.undo();
  if (!outcome) return;
  if (outcome.done) board.announce.say(t("Undone"));
  else board.announce.alert(t("Not undone. {reason}", { reason: board.refusalText(outcome.failure.code) }));
}

/** Do again what was taken back, and tell how it went. */
export async function redoLast(board: Board): Promise<void> {
  const label = board.undone.peek()?.label ?? "";
  const outcome = await board.redo();
  if (!outcome) return;
  if (outcome.done) board.announce.say(label);
  else board.announce.alert(t("Not done again. {reason}", { reason: board.refusalText(outcome.failure.code) }));
}

export function UndoBar() {
  const board = useBoard();
  const offer = board.undoOffer.value;
  const undone = board.undone.value;
  if (undone) {
    return (
      <div class="codio-notice">
        <Icon name="undo" />
        <span>{t("Taken back: {what}.", { what: undone.label })}</span>
        <button type="button" class="codio-button codio-button--tiny" onClick={() => void redoLast(board)}>
          {t("Do it again")}
        </button>
        {offer && (
          <button type="button" class="codio-button codio-button--tiny" aria-label={t("Undo: {what}", { what: offer.label })} onClick={() => void undoLast(board)}>
            <Icon name="undo" />
            <span>
              {t("Undo")}
              <span class="codio-notice__what">: {offer.label}</span>
            </span>
          </button>
        )}
      </div>
    );
  }
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
