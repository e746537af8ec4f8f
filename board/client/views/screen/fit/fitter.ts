// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Makes the type of one stage as large as its room allows, and when even the smallest that can be read from the last row does not
 * fit, shows it page by page. All sizes in the style sheets of the projector are those of the smallest type, times --codio-fit.
 *
 * Heading and questions shrink first ([data-tight]); questions may stand in two columns ([data-columns]), and the sheets of foundations are
 * as wide as what stands on them asks for ([data-spread], spreads.ts). A name that is too long does not hold back what stands under the
 * names: all of them become smaller then (--codio-held). Each of several pages has the layout that gives the largest type, actions and
 * checklist under or beside each other ([data-beside]); pages of one section have letters of one size. A stage of a few words alone
 * grows further ([data-grows]).
 */

import { breaksMidWord, hyphenatedWords } from "../../parts/hyphens";
import { largest, pageStarts, unitsOf, type Unit } from "./pieces";
import { Sheets, type Spread } from "./spreads";

/** Narrower than this it is an ordinary page, which scrolls. */
const PAGE_BELOW = "(max-width: 60rem)";

/** Sizes of type: from what the last row can read to what would be shouting. */
const STEP = 0.04;
const STEPS = 30;
/** Where a stage is nothing but a few words ([data-grows]) they take the room that there is. */
const STEPS_OF_WORDS = 60;
/** A page of several grows less: the next one should not look like another poster. */
const STEPS_OF_A_PAGE = 15;

/** Something goes away: the type stays as it is until it can be this much larger. */
const GROWS_FROM = 1.15;
/** The smallest that names may be for the sake of one: they count for no less than what stands under them. */
const HELD_FROM = 0.8;
/** A layout that is less calm must give this much larger type. */
const WORTH = 1.08;
/** On pages of several, names with a hyphen must be this much larger than whole ones, and at most so many of them may have one. */
const WORTH_HYPHENS = 1.2;
const HYPHENS = 1 / 4;

interface Look {
  tight: boolean;
  columns: 1 | 2;
  /** How wide the sheets of foundations are; null where there are none. */
  spread: Spread | null;
  /** A name may break, at a hyphen: better than type that nobody can read. */
  breaks: boolean;
  /** On a page of several: actions and checklist beside each other. */
  beside?: boolean;
  /** Names may be smaller, so that the longest is whole. */
  held?: boolean;
}

interface Found extends Look {
  step: number;
  /** How large names are, as a part of what they could be; measured where it is not said. */
  names?: number;
}

const ROOMY: Look = { tight: false, columns: 1, spread: null, breaks: false };

export class Fitter {
  /** Where each page begins, among the units. */
  private starts: readonly number[] = [0];
  /** How each of several pages is laid out. */
  private laid: readonly Found[] = [];
  private readonly stage: HTMLElement;
  private units: readonly Unit[] = [];
  private groups: readonly HTMLElement[] = [];
  private sheets: Sheets;
  private now: Found | null = null;
  private shown = 0;

  constructor(stage: HTMLElement) {
    this.stage = stage;
    this.sheets = new Sheets(stage);
  }

  get pages(): number {
    return this.starts.length;
  }

  get page(): number {
    return this.shown;
  }

  /** Something came, went or changed, or there is another room for it. Stays with what stood first on the page. */
  lay(): void {
    const first = this.units[this.starts[this.shown] ?? 0]?.key;
    this.units = unitsOf(this.stage);
    this.sheets = new Sheets(this.stage);
    this.groups = [...this.stage.querySelectorAll<HTMLElement>("[data-group]")];
    this.show(0, this.units.length);
    delete this.stage.dataset["paged"];
    if (matchMedia(PAGE_BELOW).matches) {
      this.starts = [0];
      this.shown = 0;
      this.dress({ ...ROOMY, breaks: true, step: 0 });
      return;
    }
    const before = this.pages === 1 ? this.now : null;
    const best = before && this.sheets.suits(before.spread) && this.stays(before) ? before : (this.best() ?? this.best(true));
    if (best) {
      this.starts = [0];
      this.shown = 0;
      this.now = best;
      this.dress(best);
      return;
    }
    this.now = null;
    this.split();
    this.laid = this.alike();
    const at = this.units.findIndex((unit) => unit.key === first);
    this.turn(this.pageAt(at));
  }

  /** Show another page; beyond the last one it begins again. */
  turn(page: number): void {
    if (this.pages === 1) return;
    this.shown = ((page % this.pages) + this.pages) % this.pages;
    this.showPage(this.shown);
    this.dress(this.laid[this.shown] ?? this.bestOfPage());
  }

  /** On which page something stands, or the first part of it; null when all of it stands there anyway. */
  pageOf(element: Element): number | null {
    const at = this.units.findIndex((unit) => unit.elements.some((one) => one.contains(element) || element.contains(one)));
    return at < 0 || this.pages === 1 ? null : this.pageAt(at);
  }

