// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A sentence with the names that people typed in it, cut in its middle: its beginning says what it is about, its end what was done. */

/** How much of it is kept of the end. */
const END_PART = 0.4;
/** A longer piece of a word than this stands rather than that all of it goes. */
const PIECE = 8;

/** Beginning, middle and end, with what stands between them at the seams; the middle is empty where all of it is at most `most` characters. */
export function cut(text: string, most: number): readonly [string, string, string] {
  const characters = [...text];
  if (characters.length <= most) return [text, "", ""];
  const end = Math.round(most * END_PART);
  const head = characters.slice(0, most - end - 1).join("").replace(/(^|\s)(\S*)$/, (all: string, before: string, piece: string) => (piece.length > PIECE ? all : before));
  const tail = characters.slice(-end).join("").replace(/^\S*(?=\s)/, (piece: string) => (piece.length > PIECE ? piece : ""));
  return [head, text.slice(head.length, text.length - tail.length), tail];
}
