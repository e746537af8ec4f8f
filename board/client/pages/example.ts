// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** On the page to open a workshop: an example case that is chosen shows in the form at once. What somebody typed himself stays. */

const FIELDS = { title: "title", organisation: "organisation", case_text: "caseText" } as const;

export function enableExample(): void {
  const choice = document.querySelector<HTMLSelectElement>("select#example");
  if (!choice) return;
  const filled = new Map<string, string>();
  choice.addEventListener("change", () => {
    const given = choice.selectedOptions[0]?.dataset ?? {};
    for (const [id, key] of Object.entries(FIELDS)) {
      const field = document.getElementById(id);
      if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
      if (field.value.trim() !== "" && field.value !== filled.get(id)) continue;
      field.value = given[key] ?? "";
      filled.set(id, field.value);
    }
    const script = document.querySelector<HTMLInputElement>(`input[name="script"][value="${CSS.escape(given["script"] ?? "")}"]`);
    if (script && !script.checked) {
      script.checked = true;
      script.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}