  private showPage(page: number): void {
    this.show(this.starts[page] ?? 0, this.starts[page + 1] ?? this.units.length);
  }

  private pageAt(unit: number): number {
    return Math.max(0, this.starts.filter((start) => start <= unit).length - 1);
  }

  /** It still holds, and no layout gives so much larger type that it is worth to change. */
  private stays(before: Found): boolean {
    const worth = firstStep((one) => size(one) >= size(before.step) * GROWS_FROM);
    return !this.looks(false).some((look) => worth <= this.most && this.holds({ ...look, step: worth })) && this.holds(before);
  }

  private best(breaks = false): Found | null {
    const looks = this.looks(breaks);
    return breaks ? this.hyphenated(looks, this.most) : this.largestOf(looks, this.most);
  }

  /**
   * Of these layouts the one with the largest type. Each one that is tried lays the whole stage out anew: what is not larger than
   * the best by so much that it is worth it is tried once.
   */
  private largestOf(looks: readonly Look[], most: number): Found | null {
    let best: Found | null = null;
    for (const look of looks) {
      const beaten: Found | null = best;
      const least: number = beaten ? firstStep((one) => size(one) > size(beaten.step) * WORTH) : 0;
      if (least > most || !this.holds({ ...look, step: least })) continue;
      best = { ...look, step: largest(least, most, (one) => this.holds({ ...look, step: one })) };
    }
    return best;
  }

  /** The first of these layouts that holds in the smallest type, in type as large as breaks no word more than that. */
  private hyphenated(looks: readonly Look[], most: number): Found | null {
    const look = this.small(looks);
    if (!look) return null;
    this.dress({ ...look, step: 0 });
    const broken = hyphenatedWords(this.stage);
    const step = largest(0, most, (one) => this.holds({ ...look, step: one }) && hyphenatedWords(this.stage) <= broken);
    return { ...look, step };
  }

  private small(looks: readonly Look[]): Look | null {
    return looks.find((look) => this.holds({ ...look, step: 0 })) ?? null;
  }

  private looks(breaks: boolean): readonly Look[] {
    const held = !breaks;
    return this.forms(true).flatMap((form) => [false, true].map((tight) => ({ ...form, tight, breaks, held })));
  }

  private get most(): number {
    return this.stage.hasAttribute("data-grows") ? STEPS_OF_WORDS : STEPS;
  }

  private forms(even: boolean): readonly { columns: 1 | 2; spread: Spread | null }[] {
    const columns: readonly (1 | 2)[] = this.stage.querySelector("[data-columned]") !== null ? [1, 2] : [1];
    return columns.flatMap((each) => this.sheets.options(even).map((spread) => ({ columns: each, spread })));
  }

  /** How each page is laid out, those that begin with one section in letters of one size. */
  private alike(): readonly Found[] {
    const pages = this.starts.map((_, page) => page);
    const own = pages.map((page) => {
      this.showPage(page);
      return this.bestOfPage();
    });
    const beside = (page: number) => pages.filter((other) => this.sectionOf(other) === this.sectionOf(page));
    const even = own.map((found, page) => {
      const least = beside(page).reduce((one, other) => ((own[other]?.step ?? 0) < one.step ? (own[other] ?? one) : one), found);
      return least.step < found.step ? (this.as(page, least) ?? found) : found;
    });
    const names = even.map((found, page) => {
      this.showPage(page);
      return this.dress(found);
    });
    const whole = even.map((found, page) => ({ ...found, names: Math.min(...beside(page).map((other) => names[other] ?? 1)) }));
    const firsts = pages.filter((page) => beside(page)[0] === page);
    const larger = new Map(firsts.map((page) => [this.sectionOf(page), this.withHyphens(beside(page), whole)]));
    return whole.map((found, page) => larger.get(this.sectionOf(page))?.get(page) ?? found);
  }

  /** These pages, in letters of one size, with names so much larger that a hyphen in a few is worth it; null when there is no such size. */
  private withHyphens(pages: readonly number[], whole: readonly Found[]): ReadonlyMap<number, Found> | null {
    const now = Math.min(...pages.map((page) => size(whole[page]?.step ?? 0) * (whole[page]?.names ?? 1)));
    const least = firstStep((step) => size(step) >= now * WORTH_HYPHENS);
    let step = STEPS_OF_A_PAGE;
    for (const page of pages) {
      const found = whole[page];
      if (!found || least > step || !this.hyphensAt(page, found, least)) return null;
      step = largest(least, step, (one) => this.hyphensAt(page, found, one));
    }
    return new Map(pages.flatMap((page) => (whole[page] ? [[page, { ...whole[page], breaks: true, held: false, step, names: 1 }]] : [])));
  }

