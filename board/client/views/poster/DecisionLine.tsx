// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Whether the project goes on, in the words of the printed poster. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { outcomeName } from "./words";
import { Theirs } from "../parts/Theirs";

export function DecisionLine() {
  const board = useBoard();
  const decision = board.decision.value;
  return (
    <p class="codio-poster__decision" data-piece="end/2000">
      <strong>{t("Decision on the project:")}</strong> {outcomeName(decision?.outcome ?? "open")}. <Theirs words={decision?.reason} />
    </p>
  );
}
