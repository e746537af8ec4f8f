// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Ctrl+Enter, or Cmd+Enter, in any field of a form sends it: without walking through all that stands between the words and the button. */

import { isComposing } from "./focus";

export function sendByKey(root: HTMLElement): void {
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || isComposing(event)) return;
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) || !field.form) return;
    event.preventDefault();
    // Held down it repeats: once is meant.
    if (!event.repeat) field.form.requestSubmit();
  });
}
