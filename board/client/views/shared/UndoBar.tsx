// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What was done last, and one button that takes it back. It stays until something else is done: no message that runs away. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "./Icon";

export function UndoBar() {
  const board = useBoard();
  const offer = board.undoOffer.value;
  if (!offer) return null;
  const undo = async () => {
    const outcome = await board.undo();
    if (!outcome) return;
    if (outcome.done) board.announce.say(t("Undone"));
    else board.announce.alert(board.refusalText(outcome.failure.code));
  };
  return (
    <div class="codio-notice">
      <Icon name="check" />
      <span>{offer.label}.</span>
      <button type="button" class="codio-button codio-button--tiny" onClick={() => void undo()}>
        <Icon name="undo" />
        {t("Undo")}
      </button>
    </div>
  );
}
