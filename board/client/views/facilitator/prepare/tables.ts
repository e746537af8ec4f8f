// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Tables as they are typed: names as lines, foundations as boxes. Pure. */

import { FOUNDATIONS } from "../../../core/foundations";
import { MAX_EXPECTED, MAX_NAME_CHARACTERS, MAX_TABLES } from "../../../protocol.gen";
import type { FoundationId, PreparedTable, TableRecord } from "../../../protocol.gen";

export interface TypedTable {
  foundations: readonly FoundationId[];
  /** A name a line. */
  names: string;
  perspectives: readonly string[];
}

/** What a form may hold of names: all of them, each on a line of its own. */
export const MAX_NAMES_CHARACTERS = MAX_EXPECTED * (MAX_NAME_CHARACTERS + 1);

export function asTyped(tables: readonly PreparedTable[]): readonly TypedTable[] {
  return tables.map(({ foundations, names, perspectives }) => ({ foundations, names: names.join("\n"), perspectives }));
}

export function asPrepared(tables: readonly TypedTable[]): readonly PreparedTable[] {
  return tables.map(({ foundations, names, perspectives }) => ({ foundations, names: namesIn(names), perspectives }));
}

/** Names between commas or lines, as many and as long as a table has. */
export function namesIn(text: string): readonly string[] {
  const names = text.split(/[\n,;]/).map((name) => name.trim().slice(0, MAX_NAME_CHARACTERS));
  return [...new Set(names.filter((name) => name !== ""))].slice(0, MAX_EXPECTED);
}

/** So many tables: those that there are stay, new ones take the foundations in turn. Fewer than three share them. */
export function withCount(tables: readonly TypedTable[], count: number): readonly TypedTable[] {
  const most = Math.min(Math.max(1, count), MAX_TABLES);
  if (most < FOUNDATIONS.length || tables.length < FOUNDATIONS.length) {
    const own = (at: number) => FOUNDATIONS.filter((_, place) => (most < FOUNDATIONS.length ? place % most === at : place === at % FOUNDATIONS.length));
    return Array.from({ length: most }, (_, at) => ({ names: "", perspectives: [], ...tables[at], foundations: own(at) }));
  }
  const more = Array.from({ length: Math.max(0, most - tables.length) }, (_, at): TypedTable => {
    const next = FOUNDATIONS[(tables.length + at) % FOUNDATIONS.length];
    return { foundations: next ? [next] : [], names: "", perspectives: [] };
  });
  return [...tables.slice(0, most), ...more];
}

/** What was ever typed in this form: tables that a lower number cut off, and the foundations of tables that had to share. */
export function remembering(former: readonly TypedTable[], tables: readonly TypedTable[]): readonly TypedTable[] {
  const kept = tables.map((table, at) => (tables.length < FOUNDATIONS.length ? { ...table, foundations: former[at]?.foundations ?? table.foundations } : table));
  return [...kept, ...former.slice(tables.length)];
}

/** The tables as they would be called: each counted among those of the same first foundation. */
export function asRecords(tables: readonly TypedTable[]): readonly TableRecord[] {
  return tables.map(({ foundations }, at) => {
    const number = tables.slice(0, at + 1).filter((one) => one.foundations[0] === foundations[0]).length;
    return { type: "table", id: String(at), foundations, number, people: 0 };
  });
}

/** The foundations that have no table. */
export function withoutTable(tables: readonly TypedTable[]): readonly FoundationId[] {
  return FOUNDATIONS.filter((foundation) => !tables.some((table) => table.foundations.includes(foundation)));
}

/** The boxes with one more or less, in the usual order. */
export function toggled<T>(all: readonly T[], picked: readonly T[], one: T): readonly T[] {
  return all.filter((each) => (each === one ? !picked.includes(one) : picked.includes(each)));
}
