// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Finds values by what people type: accents, capitals and doubled letters do not matter, other words for a value count too. */

import { textIn } from "../../core/content";
import type { Framework, FoundationId, Language, Principle, Value } from "../../protocol.gen";

/** Which part of a text matched: from `start` up to `end`. */
export interface Mark {
  start: number;
  end: number;
}

export interface FoundValue {
  value: Value;
  principle: Principle;
  /** Where the name matched; null when another word did, or nothing was asked. */
  inName: Mark | null;
  /** The other word that matched, with its place. */
  synonym: { text: string; mark: Mark } | null;
}

/** Every value that fits `query`, the best first; all values in their own order for an empty query. */
export function searchValues(framework: Framework, language: Language, query: string): readonly FoundValue[] {
  const asked = ask(query);
  const ranked: { rank: number; found: FoundValue }[] = [];
  for (const value of framework.values) {
    const principle = framework.principles.find((one) => one.id === value.principle);
    if (!principle) continue;
    const foundation = framework.foundations.find((one) => one.id === principle.foundation);
    const inName = asked.plain ? match(textIn(language, value.name), asked) : null;
    if (!asked.plain || inName) {
      ranked.push({ rank: inName ? (inName.start === 0 ? 0 : 1) : 0, found: { value, principle, inName, synonym: null } });
      continue;
    }
    const words = language === "en" ? value.synonyms_en : value.synonyms_nl;
    const marked = words.map((text) => ({ text, mark: match(text, asked) })).find((one) => one.mark !== null);
    if (marked?.mark) {
      const synonym = { text: marked.text, mark: marked.mark };
      ranked.push({ rank: marked.mark.start === 0 ? 2 : 3, found: { value, principle, inName: null, synonym } });
    } else if (match(textIn(language, principle.name), asked) || (foundation && match(textIn(language, foundation.name), asked))) {
      ranked.push({ rank: 4, found: { value, principle, inName: null, synonym: null } });
    }
  }
  // Sorting is stable: within a rank the framework's own order stays.
  return ranked.sort((a, b) => a.rank - b.rank).map((one) => one.found);
}

/** The found values of the reader's own foundations, and the others. */
export function ownAndOther(
  found: readonly FoundValue[],
  own: readonly FoundationId[],
): { own: readonly FoundValue[]; other: readonly FoundValue[] } {
  const isOwn = (one: FoundValue) => own.includes(one.principle.foundation);
  return { own: found.filter(isOwn), other: found.filter((one) => !isOwn(one)) };
}

/** A row of the list: a value, or "another value, namely…" under a principle, or under one of several that have no values. */
export type PickerRow = { value: FoundValue; principle?: never; also?: never } | { value?: never; principle: Principle; also?: readonly Principle[] };

/** Rows of one foundation; `from` is the number of the first in the whole list. */
export interface PickerRows {
  foundation: FoundationId;
  rows: readonly PickerRow[];
  from: number;
}

/** What was found, per foundation in the order in which they come up. */
export function byFoundation(found: readonly FoundValue[]): readonly PickerRows[] {
  const ids = [...new Set(found.map((one) => one.principle.foundation))];
  return numbered(ids.map((foundation) => [foundation, found.filter((one) => one.principle.foundation === foundation).map((value) => ({ value }))]));
}

/**
 * Everything of these foundations in the framework's own order, with a row for a value of one's own under every principle: also where an
 * organisation brought values of its own and none for that principle, or for the whole foundation (DOM-01).
 */
export function withOwnValues(framework: Framework, own: readonly FoundationId[]): readonly PickerRows[] {
  const under = (principle: Principle): readonly PickerRow[] => [
    ...framework.values
      .filter((value) => value.principle === principle.id)
      .map((value) => ({ value: { value, principle, inName: null, synonym: null } })),
    { principle },
  ];
  // Where an organisation brought none for several principles of a foundation, one row is enough: the form asks under which.
  const all = (id: FoundationId): readonly PickerRow[] => {
    const principles = framework.principles.filter((one) => one.foundation === id);
    const bare = principles.filter((one) => !framework.values.some((value) => value.principle === one.id));
    const [first, ...also] = bare;
    const rows = principles.filter((one) => !bare.includes(one)).flatMap(under);
    return first ? [...rows, also.length > 0 ? { principle: first, also } : { principle: first }] : rows;
  };
  const foundations = framework.foundations.map((one) => one.id).filter((id) => own.includes(id));
  return numbered(foundations.map((id) => [id, all(id)]));
}

function numbered(groups: readonly (readonly [FoundationId, readonly PickerRow[]])[]): readonly PickerRows[] {
  let from = 0;
  return groups.map(([foundation, rows]) => {
    const group = { foundation, rows, from };
    from += rows.length;
    return group;
  });
}

/** What is looked for: as it was typed, and with doubled letters once. */
interface Asked {
  plain: string;
  folded: string;
}

/** Fewer letters than this say nothing once they are folded: "zzzz" would be every word with a z. */
const LEAST_FOLDED = 3;

function ask(query: string): Asked {
  const plain = fold(query.trim(), false).text;
  const words = plain.split(/\s+/u).map((word) => {
    const once = fold(word, true).text;
    return once.length < LEAST_FOLDED ? word : once;
  });
  return { plain, folded: words.join(" ") };
}

function match(text: string, asked: Asked): Mark | null {
  return find(text, fold(text, false), asked.plain) ?? find(text, fold(text, true), asked.folded);
}

function find(text: string, folded: Folded, asked: string): Mark | null {
  const at = folded.text.indexOf(asked);
  if (at < 0) return null;
  return { start: folded.at[at] ?? 0, end: folded.at[at + asked.length] ?? text.length };
}

interface Folded {
  text: string;
  /** Each letter's place in the text. */
  at: readonly number[];
}

/** Small letters without accents; with `once` doubled letters once ("rechtstaat" is then "rechtsstaat"). */
function fold(text: string, once: boolean): Folded {
  let folded = "";
  const at: number[] = [];
  let place = 0;
  for (const letter of text) {
    const plain = letter.normalize("NFD").replace(/\p{M}|-/gu, "").toLowerCase();
    if (plain && !(once && folded.endsWith(plain))) {
      for (let n = 0; n < plain.length; n += 1) at.push(place);
      folded += plain;
    }
    place += letter.length;
  }
  return { text: folded, at };
}
