// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Names of buttons of which there are many alike. */

/**
 * What stands on the button, and then what it is about: "Haal weg: Privacy". So who hears it knows which one it is, and who says to a
 * computer what stands there presses it (WCAG 2.5.3).
 */
export function named(words: string, about: string): string {
  return `${words}: ${about}`;
}