  /** Whether a page with names stands as it does in letters of this size too, when few of the names have a hyphen. */
  private hyphensAt(page: number, found: Found, step: number): boolean {
    this.showPage(page);
    const names = [...this.stage.querySelectorAll<HTMLElement>("[data-whole=held]")].filter((name) => name.clientWidth > 0);
    const holds = names.length > 0 && this.holds({ ...found, breaks: true, held: false, step, names: 1 });
    return holds && hyphenatedWords(this.stage) <= names.length * HYPHENS;
  }

  private sectionOf(page: number): string | undefined {
    return this.units[this.starts[page] ?? 0]?.section;
  }

  /** A layout of a page in letters as large as those of another, if it can the same; null when none holds. */
  private as(page: number, { step, spread, beside = false }: Found): Found | null {
    this.showPage(page);
    const looks = [...this.pageLooks(false), ...this.pageLooks(true)];
    const same = looks.filter((look) => String(look.spread) === String(spread) && look.beside === beside);
    const found = [...same, ...looks].find((look) => this.holds({ ...look, step }));
    return found ? { ...found, step } : null;
  }

  /** The layout of the page that is shown with the largest type. */
  private bestOfPage(): Found {
    const best = this.largestOf(this.pageLooks(false), STEPS_OF_A_PAGE) ?? this.hyphenated(this.pageLooks(true), STEPS_OF_A_PAGE);
    return best ?? { ...ROOMY, spread: this.sheets.options(false).at(-1) ?? null, tight: true, breaks: true, step: 0 };
  }

  private pageLooks(breaks: boolean): readonly Look[] {
    const held = !breaks;
    return this.forms(false).flatMap((form) => [false, true].map((beside) => ({ ...form, tight: true, breaks, beside, held })));
  }

  /** Into as few pages as can be. */
  private split(): void {
    this.stage.dataset["paged"] = "";
    this.starts = pageStarts(
      this.units.map((unit) => unit.section),
      (from, to) => {
        this.show(from, to);
        return this.small(this.pageLooks(true)) !== null;
      },
    );
  }

  private holds(found: Found): boolean {
    this.dress(found);
    return this.fits();
  }

  /** Lay it out so; how large its names are, as a part of what they could be. */
  private dress({ tight, columns, spread, breaks, beside = false, held = false, step, names }: Found): number {
    const { stage } = this;
    stage.toggleAttribute("data-beside", beside);
    stage.toggleAttribute("data-tight", tight);
    stage.toggleAttribute("data-breaks", breaks);
    stage.dataset["columns"] = String(columns);
    this.sheets.lay(spread);
    stage.style.setProperty("--codio-fit", size(step).toFixed(2));
    stage.style.setProperty("--codio-held", "1");
    const part = names ?? (held ? this.longest(step) : 1);
    if (part < 1) stage.style.setProperty("--codio-held", part.toFixed(3));
    return part;
  }

  /** How large names can be for the longest to be whole, as a part of what they could be. */
  private longest(step: number): number {
    const names = [...this.stage.querySelectorAll<HTMLElement>("[data-whole=held]")].filter((name) => name.clientWidth > 0);
    const shares = names.map((name) => name.clientWidth / name.scrollWidth);
    const share = Math.min(1, ...shares);
    return share < 1 ? Math.max(HELD_FROM, 1 / size(step), share - 0.01) : 1;
  }

  private show(from: number, to: number): void {
    this.units.forEach((unit, at) => {
      for (const element of unit.elements) element.hidden = at < from || at >= to;
    });
    for (const group of this.groups) {
      const empty = group.querySelector("[data-piece]") !== null && group.querySelector("[data-piece]:not([hidden])") === null;
      if (group.dataset["group"] === "keep") group.toggleAttribute("data-empty", empty);
      else group.hidden = empty;
    }
    const below = this.stage.querySelectorAll<HTMLElement>(":scope > :is(.codio-poster__lower, .codio-poster__end)");
    this.stage.toggleAttribute("data-alone", below.length > 0 && [...below].every((each) => each.hidden));
    this.stage.toggleAttribute("data-actions-alone", this.units.slice(from, to).every(({ section }) => section === "actions"));
  }

  /** Nothing sticks out of the stage, no name sticks out of its paper, and no word is broken without a hyphen. */
  private fits(): boolean {
    const { stage } = this;
    if (stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1) return false;
    // In the smallest type nothing helps what stands on every page.
    if (stage.hasAttribute("data-breaks")) return !this.units.some(({ elements }) => elements.some((one) => !one.hidden && breaksMidWord(one)));
    for (const name of stage.querySelectorAll("[data-whole], [data-unbroken], h1")) {
      if (name.scrollWidth > name.clientWidth + 1) return false;
    }
    return !breaksMidWord(stage);
  }
}

function size(step: number): number {
  return 1 + step * STEP;
}

/** The smallest step of which something holds, which holds of all larger ones; one that is none when it holds of none. */
function firstStep(holds: (step: number) => boolean): number {
  let step = 0;
  while (step <= STEPS_OF_WORDS && !holds(step)) step += 1;
  return step;
}
