// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Says that this is a rehearsal: the others are simulated. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";

export function Rehearsal() {
  const board = useBoard();
  if (board.workshop.value?.rehearsal !== true) return null;
  return (
    <p class="codio-rehearsal">
      <Icon name="info" inline /> <strong>{t("Rehearsal")}</strong> {t("The other people are simulated. Nothing counts.")}
    </p>
  );
}
