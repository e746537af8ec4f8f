// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whether the project goes on. Nothing is shown as long as nothing was decided. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { outcomeName } from "./words";

export function DecisionLine() {
  const board = useBoard();
  const decision = board.decision.value;
  if (!decision || (decision.outcome === "open" && !decision.reason)) return null;
  return (
    <p class="codio-poster__decision">
      <strong>{t("Decision:")}</strong> {outcomeName(decision.outcome)}. {decision.reason}
    </p>
  );
}
