// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A modal dialog: the browser keeps the focus in it and gives it back; Esc closes it. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { speakWithin } from "../../parts/announce";

interface DialogProps {
  title: string;
  /** Room for a list or a table. */
  wide?: boolean;
  onClose(): void;
  children: ComponentChildren;
}

export function Dialog({ title, wide = false, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    const speakOutside = dialog.current && speakWithin(dialog.current);
    return () => {
      speakOutside?.();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class={`codio-dialog${wide ? " codio-dialog--wide" : ""}`} aria-labelledby="dialog-title" onClose={onClose}>
      <h2 class="codio-dialog__title" id="dialog-title">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
