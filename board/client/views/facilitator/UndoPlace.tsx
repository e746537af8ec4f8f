// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What was done last and the way to take it back, in a place that is always kept free for it, so that nothing moves when it comes. In
 * a step it tells only of that step; what was done before stays one press away. Ctrl+Z does the same.
 */

import { useEffect, useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { UndoBar, undoLast } from "../sending/UndoBar";

export function UndoPlace() {
  const board = useBoard();
  const run = board.run.value?.id ?? "";
  const here = useRef(run);
  useEffect(() => {
    if (here.current !== run) board.dropUndo();
    here.current = run;
  }, [run]);
  return (
    <div class="codio-desk__undo">
      {board.undone.value || board.undoOffer.value ? <UndoBar /> : <Earlier />}
    </div>
  );
}

function Earlier() {
  const board = useBoard();
  const target = board.undoTarget.value;
  if (!target) return null;
  return (
    <button
      type="button"
      class="codio-button codio-button--line codio-button--tiny"
      aria-keyshortcuts="Control+Z"
      title={t("Take back what you did last (Ctrl+Z)")}
      onClick={() => void undoLast(board)}
    >
      <Icon name="undo" />
      <span>{target.inverse ? t("Undo: {what}", { what: target.label }) : t("Undo")}</span>
    </button>
  );
}
