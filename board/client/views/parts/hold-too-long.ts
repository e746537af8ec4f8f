// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** No form is sent of which a field is too full (core/too-long.ts). */

import { tooMany } from "../../core/too-long";

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The first field of a form in which more stands than fits. */
function tooLongIn(form: HTMLFormElement): TextField | undefined {
  return [...form.querySelectorAll<TextField>("[data-most]")].find((field) => tooMany(field.value, Number(field.dataset.most)) > 0);
}

/** Send no form below `root` while a field of it is too full: the focus goes to that field, whose message says how much is too much. */
export function holdTooLong(root: HTMLElement, tell: (field: TextField) => void): void {
  root.addEventListener(
    "submit",
    (event) => {
      const field = event.target instanceof HTMLFormElement ? tooLongIn(event.target) : undefined;
      if (!field) return;
      event.preventDefault();
      event.stopPropagation();
      // It may stand in a part that is folded.
      for (let part = field.closest("details"); part; part = part.parentElement?.closest("details") ?? null) part.open = true;
      field.focus();
      tell(field);
    },
    true,
  );
}
