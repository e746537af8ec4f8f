// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Makes the poster that the browser prints as large as fits on one sheet, in the arrangement that fills it best, as its PDF is
 * (board/papers/poster.typ). Without a script it is as small as a full one must be.
 */

/** What is left of a sheet between its edges (css/print/pages.css), in mm. */
const SHEETS = { a3: { width: 404, height: 281 }, a1: { width: 809, height: 562 } } as const;
const MM_PX = 96 / 25.4;
/** So many units the width is at most and at least: words of 6 and of 19 points on A3, seen from where they are 1.7 units high. */
const SMALLEST = 320;
const LARGEST = 100;
/** Rounding of lines differs a little between the screen and paper. */
const SURE = 0.985;
/** Notes in narrow columns have to be worth it. */
const WORTH = 1.04;

/** How it stands: notes beside each other on the sheet of each foundation, and the checklist under the actions or beside them. */
interface Way {
  abreast: readonly number[];
  under: boolean;
}

export function enableFitting(): void {
  const poster = document.querySelector<HTMLElement>(".codio-poster-page__paper .codio-poster");
  if (poster === null) return;
  const sheet = document.body.classList.contains("codio-paper--a1") ? SHEETS.a1 : SHEETS.a3;
  void document.fonts.ready.then(() => fit(poster, sheet.width * MM_PX, sheet.height * MM_PX));
}

/** Both in px. */
function fit(poster: HTMLElement, width: number, height: number): void {
  const trial = poster.cloneNode(true) as HTMLElement;
  for (const named of trial.querySelectorAll("[id]")) named.removeAttribute("id");
  trial.setAttribute("aria-hidden", "true");
  trial.inert = true;
  trial.classList.add("codio-poster--printed");
  Object.assign(trial.style, { position: "absolute", top: "0", left: "-99999px", width: `${width}px`, visibility: "hidden" });
  poster.after(trial);
  const fits = (parts: number): boolean => {
    trial.style.setProperty("--codio-unit", `${width / parts}px`);
    trial.style.padding = `${width / parts}px`;
    return trial.offsetHeight <= height * SURE;
  };
  const best = bestOf(waysOf(poster), (way, parts) => {
    stand(trial, way);
    return fits(parts);
  });
  trial.remove();
  if (best === null) return;
  stand(poster, best.way);
  poster.style.setProperty("--codio-poster-parts", String(best.parts));
}

/**
 * The way in which it is largest, and in how many parts of its width; the first as small as may be when it goes over one sheet in each.
 * Null without a way. Pure.
 */
export function bestOf<OneWay>(ways: readonly OneWay[], fits: (way: OneWay, parts: number) => boolean): { way: OneWay; parts: number } | null {
  let best: { way: OneWay; parts: number } | null = null;
  for (const way of ways) {
    const most: number = best ? best.parts / WORTH : SMALLEST;
    if (!fits(way, most)) continue;
    best = { way, parts: fewestParts(most, (parts) => fits(way, parts)) };
  }
  const [first] = ways;
  return best ?? (first === undefined ? null : { way: first, parts: SMALLEST });
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

/** Each spread of the values, with actions and checklist beside each other and under each other. */
function waysOf(poster: HTMLElement): readonly Way[] {
  const spreads = poster.querySelector<HTMLElement>("[data-spreads]")?.dataset["spreads"] ?? "1,1,1";
  return spreads.split(" ").flatMap((spread) => {
    const abreast = spread.split(",").map(Number);
    return [false, true].map((under) => ({ abreast, under }));
  });
}

function stand(poster: HTMLElement, { abreast, under }: Way): void {
  const wide = abreast.filter((each) => each > 0);
  poster.style.setProperty("--codio-print-values", wide.map((each) => `minmax(0, ${String(each)}fr)`).join(" "));
  poster.style.setProperty("--codio-print-lower", under ? "minmax(0, 1fr)" : "");
  poster.style.setProperty("--codio-print-checks", under ? "repeat(4, minmax(0, 1fr))" : "");
  poster.querySelectorAll<HTMLElement>(".codio-poster__sheet").forEach((sheet, at) => {
    sheet.style.setProperty("--codio-print-abreast", `repeat(${String(Math.max(1, abreast[at] ?? 1))}, minmax(0, 1fr))`);
  });
}
