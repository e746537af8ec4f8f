// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The overview: every note in the window at once, where that can be, and each as wide as that leaves it. */

import { useLayoutEffect } from "preact/hooks";
import type { RefObject } from "preact";

/** A note is no narrower than this. */
const NARROWEST_REM = 7;
/** The gap between notes, as the style sheet has it. */
const GAP_PX = 3;
/** A column with few notes has room for its name. */
const NAME_REM = 9;

/** `counts`: how many stacks each column holds, in their order. Off, it does nothing. */
export function useOverview(root: RefObject<HTMLElement | null>, on: boolean, counts: readonly number[]): void {
  const known = counts.join(" ");
  useLayoutEffect(() => {
    const columns = root.current;
    if (!on || !columns) return;
    const lay = (): void => layOut(columns, counts);
    const sizes = new ResizeObserver(lay);
    sizes.observe(columns);
    // Words that got soft hyphens, or that somebody changed, need other lines than when it was laid.
    for (const notes of columns.querySelectorAll(":scope > [data-column] > ul")) sizes.observe(notes);
    lay();
    return () => {
      sizes.disconnect();
      columns.style.removeProperty("--codio-widths");
    };
  }, [on, known]);
}

/**
 * So many notes side by side in each column that the longest column is as short as it can be with `total` in all; one at least in each.
 */
export function across(counts: readonly number[], total: number): readonly number[] {
  const given = counts.map(() => 1);
  for (let left = total - counts.length; left > 0; left -= 1) {
    const rows = counts.map((count, at) => count / (given[at] ?? 1));
    const longest = rows.indexOf(Math.max(...rows));
    given[longest] = (given[longest] ?? 1) + 1;
  }
  return given;
}

/** As few side by side as show all, so that each has the most room for its words. */
function layOut(columns: HTMLElement, counts: readonly number[]): void {
  const sheets = [...columns.querySelectorAll<HTMLElement>(":scope > [data-column]")];
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const most = Math.max(counts.length, Math.floor(columns.clientWidth / (NARROWEST_REM * rem + GAP_PX)));
  for (let total = counts.length; total <= most; total += 1) {
    const given = across(counts, total);
    columns.style.setProperty("--codio-widths", given.map((one) => `minmax(${NAME_REM}rem, ${one}fr)`).join(" "));
    sheets.forEach((sheet, at) => sheet.style.setProperty("--codio-across", `${given[at] ?? 1}`));
    if (sheets.every((sheet) => sheet.scrollHeight <= sheet.clientHeight)) return;
  }
}
