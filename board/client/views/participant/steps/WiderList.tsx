// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Which values and actions are of use in other projects too (step 5 of CODIO-PaD). */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Theirs } from "../../parts/Theirs";

export function WiderList() {
  const board = useBoard();
  const entries = [...board.posterValues.value, ...board.posterActions.value].filter((one) => one.content.wider);
  const wider = entries.map(({ id, content }) => ({
    id,
    foundation: content.foundation,
    name: content.type === "value" ? board.content.valueName(content.value) : content.action,
    note: content.wider_note,
  }));
  return (
    <section class="codio-card codio-paper" aria-labelledby="wider">
      <h2 class="codio-heading" id="wider">
        {t("Of use in other projects too")}
      </h2>
      {wider.length === 0 && <p class="codio-soft">{t("Nothing is marked yet. Say what you would use elsewhere: the facilitator marks it.")}</p>}
      <ul class="codio-wider">
        {wider.map((one) => (
          <li class="codio-wider__item" key={one.id} data-foundation={one.foundation}>
            <b><Theirs words={one.name} /></b>
            {one.note && <p dir="auto"><Theirs words={one.note} /></p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
