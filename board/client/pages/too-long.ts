// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Fields of the server's pages that hold more than fits say so while somebody types, and their form is not sent. Without a script the
 * server says it, with the words still there.
 */

/** `tooMany` characters of a text, and how forms are held whose fields are too full. */
export interface Holding {
  tooMany(text: string, most: number): number;
  hold(root: HTMLElement, tell: (field: HTMLInputElement | HTMLTextAreaElement) => void): void;
}

export function enableTooLong({ tooMany, hold }: Holding): void {
  const { tooMany: many = "", tooManyOne: one = "" } = document.body.dataset;
  // Most of these forms are checked by the server alone (`novalidate`), so no browser holds them.
  const spoken = document.createElement("p");
  spoken.className = "codio-visually-hidden";
  spoken.setAttribute("role", "alert");
  hold(document.body, (field) => {
    document.body.append(spoken);
    // Emptied first: what is said a second time is read aloud a second time.
    spoken.textContent = "";
    requestAnimationFrame(() => (spoken.textContent = document.getElementById(`${field.id}-over`)?.textContent ?? ""));
  });
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("[data-most]")) {
    const told = document.createElement("p");
    told.className = "codio-field__error codio-number";
    told.id = `${field.id}-over`;
    const described = field.getAttribute("aria-describedby") ?? "";
    const refused = field.getAttribute("aria-invalid") === "true";
    const look = () => {
      const over = tooMany(field.value, Number(field.dataset.most));
      const text = over > 0 ? (over === 1 ? one : many.replace("{n}", String(over))) : "";
      if (told.textContent === text) return;
      told.textContent = text;
      if (text) field.after(told);
      else told.remove();
      const ids = [described, text && told.id].filter(Boolean).join(" ");
      if (ids) field.setAttribute("aria-describedby", ids);
      else field.removeAttribute("aria-describedby");
      if (text || refused) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    };
    field.addEventListener("input", look);
    look();
  }
}
