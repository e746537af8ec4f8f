// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How people come in: the addresses that the page itself knows. */

import { at } from "../../core/at";

/** Whether the page was drawn with this code. It changes when the facilitator makes another one. */
export function isDrawnCode(code: string): boolean {
  return !code || document.getElementById("board")?.dataset["code"] === code;
}

/** The whole address where participants join. */
export function joinLink(code: string): string {
  const drawn = document.getElementById("board")?.dataset["joinUrl"] || location.origin + at(`/w/${code}`);
  return isDrawnCode(code) ? drawn : new URL(code, drawn).href;
}

/** What people type by hand before they type the words of the code: no scheme, no path but the one below which the board stands. */
export function joinAddress(): string {
  return new URL(joinLink(""), location.href).host + at("");
}
