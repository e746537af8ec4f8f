// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What a stage is made of, to be shown together or page by page. A piece carries `data-piece="<section>/<row>"`: pieces of one row
 * go together, and a section is kept on one page where that can be. `data-group` is what
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
    const key = keyOf(element);
    found.set(key, [...(found.get(key) ?? []), element]);
  }
  return inOrder([...found.keys()]).map((key) => ({ key, section: sectionOf(key), elements: found.get(key) ?? [] }));
}

/** What a piece says, but for those on sheets beside each other ([data-spread]): each page has as great a part of every sheet. */
function keyOf(element: HTMLElement): string {
  const said = element.dataset["piece"] ?? "";
  const sheet = element.closest("[data-spread] > *");
  if (!sheet) return said;
  const counts = [...(sheet.parentElement?.children ?? [])].map((one) => one.querySelectorAll("[data-piece]").length);
  const own = [...sheet.querySelectorAll("[data-piece]")];
  return `${sectionOf(said)}/${String(evenRow(own.indexOf(element), own.length, Math.max(...counts)))}`;
}

/** How many rows of the longest column go before the piece at place `at` of `own`: a short column lasts as long as a long one. */
export function evenRow(at: number, own: number, most: number): number {
  return Math.floor((at * most) / own);
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
 * Where each page begins. `fits(from, to)` says whether these units fit together on a page. A section that does not fit whole beside
 * what stands before it begins a page; one that needs several is spread over them evenly, and what follows stands beside its last part
 * only where there is room for it.
 */
export function pageStarts(sections: readonly string[], fits: (from: number, to: number) => boolean): readonly number[] {
  const starts: number[] = [];
  let from = 0;
  while (from < sections.length) {
    const ends = sections.lastIndexOf(sections[from] ?? "") + 1;
    const own = fullPages(from, ends, fits);
    const pages = evened(own, ends, fits) ?? own;
    starts.push(...pages);
    from = wholeSections(sections, pages.at(-1) ?? from, ends, fits);
  }
  return starts.length > 0 ? starts : [0];
}

/** Where the pages of these units begin when each is as full as it can be. */
function fullPages(from: number, ends: number, fits: (from: number, to: number) => boolean): readonly number[] {
  const found: number[] = [];
  for (let at = from; at < ends; ) {
    const begins = at;
    found.push(begins);
    at = largest(begins + 1, ends, (to) => fits(begins, to));
  }
  return found;
}

/** As many pages, with as many units on each as can be, if so few hold them; null when they do not. */
function evened(starts: readonly number[], ends: number, fits: (from: number, to: number) => boolean): readonly number[] | null {
  let from = starts[0] ?? 0;
  const found = [from];
  for (let left = starts.length; left > 1; left -= 1) {
    const begins = from;
    from = largest(begins + 1, begins + Math.ceil((ends - begins) / left), (to) => fits(begins, to));
    found.push(from);
  }
  return fits(from, ends) ? found : null;
}

/** Where the page ends that begins at `from` and holds all up to `ends`: after as many whole sections more as fit on it. */
function wholeSections(sections: readonly string[], from: number, ends: number, fits: (from: number, to: number) => boolean): number {
  const most = largest(ends, sections.length, (to) => fits(from, to));
  return most < sections.length ? Math.max(ends, sections.indexOf(sections[most] ?? "")) : most;
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
