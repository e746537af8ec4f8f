// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Where Dutch words may break; a file of its own, fetched when a word needs it. The patterns know the joints of most words that are made
 * of several ("wijk-agent"); where the next one begins with a vowel they may take the last letter of the one before along, or
 * leave a letter by itself ("centru-m-automatisering").
 */

import { hyphenateSync as byPatterns } from "hyphen/nl";

const SOFT = "\u00ad";
const VOWEL = /[aeiouyà-æè-ïò-öø-ý]/iu;
/** What begins with a vowel, is often the last of several, and went wrong with the patterns alone. */
const LAST = /^(.{3,})(automatisering|ethiek|evaluatie|identiteit|eigenaar)/iu;

/** Soft hyphens between syllables, also where two words were made one. */
export function hyphenateSync(word: string): string {
  const [, before, last] = LAST.exec(word) ?? [];
  if (before && last) return `${hyphenateSync(before)}${SOFT}${byPatterns(word.slice(before.length))}`;
  // A syllable has a vowel: letters that are left without one belong to the syllable before them.
  return byPatterns(word)
    .split(SOFT)
    .reduce((found, piece) => (found === "" || VOWEL.test(piece) ? `${found}${found && SOFT}${piece}` : found + piece), "");
}
