// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What the room sees now, in words, and why. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { shownName, shownNow, type Shown } from "../../room/showing";

export function Now() {
  const board = useBoard();
  const { because } = shownNow(board);
  return (
    <p class="codio-showing__now">
      {t("The room sees: {name}", { name: shownName(board) })} <span class="codio-small codio-soft">({whyWords(because)})</span>
    </p>
  );
}

function whyWords(because: Shown["because"]): string {
  return { step: t("follows the step"), chosen: t("you chose this"), spot: t("because you point at it") }[because];
}
