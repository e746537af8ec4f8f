// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Makes the poster that the browser prints as large as fits on one sheet. Without a script it is as small as a full one must be.
 */

/** What is left of a sheet between its edges (css/print/pages.css), in mm. */
const SHEETS = { a3: { width: 404, height: 281 }, a1: { width: 809, height: 562 } } as const;
const MM_PX = 96 / 25.4;
/** So many units the width is at most and at least: words of 6 and of 19 points on A3, seen from where they are 1.7 units high. */
const SMALLEST = 320;
const LARGEST = 100;
/** Rounding of lines differs a little between the screen and paper. */
const SURE = 0.985;

export function enableFitting(): void {
  const poster = document.querySelector<HTMLElement>(".codio-poster-page__paper .codio-poster");
  if (poster === null) return;
  const sheet = document.body.classList.contains("codio-paper--a1") ? SHEETS.a1 : SHEETS.a3;
  void document.fonts.ready.then(() => {
    poster.style.setProperty("--codio-poster-parts", String(partsOf(poster, sheet.width * MM_PX, sheet.height * MM_PX)));
  });
}

/** Into how many units the width is parted so that the poster is no higher than `height`, both in px. */
function partsOf(poster: HTMLElement, width: number, height: number): number {
  const trial = poster.cloneNode(true) as HTMLElement;
  for (const named of trial.querySelectorAll("[id]")) named.removeAttribute("id");
  trial.setAttribute("aria-hidden", "true");
  trial.inert = true;
  Object.assign(trial.style, { position: "absolute", top: "0", left: "-99999px", width: `${width}px`, visibility: "hidden" });
  poster.after(trial);
  let [fits, over] = [SMALLEST, LARGEST];
  while (fits - over > 1) {
    const parts = (fits + over) / 2;
    trial.style.setProperty("--codio-unit", `${width / parts}px`);
    trial.style.padding = `${width / parts}px`;
    if (trial.offsetHeight <= height * SURE) fits = parts;
    else over = parts;
  }
  trial.remove();
  return Math.ceil(fits);
}
