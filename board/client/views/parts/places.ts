// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The places of a page that can be jumped to, in the order in which they stand on it. Pure. */

export interface Place {
  /** Whose it is; an id may stand twice for a moment, while one view goes and the next comes. */
  key: object;
  /** Of the element that gets the focus. */
  id: string;
  name: string;
}

/** With one more, before the first that stands after it. */
export function entered(there: readonly Place[], place: Place, standsAfter: (other: Place) => boolean): readonly Place[] {
  const at = there.findIndex(standsAfter);
  return at < 0 ? [...there, place] : [...there.slice(0, at), place, ...there.slice(at)];
}

/** With another name for one of them, in its place; the same list when it has that name. */
export function renamed(there: readonly Place[], key: object, name: string): readonly Place[] {
  const old = there.find((one) => one.key === key);
  return !old || old.name === name ? there : there.map((one) => (one === old ? { ...one, name } : one));
}
