// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * The poster as the browser prints it: a second one, as large as fits on one sheet, in the arrangement that fills it best, as its PDF
 * is (board/papers/poster.typ). The screen does not show it (css/print/poster.css), and nothing of it hangs on the window.
 * Without a script the page's own poster is printed, as small as a full one must be.
 */

/** What is left of a sheet between its edges (css/print/pages.css), in mm. */
const SHEETS = { a3: { width: 404, height: 281 }, a1: { width: 809, height: 562 } } as const;
const MM_PX = 96 / 25.4;
/** So many units the width is at most and at least: words of 6 and of 19 points on A3, seen from where they are 1.7 units high. */
const SMALLEST = 320;
const LARGEST = 100;
/** Rounding of lines differs a little between the screen and paper. */
const SURE = 0.985;
/** An arrangement that is less calm must give this much larger type. */
const WORTH = 1.04;
/** With more values and actions than these there is less air between the words, so that they can be larger (poster.typ). */
const AIRY = 12;

/** A sheet with so great a part of the rows of the longest is filled down to its edge; a note of another would look empty (poster.typ). */
const EVEN_FROM = 0.6;

/** Actions in one table beside the checklist, wide beside a narrow one, or in one or two above it. */
const TABLES = ["beside", "wide", "above", "double"] as const;

/** How large names of values are of what they are else: where the longest one holds all the others back, they are as large as what is
 * said of them, and still heavier. */
const NAMES = [1, 0.86] as const;

/** How it stands: notes beside each other on the sheet of each foundation, the actions, and the names of values. */
interface Way {
  abreast: readonly number[];
  tables: (typeof TABLES)[number];
  names: (typeof NAMES)[number];
}

export function enableFitting(): void {
  const poster = document.querySelector<HTMLElement>(".codio-poster-page__paper .codio-poster");
  if (poster === null) return;
  const sheet = document.body.classList.contains("codio-paper--a1") ? SHEETS.a1 : SHEETS.a3;
  void document.fonts.ready.then(() => fit(poster, sheet.width * MM_PX, sheet.height * MM_PX));
}

/** Both in px. */
function fit(poster: HTMLElement, width: number, height: number): void {
  const printed = poster.cloneNode(true) as HTMLElement;
  for (const named of printed.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const named of printed.querySelectorAll("[aria-labelledby]")) named.removeAttribute("aria-labelledby");
  printed.classList.add("codio-poster--printed");
  printed.classList.toggle("codio-poster--airy", printed.querySelectorAll(".codio-poster__value, tbody > tr").length <= AIRY);
  const tables = halved(printed);
  const trial = document.createElement("div");
  Object.assign(trial.style, { position: "absolute", top: "0", left: "-99999px", width: `${width}px`, visibility: "hidden" });
  trial.inert = true;
  trial.append(printed);
  poster.after(trial);
  printed.style.display = "grid";
  const best = bestOf(waysOf(poster), (way, parts) => {
    stand(printed, tables, way);
    printed.style.setProperty("--codio-unit", `${width / parts}px`);
    return printed.offsetHeight <= height * SURE && isWhole(printed);
  });
  if (best) stand(printed, tables, best.way);
  printed.classList.toggle("codio-poster--breaks", best === null);
  printed.style.removeProperty("display");
  // In parts of the width, whichever paper is chosen.
  printed.style.setProperty("--codio-unit", `calc(100cqi / ${best?.parts ?? SMALLEST})`);
  trial.replaceWith(printed);
  poster.classList.add("codio-no-print");
}

/** No word sticks out of its paper or its column. */
function isWhole(printed: HTMLElement): boolean {
  const all = printed.querySelectorAll<HTMLElement>("h2, .codio-poster__value > *, .codio-poster__table, .codio-check > p");
  return [...all].every((one) => one.scrollWidth <= (one.localName === "table" ? (one.parentElement?.clientWidth ?? 0) : one.clientWidth) + 1);
}

/**
 * The way in which it is largest, and in how many parts of its width; null when it goes over one sheet in each. Pure.
 */
export function bestOf<OneWay>(ways: readonly OneWay[], fits: (way: OneWay, parts: number) => boolean): { way: OneWay; parts: number } | null {
  let best: { way: OneWay; parts: number } | null = null;
  for (const way of ways) {
    const most: number = best ? best.parts / WORTH : SMALLEST;
    if (!fits(way, most)) continue;
    best = { way, parts: fewestParts(most, (parts) => fits(way, parts)) };
  }
  return best;
}

function fewestParts(most: number, fits: (parts: number) => boolean): number {
  let [yes, no] = [most, LARGEST];
  while (yes - no > 1) {
    const parts = (yes + no) / 2;
    if (fits(parts)) yes = parts;
    else no = parts;
  }
  return Math.ceil(yes);
}

/** Each spread of the values, with the actions and the names in each way. */
function waysOf(poster: HTMLElement): readonly Way[] {
  const spreads = poster.querySelector<HTMLElement>("[data-spreads]")?.dataset["spreads"] ?? "1,1,1";
  return spreads.split(" ").flatMap((spread) => {
    const abreast = spread.split(",").map(Number);
    return TABLES.flatMap((tables) => NAMES.map((names) => ({ abreast, tables, names })));
  });
}

/** The table of the actions, and one in which its second half may stand, beside each other; none without actions. */
function halved(printed: HTMLElement): readonly HTMLTableElement[] {
  const table = printed.querySelector<HTMLTableElement>(".codio-poster__table");
  if (table === null) return [];
  const second = table.cloneNode(true) as HTMLTableElement;
  second.tBodies[0]?.replaceChildren();
  const both = document.createElement("div");
  both.className = "codio-poster__tables";
  table.replaceWith(both);
  both.append(table, second);
  return [table, second];
}

function stand(printed: HTMLElement, [table, second]: readonly HTMLTableElement[], { abreast, tables, names }: Way): void {
  const wide = abreast.filter((each) => each > 0);
  // Under one foundation the two without a value stand beside each other (poster.css).
  const columns = wide.length === 1 && abreast.length === 3 ? [1, 1] : wide;
  printed.style.setProperty("--codio-print-values", columns.map((each) => `minmax(0, ${String(each)}fr)`).join(" "));
  printed.style.setProperty("--codio-held", String(names));
  printed.classList.toggle("codio-poster--wide", tables === "wide");
  printed.classList.toggle("codio-poster--under", tables === "above" || tables === "double");
  printed.classList.toggle("codio-poster--double", tables === "double");
  const sheets = [...printed.querySelectorAll<HTMLElement>(".codio-poster__sheet")];
  const rows = sheets.map((sheet, at) => Math.ceil(sheet.querySelectorAll(".codio-poster__value").length / Math.max(1, abreast[at] ?? 1)));
  sheets.forEach((sheet, at) => {
    sheet.style.setProperty("--codio-sheet-columns", `repeat(${String(Math.max(1, abreast[at] ?? 1))}, minmax(0, 1fr))`);
    sheet.classList.toggle("codio-poster__sheet--even", (rows[at] ?? 0) >= Math.max(...rows) * EVEN_FROM);
  });
  const [first, last] = [table?.tBodies[0], second?.tBodies[0]];
  if (!first || !last || !second) return;
  const actions = [...first.rows, ...last.rows];
  const half = tables === "double" ? Math.ceil(actions.length / 2) : actions.length;
  if (first.rows.length !== half) {
    first.replaceChildren(...actions.slice(0, half));
    last.replaceChildren(...actions.slice(half));
  }
  second.hidden = last.rows.length === 0;
}
