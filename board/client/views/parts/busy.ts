// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whether somebody is in the midst of something that a page which is drawn anew would take away: then the page waits with it. */

import { isTyping } from "./focus";

/** A dialog, an open menu, what was changed and is not stored yet, a form in which somebody is. */
const OPEN = "dialog[open], .codio-menu, [data-unsaved], form:focus-within";

export function isBusy(): boolean {
  return isTyping() || document.querySelector(OPEN) !== null;
}
