// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * "Ongedaan maken": takes back what this console did last, however long ago, step by step. Ctrl+Z does the same. Right after something
 * was done the notice that says so has this button.
 */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { undoLast } from "../sending/UndoBar";

export function UndoButton() {
  const board = useBoard();
  const target = board.undoTarget.value;
  if (!target || board.undoOffer.value || board.undone.value) return null;
  return (
    <button
      type="button"
      class="codio-button codio-button--line codio-button--tiny"
      aria-keyshortcuts="Control+Z"
      title={t("Take back what you did last (Ctrl+Z)")}
      onClick={() => void undoLast(board)}
    >
      <Icon name="undo" />
      {target.inverse ? t("Undo: {what}", { what: target.label }) : t("Undo")}
    </button>
  );
}
