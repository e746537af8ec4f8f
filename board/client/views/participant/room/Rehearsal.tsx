// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Says that this is a rehearsal: the others are simulated; and leads who tries it out alone to the control page. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";

export function Rehearsal() {
  const board = useBoard();
  if (board.workshop.value?.rehearsal !== true) return null;
  return (
    <p class="codio-rehearsal">
      <Icon name="info" inline /> <strong>{t("Rehearsal")}</strong> {t("The other people are simulated. Nothing counts.")}
      {board.leadUrl && (
        <>
          {" "}
          <a class="codio-strong" href={board.leadUrl} target="_blank" rel="noopener">
            {t("Lead it yourself")} <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
          </a>
        </>
      )}
    </p>
  );
}
