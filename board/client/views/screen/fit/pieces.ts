// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What a stage is made of, to be shown together or page by page. A piece carries `data-piece="<section>/<row>"`: pieces of one row
 * (the first value of each foundation) go together, and a section is kept on one page where that can be. `data-group` is what
 * goes with its pieces, such as a heading; with the value "keep" it leaves its place open. Pure but for the elements it reads.
 */

export interface Unit {
  key: string;
  section: string;
  elements: readonly HTMLElement[];
}

/** All pieces in the order in which they are shown: by section as they stand on the stage, then by row. */
export function unitsOf(stage: HTMLElement): readonly Unit[] {
  const found = new Map<string, HTMLElement[]>();
  for (const element of stage.querySelectorAll<HTMLElement>("[data-piece]")) {
    const key = element.dataset["piece"] ?? "";
    found.set(key, [...(found.get(key) ?? []), element]);
  }
  return inOrder([...found.keys()]).map((key) => ({ key, section: sectionOf(key), elements: found.get(key) ?? [] }));
}

/** "values/0" stands before "values/1", and both where the first of their section stands. */
export function inOrder(keys: readonly string[]): readonly string[] {
  const sections = [...new Set(keys.map(sectionOf))];
  return sections.flatMap((section) => keys.filter((key) => sectionOf(key) === section).sort((a, b) => rowOf(a) - rowOf(b)));
}

function sectionOf(key: string): string {
  return key.slice(0, key.lastIndexOf("/"));
}

function rowOf(key: string): number {
  return Number(key.slice(key.lastIndexOf("/") + 1));
}

/**
 * Where each page begins. `fits(from, to)` says whether these units fit together on a page. A section that does not fit beside what
 * stands before it begins a page; one that needs several pages is spread evenly over them.
 */
export function pageStarts(sections: readonly string[], fits: (from: number, to: number) => boolean): readonly number[] {
  const starts: number[] = [];
  let from = 0;
  while (from < sections.length) {
    starts.push(from);
    from = endOfPage(sections, from, fits);
  }
  return starts.length > 0 ? starts : [0];
}

function endOfPage(sections: readonly string[], from: number, fits: (from: number, to: number) => boolean): number {
  const most = largest(from + 1, sections.length, (to) => fits(from, to));
  if (most === sections.length) return most;
  const begins = sections.indexOf(sections[most] ?? "");
  const ends = sections.lastIndexOf(sections[most] ?? "") + 1;
  if (begins > from) return begins;
  const pages = Math.ceil((ends - from) / (most - from));
  return from + Math.ceil((ends - from) / pages);
}

/** The largest whole number from `least` on for which something holds, if it holds for all before it; `least` when for none. */
export function largest(least: number, most: number, holds: (n: number) => boolean): number {
  if (most <= least || holds(most)) return Math.max(least, most);
  let [yes, no] = [least, most];
  while (no - yes > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
