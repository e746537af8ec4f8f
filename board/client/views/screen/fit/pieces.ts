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
 * stands before it begins a page; one that needs several pages is spread over them as evenly as they hold it.
 */
export function pageStarts(sections: readonly string[], fits: (from: number, to: number) => boolean): readonly number[] {
  const starts: number[] = [];
  let from = 0;
  while (from < sections.length) {
    const own = fullPages(sections, from, fits);
    const pages = own.length > 2 ? (evened(own, fits) ?? own) : own;
    starts.push(...pages.slice(0, -1));
    from = pages.at(-1) ?? sections.length;
  }
  return starts.length > 0 ? starts : [0];
}

/** Where the page begins that begins here, and ends; when its section needs several, where each of those begins, and the last one ends. */
function fullPages(sections: readonly string[], from: number, fits: (from: number, to: number) => boolean): readonly number[] {
  const ends = sections.lastIndexOf(sections[from] ?? "") + 1;
  const found = [from];
  for (let at = from; at < ends; ) {
    const most = largest(at + 1, sections.length, (to) => fits(at, to));
    const begins = sections.indexOf(sections[most] ?? "");
    at = most < sections.length && begins > at ? begins : most;
    found.push(at);
  }
  return found;
}

/** The same pages with as many units on each as can be, if so few hold them; null when they do not. */
function evened(starts: readonly number[], fits: (from: number, to: number) => boolean): readonly number[] | null {
  const end = starts.at(-1) ?? 0;
  let from = starts[0] ?? 0;
  const found = [from];
  for (let left = starts.length - 1; left > 1; left -= 1) {
    const begins = from;
    from = largest(begins + 1, begins + Math.ceil((end - begins) / left), (to) => fits(begins, to));
    found.push(from);
  }
  return fits(from, end) ? [...found, end] : null;
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
