// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The case form begins with what the organiser wrote about the case when the workshop was opened. */

import { MAX_CASE_FIELD_CHARACTERS } from "../../protocol.gen";

/** The whole text when it fits in `max` characters, else its beginning, up to the end of a paragraph, a sentence or a word. */
export function beginning(text: string, max = MAX_CASE_FIELD_CHARACTERS): string {
  if (text.length <= max) return text;
  const fits = text.slice(0, max);
  // A break in the first half would leave most of the row empty.
  const ends = [fits.lastIndexOf("\n\n"), Math.max(...[". ", "! ", "? "].map((end) => fits.lastIndexOf(end) + 1)), fits.lastIndexOf(" ")];
  const end = ends.find((at) => at > max / 2) ?? max;
  return fits.slice(0, end).trimEnd();
}
