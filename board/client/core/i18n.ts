// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Texts in the board's language. A msgid is the English sentence; a message that the catalogue lacks is shown in English.
 * Names in braces are filled in: `t("Moved to {column}", { column })`.
 */

import { endsItself } from "./sentences";

export type Fields = Readonly<{ [name: string]: string | number }>;
export type Catalogue = Readonly<{ [msgid: string]: string | readonly string[] }>;

let catalogue: ReadonlyMap<string, string | readonly string[]> = new Map();

/** Take this catalogue from now on. Call once, before the first view is drawn. */
export function setCatalogue(loaded: Catalogue): void {
  catalogue = new Map(Object.entries(loaded));
}

/** The sentence in the board's language. */
export function t(msgid: string, fields: Fields = {}): string {
  const found = find(msgid);
  return fill(typeof found === "string" ? found : msgid, fields);
}

/** The sentence for `n`; `{n}` is filled in by itself. Dutch and English have the same two forms: one, and all others. */
export function tn(one: string, many: string, n: number, fields: Fields = {}): string {
  const form = n === 1 ? 0 : 1;
  const found = find(one);
  const text = (Array.isArray(found) ? (found as readonly string[])[form] : undefined) ?? (form === 0 ? one : many);
  return fill(text, { n, ...fields });
}

function find(msgid: string): string | readonly string[] | undefined {
  return catalogue.get(msgid);
}

/** A full stop of ours after what ends its sentence itself is left out. The server has the same (board/rendering.py). */
function fill(text: string, fields: Fields): string {
  return text.replace(/\{(\w+)\}(\.(?=\s|$))?/g, (whole, name: string, stop = "") => {
    if (!(name in fields)) return whole;
    const said = String(fields[name]);
    return `${isolated(said)}${endsItself(said) ? "" : stop}`;
  });
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|\ud802|\ud803|\ud83a|\ud83b/;

/** Whether it holds letters that run from right to left. */
export function fromTheRight(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** Words that run from right to left, such as a name in Arabic, within a sentence that does not: they order no word around them. */
function isolated(text: string): string {
  return fromTheRight(text) ? `\u2068${text}\u2069` : text;
}
