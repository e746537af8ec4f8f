// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The form to join, on a device on which somebody took part before: is it the same person? Nothing is decided without a press. */

import { focusOn } from "./unsent";

/** Who took part on this device in a workshop. */
export interface Before {
  /** The key of the own link and the name, where nobody else uses this device; null where others do. */
  own: { key: string; name: string } | null;
  /** How much of it is not sent yet. */
  waiting: number;
}

/** Ask in `[data-returning]`, when there is anything to ask. `before` is told the id of the workshop. */
export async function enableReturning(before: (session: string) => Promise<readonly Before[]>): Promise<void> {
  const sections = [...document.querySelectorAll<HTMLElement>("[data-returning]")];
  const found = sections[0] ? await before(sections[0].dataset.session ?? "") : [];
  const known = found.find(({ own }) => own !== null);
  const kind = known ? "own" : found.some(({ waiting }) => waiting > 0) ? "other" : "";
  const section = sections.find((one) => one.dataset.returning === kind);
  if (section === undefined) return;
  if (known?.own) fillIn(section, known.own, known.waiting);
  section.querySelector("[data-not-me]")?.addEventListener("click", () => {
    section.hidden = true;
    focusOn(document.querySelector("h1"));
  });
  section.hidden = false;
}

function fillIn(section: HTMLElement, own: { key: string; name: string }, waiting: number): void {
  const says = section.querySelector<HTMLElement>("[data-says]");
  const waits = section.querySelector<HTMLElement>("[data-waits]");
  const key = section.querySelector<HTMLInputElement>("[data-returning-key]");
  if (says !== null) says.textContent = (own.name ? (says.dataset.named ?? "") : (says.dataset.nameless ?? "")).replace("{name}", () => own.name);
  if (waits !== null && waiting > 0) {
    waits.textContent = ((waiting === 1 ? waits.dataset.one : waits.dataset.many) ?? "").replace("{n}", String(waiting));
  }
  if (key !== null) key.value = own.key;
}
