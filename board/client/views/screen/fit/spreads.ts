// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * How many values stand beside each other on the sheet of each foundation, and so how wide that sheet is: all need about as many rows,
 * and one without a value gives its room away. The same rule as on paper (board/spreads.py).
 */

/** Of all foundations together; more would make names too small. */
const MOST_ABREAST = 6;

/** How much larger values may be than those of another foundation, the largest first: more would say that they count for more. */
const GROWN = [1.4, 1.3, 1.2, 1.1] as const;
/** What is left of a sheet, of its height, from which it is worth it. */
const WORTH_FILLING = 0.15;

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
    this.group.style.gridTemplateColumns = wide.map((abreast) => `minmax(0, ${String(abreast)}fr)`).join(" ");
    this.sheets.forEach((sheet, at) => {
      const abreast = spread?.[at] ?? 1;
      sheet.style.removeProperty("--codio-sheet-fit");
      sheet.classList.toggle("codio-poster__sheet--bare", abreast === 0);
      sheet.style.setProperty("--codio-sheet-columns", `repeat(${String(Math.max(1, abreast))}, minmax(0, 1fr))`);
    });
  }

  /** Lets the values of a foundation that has few grow into the room that the others make for it. Reads the page: last of all. */
  fill(): void {
    const { group } = this;
    if (!group) return;
    const high = group.offsetHeight;
    for (const sheet of this.sheets) {
      if (sheet.hidden || spareOf(sheet) < WORTH_FILLING) continue;
      const names = [...sheet.querySelectorAll<HTMLElement>("[data-whole]")];
      const held = names.map((name) => name.style.getPropertyValue("--codio-held"));
      const before = names.map(letters);
      const fits = (size: number): boolean => {
        sheet.style.setProperty("--codio-sheet-fit", String(size));
        names.forEach((name, at) => keepWhole(name, held[at] ?? ""));
        return group.offsetHeight <= high && spareOf(sheet) >= 0 && names.every((name, at) => letters(name) >= (before[at] ?? 0));
      };
      if (GROWN.some(fits)) continue;
      sheet.style.removeProperty("--codio-sheet-fit");
      names.forEach((name, at) => name.style.setProperty("--codio-held", held[at] ?? ""));
    }
  }

  /** Values on each sheet, as far as this page shows them. */
  private counts(): readonly number[] {
    return this.sheets.map((sheet) => sheet.querySelectorAll("[data-piece]:not([hidden], .codio-poster__open)").length);
  }
}

/** What is left below the last value of a sheet, of its height. */
function spareOf(sheet: HTMLElement): number {
  const { bottom, height } = sheet.getBoundingClientRect();
  const last = Math.max(...[...sheet.children].map((one) => one.getBoundingClientRect().bottom));
  return (bottom - parseFloat(getComputedStyle(sheet).paddingBlockEnd) - last) / Math.max(1, height);
}

/** The size of its letters, in px. */
function letters(name: HTMLElement): number {
  return parseFloat(getComputedStyle(name).fontSize);
}

/** A name that would break grows less than what stands under it. */
function keepWhole(name: HTMLElement, held: string): void {
  name.style.setProperty("--codio-held", held);
  const share = name.clientWidth / Math.max(1, name.scrollWidth);
  if (share < 1) name.style.setProperty("--codio-held", (Number(held || 1) * (share - 0.01)).toFixed(3));
}
