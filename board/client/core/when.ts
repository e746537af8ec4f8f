// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Dates and times as this room writes them, whatever the device would do. */

/** In English the British way: 14:35 and 1 December, for nobody here has an "am" or "pm". */
export function dateFormat(language: string, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, how);
}
