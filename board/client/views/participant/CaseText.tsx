// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the workshop is about, as the organiser wrote it. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";

export function CaseText() {
  const workshop = useBoard().workshop.value;
  if (!workshop) return null;
  const paragraphs = workshop.case_text.split(/\n\s*\n/).filter((text) => text.trim() !== "");
  return (
    <section>
      <h2 class="codio-heading">{workshop.title}</h2>
      {paragraphs.length === 0 && <p class="codio-soft">{t("The facilitator tells what it is about.")}</p>}
      {paragraphs.map((text, at) => (
        <p class="codio-case__text" key={at}>
          {text}
        </p>
      ))}
    </section>
  );
}
