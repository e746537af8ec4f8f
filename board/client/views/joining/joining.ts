// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How people come in: the addresses that the page itself knows. */

/** The whole address where participants join. */
export function joinLink(code: string): string {
  return document.getElementById("board")?.dataset["joinUrl"] || `${location.origin}/w/${code}`;
}

/** What people type by hand before they type the words of the code: no scheme, no path. */
export function joinAddress(): string {
  return new URL(joinLink(""), location.href).host;
}
