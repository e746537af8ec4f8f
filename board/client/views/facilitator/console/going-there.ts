// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Going to the thing that a line is about: its tab opens, then what bears its name in `data-go`, and it has the focus. What opens by a
 * press, such as a form, is opened; a press that would do something is left to the facilitator.
 */

import { t } from "../../../core/i18n";
import type { Board } from "../../../core/api";
import { pickTab, tabNames, type DeskTab } from "./desk-tabs";

export interface Place {
  /** Null for what stands beside the tabs. */
  tab: DeskTab | null;
  /** A word of `data-go`; the first that bears it is meant. */
  thing: string;
  /** It opens by a press. */
  opens: boolean;
}

const FIELDS = "input, textarea, select, button";

export function goThere(board: Board, { tab, thing, opens }: Place): void {
  if (tab) pickTab(board, tab);
  afterDrawing(() => {
    const found = document.querySelector<HTMLElement>(`[data-go~="${thing}"]`);
    if (!found) {
      const button = tab && document.getElementById(`tab-${tab}`);
      if (button) button.focus();
      board.announce.say(tab ? t("{tab} is open. It is not here any more.", { tab: tabNames()[tab] }) : t("It is not here any more."));
      return;
    }
    found.scrollIntoView({ block: "center" });
    (found.matches(FIELDS) ? found : (found.querySelector<HTMLElement>(FIELDS) ?? found)).focus();
    if (!opens || !(found instanceof HTMLButtonElement)) return;
    found.click();
    // A long form opens at its beginning; what is meant may stand further on.
    afterDrawing(() => document.querySelector<HTMLElement>(`[data-go-on~="${thing}"]`)?.querySelector<HTMLElement>(FIELDS)?.focus());
  });
}

function afterDrawing(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act));
}
