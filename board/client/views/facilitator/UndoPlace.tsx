// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What was done last and the way to take it back, in a place that is always kept free for it and takes no more, so that nothing moves
 * when it comes. The button says what it takes back, however long ago that was; what was taken back just now is offered beside it; why it
 * could not be stands there too. Ctrl+Z does the same.
 */

import { useEffect, useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Undoable } from "../../core/undo/undo";
import { Icon } from "../parts/Icon";
import { cut } from "../parts/shortened";
import { askedBack, redoLast, stepBefore, undoLast } from "../sending/take-back";
import { useTakenBack } from "../sending/useTakenBack";
import { Dialog } from "./console/Dialog";
import { GoingLine } from "./script/GoingLine";

/** What stands in three lines of a button; names that people typed can be longer. Their middle then shows while the button is pointed at or has the focus. */
const MOST_CHARACTERS = 96;

export function UndoPlace() {
  const board = useBoard();
  const run = board.run.value?.id ?? "";
  const here = useRef(run);
  useEffect(() => {
    if (here.current !== run) board.leaveStep();
    here.current = run;
  }, [run]);
  const { target, undone, offer, refused, seen, place, press } = useTakenBack();
  return (
    <>
    <div class="codio-desk__undo" ref={place}>
      {refused && (
        <p class="codio-desk__refused">
          <Icon name="alarm" />
          <span>{refused}</span>
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={seen}>
            {t("Seen")}
          </button>
        </p>
      )}
      {!refused && undone && (
        <LastButton words={t("Do it again: {what}", { what: undone.label })} fresh press={() => press(() => redoLast(board))} />
      )}
      {/* Nothing older comes under the finger that was refused. */}
      {!refused && target && <UndoButton target={target} fresh={offer === target && !undone} press={() => press(() => undoLast(board))} />}
    </div>
    {askedBack.value && (
      <Dialog title={t("Back to an earlier step")} onClose={() => (askedBack.value = null)}>
        <GoingLine leaf={askedBack.value} onDone={() => (askedBack.value = null)} />
      </Dialog>
    )}
    </>
  );
}

interface UndoButtonProps {
  target: Undoable;
  /** It was done just now. */
  fresh: boolean;
  press(): void;
}

/** What cannot be taken back has no button. */
function UndoButton({ target, fresh, press }: UndoButtonProps) {
  const board = useBoard();
  const before = stepBefore(board);
  if (!target.inverse && !before) return null;
  const words = before ? t("Back to “{step}”…", { step: board.content.text(before.title) }) : t("Undo: {what}", { what: target.label });
  return <LastButton words={words} fresh={fresh} back press={press} />;
}

interface LastButtonProps extends Omit<UndoButtonProps, "target"> {
  words: string;
  /** It takes back; else it does again. */
  back?: boolean;
}

function LastButton({ words, fresh, back = false, press }: LastButtonProps) {
  const [begin, middle, end] = cut(words, MOST_CHARACTERS);
  return (
    <button
      type="button"
      class={`codio-button codio-button--tiny${fresh ? "" : " codio-button--line"}`}
      aria-keyshortcuts={back ? "Control+Z" : "Control+Shift+Z"}
      title={words}
      onClick={press}
    >
      {back && <Icon name="undo" />}
      <span class="codio-desk__words">
        {begin}
        {middle && (
          <>
            <span class="codio-visually-hidden codio-desk__middle">{middle}</span>
            <span class="codio-desk__dots" aria-hidden="true">…</span>
          </>
        )}
        {end}
      </span>
    </button>
  );
}
