// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * How many values stand beside each other on the sheet of each foundation, and so how wide that sheet is: all need about as many rows,
 * and one without a value gives its room away. The same rule as on paper (board/spreads.py).
 */

/** Of all foundations together; more would make names too small. */
const MOST_ABREAST = 6;

export type Spread = readonly number[];

/** Every spread worth trying for so many values in each foundation, the one with the widest papers first. */
export function spreads(counts: readonly number[]): readonly Spread[] {
  const most = Math.max(0, ...counts);
  if (most === 0) return [counts.map(() => 1)];
  const found: Spread[] = [];
  for (let rows = most; rows > 0; rows -= 1) {
    const spread = counts.map((count) => Math.ceil(count / rows));
    const wide = spread.reduce((sum, one) => sum + one, 0);
    if (String(found.at(-1)) !== String(spread) && (found.length === 0 || wide <= MOST_ABREAST)) found.push(spread);
  }
  return found;
}

/** The sheets of a stage, and what stands on them now. */
export class Sheets {
  private readonly group: HTMLElement | null;
  private readonly sheets: readonly HTMLElement[];

  constructor(stage: HTMLElement) {
    this.group = stage.querySelector<HTMLElement>("[data-spread]");
    this.sheets = [...(this.group?.children ?? [])].filter((one) => one instanceof HTMLElement);
  }

  /** What may be tried for what is shown now; with `even` first as it is when each foundation has its place, filled or not. */
  options(even: boolean): readonly (Spread | null)[] {
    if (!this.group) return [null];
    const counts = this.counts();
    const found = spreads(counts);
    const each = counts.map(() => 1);
    return even && counts.includes(0) ? [each, ...found.filter((one) => String(one) !== String(each))] : found;
  }

  /** Whether what is shown now can stand so: each value somewhere. */
  suits(spread: Spread | null): boolean {
    return this.counts().every((count, at) => count === 0 || (spread?.[at] ?? 0) > 0);
  }

  /** Null: as the style sheet says. */
  lay(spread: Spread | null): void {
    if (!this.group) return;
    const wide = spread?.filter((abreast, at) => abreast > 0 && !this.sheets[at]?.hidden) ?? [];
    // Under one alone the two without a value stand beside each other (poster.css).
    const columns = wide.length === 1 && this.sheets.every((sheet) => !sheet.hidden) ? [1, 1] : wide;
    this.group.style.gridTemplateColumns = columns.map((abreast) => `minmax(0, ${String(abreast)}fr)`).join(" ");
    this.sheets.forEach((sheet, at) => {
      const abreast = spread?.[at] ?? 1;
      sheet.classList.toggle("codio-poster__sheet--bare", abreast === 0);
      sheet.style.setProperty("--codio-sheet-columns", `repeat(${String(Math.max(1, abreast))}, minmax(0, 1fr))`);
    });
  }

  /** Values on each sheet, as far as this page shows them. */
  private counts(): readonly number[] {
    return this.sheets.map((sheet) => sheet.querySelectorAll("[data-piece]:not([hidden], .codio-poster__open)").length);
  }
}
