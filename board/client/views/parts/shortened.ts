// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A sentence with the names that people typed in it, cut in its middle: its beginning says what it is about, its end what was done. */

/** How much of it is kept of the end. */
const END_PART = 0.4;

/** At most `most` characters, cut between words where there are any. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  if (characters.length <= most) return text;
  const end = Math.round(most * END_PART);
  const begin = most - end - 1;
  const head = characters.slice(0, begin).join("");
  const tail = characters.slice(-end).join("");
  return `${head.replace(/\s+\S*$/, "")}… ${tail.replace(/^\S*\s+/, "")}`;
}
