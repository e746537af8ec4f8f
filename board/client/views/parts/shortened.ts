// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A sentence with the names that people typed in it, cut in its middle: its beginning says what it is about, its end what was done. */

/** How much of it is kept of the end. */
const END_PART = 0.4;

/** Beginning, middle and end, with what stands between them at the seams; the middle is empty where all of it is at most `most` characters. */
export function cut(text: string, most: number): readonly [string, string, string] {
  const characters = [...text];
  if (characters.length <= most) return [text, "", ""];
  const end = Math.round(most * END_PART);
  const head = characters.slice(0, most - end - 1).join("").replace(/\S*$/, "");
  const tail = characters.slice(-end).join("").replace(/^\S*/, "");
  return [head, text.slice(head.length, text.length - tail.length), tail];
}

/** The same as one text. */
export function shortened(text: string, most: number): string {
  const [head, middle, tail] = cut(text, most);
  return middle ? `${head.trimEnd()}…${tail}` : text;
}
