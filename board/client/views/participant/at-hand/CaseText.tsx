// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the workshop is about: the case form when it is filled in, else what the organiser wrote. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemWith } from "../../../core/items";
import { isFilled } from "../../case/case-words";
import { CaseView } from "../../case/CaseView";
import { FormerCase } from "../../case/FormerCase";
import { Theirs } from "../../parts/Theirs";

export function CaseText() {
  const board = useBoard();
  const workshop = board.workshop.value;
  const item = itemWith(board.items.value, "case", "case");
  if (!workshop) return null;
  if (item && isFilled(item.content)) {
    return (
      <>
        <CaseView form={item.content} version={item.rev} />
        <FormerCase />
      </>
    );
  }
  const paragraphs = workshop.case_text.split(/\n\s*\n/).filter((text) => text.trim() !== "");
  return (
    <section data-spot="block:case">
      <h2 class="codio-heading"><Theirs words={workshop.title} /></h2>
      {paragraphs.length === 0 && <p class="codio-soft">{t("The facilitator tells what it is about.")}</p>}
      {paragraphs.map((text, at) => (
        <p class="codio-case__text" key={at}>
          <Theirs words={text} />
        </p>
      ))}
      <FormerCase />
    </section>
  );
}
