// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The page that opens a workshop: only the chosen script's minutes are shown, and their sum is kept up while people type. */

/** The sum of what was filled in; what is no whole number counts as nothing. */
export function sumOf(values: string[]): number {
  return values.reduce((sum, value) => sum + (/^\d{1,4}$/.test(value.trim()) ? Number(value) : 0), 0);
}

/** Show what belongs to the chosen script (`data-only-for`), and each table's sum (`data-minutes`, `data-total`). */
export function enableMinutes(): void {
  const choices = [...document.querySelectorAll<HTMLInputElement>("input[type=radio][name=script]")];
  const dependent = [...document.querySelectorAll<HTMLElement>("[data-only-for]")];
  const show = (byHand: boolean): void => {
    const chosen = choices.find((choice) => choice.checked)?.value;
    for (const element of dependent) {
      element.hidden = element.dataset.onlyFor !== chosen;
      const unfolds = element.querySelector<HTMLDetailsElement>("details[data-open-when-chosen]");
      if (byHand && unfolds !== null && !element.hidden) unfolds.open = true;
    }
  };
  for (const choice of choices) choice.addEventListener("change", () => show(true));
  if (choices.length > 0) show(false);
  for (const table of document.querySelectorAll<HTMLElement>("[data-minutes]")) {
    const total = table.querySelector<HTMLElement>("[data-total]");
    const fields = [...table.querySelectorAll<HTMLInputElement>("input")];
    table.addEventListener("input", () => {
      if (total !== null) total.textContent = String(sumOf(fields.map((field) => field.value)));
    });
  }
}
