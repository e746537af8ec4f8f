// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Script and framework in the board's language. */

import type { Former, FoundationId, Framework, Language, Leaf, MeasureSet, Script, TableRecord, Text, ValueRef } from "../protocol.gen";
import type { Content } from "./api";
import { FOUNDATIONS } from "./foundations";
import { t } from "./i18n";
import { breakLeaf } from "./overlay/planned";

/** What the content address serves. */
export interface LoadedContent {
  framework: Framework;
  script: Script;
  leaves: readonly Leaf[];
  /** What every break is; its id is how theirs begin. */
  pause: Leaf;
  measures: MeasureSet;
  perspectives: readonly { id: string; name: Text }[];
  former: Former | null;
  /** Accent values of the organisation's strategy that are not among the values of this workshop, by name. */
  accents_left: readonly string[];
  /** Which choice of values this is: a page with another one than the workshop's is one of before. */
  values_rev: number;
}

/** What is said in each language, the leading one among them. */
function byLanguage(said: Text): Readonly<Record<string, string>> {
  return { ...said.others, en: said.en, nl: said.nl };
}

/** What somebody reads who reads this language: in the leading one where it is not said in theirs. Nothing else asks which. */
export function textIn(language: Language, said: Text): string {
  return byLanguage(said)[language] ?? said.nl;
}

/** For the attribute `lang` of what `textIn` gives: left out where it is the reader's own language. */
export function readIn(language: Language, said: Text): Language | undefined {
  return language in byLanguage(said) ? undefined : "nl";
}

export function makeContent(loaded: LoadedContent, language: Language): Content {
  const { framework } = loaded;
  const values = new Map(framework.values.map((value) => [value.id, value]));
  const principles = new Map(framework.principles.map((principle) => [principle.id, principle]));
  const foundations = new Map(framework.foundations.map((foundation) => [foundation.id, foundation]));
  const leaves = new Map(loaded.leaves.map((leaf) => [leaf.id, leaf]));
  const text = (both: Text) => textIn(language, both);
  const principleOf = (ref: ValueRef) => principles.get(values.get(ref.value_id)?.principle ?? ref.principle_id);
  const byFoundation = [...framework.principles].sort((a, b) => FOUNDATIONS.indexOf(a.foundation) - FOUNDATIONS.indexOf(b.foundation));
  return {
    ...loaded,
    text,
    valueName(ref) {
      const value = values.get(ref.value_id);
      return value ? text(value.name) : ref.name;
    },
    valueDefinition(ref) {
      const value = values.get(ref.value_id);
      return value ? text(value.definition) : "";
    },
    principlesOf: (refs) => byFoundation.filter((principle) => refs.some((ref) => principleOf(ref) === principle)),
    foundationOf: (ref) => principleOf(ref)?.foundation ?? null,
    foundationName(id) {
      const foundation = foundations.get(id);
      return foundation ? text(foundation.name) : id;
    },
    leaf: (id) => leaves.get(id) ?? breakLeaf(loaded.pause, id),
  };
}

/** "Democratie", "Democratie 2" where several tables share it, "Democratie en Rechtsstaat". */
export function tableName(
  table: TableRecord,
  tables: readonly TableRecord[],
  foundationName: (id: FoundationId) => string,
): string {
  const names = table.foundations.map(foundationName);
  const last = names.at(-1) ?? "";
  const name = names.length > 1 ? t("{first} and {last}", { first: names.slice(0, -1).join(", "), last }) : last;
  const shared = tables.some((other) => other.id !== table.id && other.foundations[0] === table.foundations[0]);
  return shared ? `${name} ${table.number}` : name;
}

/** Whether both name the same value. */
export function sameValue(a: ValueRef, b: ValueRef): boolean {
  return a.value_id === b.value_id && a.principle_id === b.principle_id && a.name === b.name;
}
