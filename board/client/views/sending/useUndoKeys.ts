// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Ctrl+Z (or Cmd+Z) takes back one's own last change, with Shift does it again, outside fields: in a field it belongs to the words.
 * Why something could not be taken back goes with the step in which that was said. Call once per page.
 */

import { useEffect } from "preact/hooks";
import { useBoard } from "../../core/context";
import { notUndone, redoLast, takingBack, undoLast } from "./take-back";

export function useUndoKeys(): void {
  const board = useBoard();
  const run = board.run.value?.id ?? "";
  useEffect(() => {
    notUndone.value = null;
  }, [run]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (isField(event.target) || !(event.shiftKey ? board.undone.peek() : board.canUndo.peek())) return;
      event.preventDefault();
      // As the buttons: what is next is known only when the server has answered.
      if (takingBack.peek()) return;
      void (event.shiftKey ? redoLast(board) : undoLast(board));
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [board]);
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable) return true;
  return target instanceof HTMLInputElement && !["button", "checkbox", "radio", "submit", "reset"].includes(target.type);
}
