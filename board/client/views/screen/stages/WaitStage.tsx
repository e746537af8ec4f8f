// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Before the first view has come. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";

export function WaitStage() {
  const board = useBoard();
  const gone = board.connection.value === "ended";
  return (
    <main class="codio-screen__stage codio-screen-step" id="main">
      <div class="codio-screen-step__body">
        <h1 class="codio-screen-step__title">Waardenbord</h1>
        <p class="codio-screen-step__do">{gone ? t("This link does not work (any more).") : t("One moment, the board is coming.")}</p>
      </div>
    </main>
  );
}
