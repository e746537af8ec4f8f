// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What was done last and the way to take it back, in a place that is always kept free for it, so that nothing moves when it comes. The
 * button says what it takes back, however long ago that was; why it could not be stands beside it. Ctrl+Z does the same.
 */

import { useEffect, useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Undoable } from "../../core/undo/undo";
import { Icon } from "../parts/Icon";
import { cut, shortened } from "../parts/shortened";
import { askedBack, notUndone, redoLast, stepBefore, undoLast } from "../sending/take-back";
import { Dialog } from "./console/Dialog";
import { GoingLine } from "./script/GoingLine";

/** What stands in three lines beside the tabs; names that people typed can be longer, and are then cut in their middle. */
const MOST_CHARACTERS = 64;

export function UndoPlace() {
  const board = useBoard();
  const run = board.run.value?.id ?? "";
  const here = useRef(run);
  useEffect(() => {
    if (here.current !== run) board.dropUndo();
    here.current = run;
  }, [run]);
  const target = board.undoTarget.value;
  const undone = board.undone.value;
  const refused = notUndone.value?.at === target ? notUndone.value?.words : "";
  return (
    <>
    <div class="codio-desk__undo">
      {refused && (
        <p class="codio-desk__refused">
          <Icon name="alarm" />
          <span>{refused}</span>
        </p>
      )}
      {!refused && undone && (
        <>
          <span>{t("Taken back: {what}.", { what: shortened(undone.label, MOST_CHARACTERS) })}</span>
          <button type="button" class="codio-button codio-button--tiny" onClick={() => void redoLast(board)}>
            {t("Do it again")}
          </button>
        </>
      )}
      {target && <UndoButton target={target} fresh={board.undoOffer.value === target && !undone} />}
    </div>
    {askedBack.value && (
      <Dialog title={t("Back to an earlier step")} onClose={() => (askedBack.value = null)}>
        <GoingLine leaf={askedBack.value} onDone={() => (askedBack.value = null)} />
      </Dialog>
    )}
    </>
  );
}

/** `fresh`: it was done just now. What cannot be taken back has no button. */
function UndoButton({ target, fresh }: { target: Undoable; fresh: boolean }) {
  const board = useBoard();
  const before = stepBefore(board);
  if (!target.inverse && !before) return null;
  const words = before ? t("Back to “{step}”…", { step: board.content.text(before.title) }) : t("Undo: {what}", { what: target.label });
  const [begin, middle, end] = cut(words, MOST_CHARACTERS);
  return (
    <button
      type="button"
      class={`codio-button codio-button--tiny${fresh ? "" : " codio-button--line"}`}
      aria-keyshortcuts="Control+Z"
      title={middle ? words : undefined}
      onClick={() => void undoLast(board)}
    >
      <Icon name="undo" />
      <span>
        {begin}
        {middle && (
          <>
            <span class="codio-visually-hidden">{middle}</span>
            <span aria-hidden="true">…</span>
          </>
        )}
        {end}
      </span>
    </button>
  );
}
