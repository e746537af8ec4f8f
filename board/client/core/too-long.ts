// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What is pasted into a field and does not fit is kept, told, and not sent: `maxlength` would cut it off without a word. A field
 * says with `data-most` how many characters (as the server counts them: code points) may stand in it.
 */

/** More than this is cut off all the same: nobody pastes a book by mistake and keeps working on it. */
export const MAX_PASTED = 20_000;

/** How many characters of a text are too many; negative while there is room. */
export function tooMany(text: string, most: number): number {
  // Only a text that may be near its end is counted letter by letter: no letter takes more than two.
  return (text.length > most / 2 ? [...text].length : text.length) - most;
}
