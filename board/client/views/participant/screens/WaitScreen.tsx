// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Before the first view has come, or what draws the step (`forStep`). When that does not come, the page is loaded anew for it, or people are asked to. */

import { useEffect } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { ConnectionChip } from "../../sending/ConnectionChip";
import { loadPageForIt, missing } from "./late";

export function WaitScreen({ forStep = false }: { forStep?: boolean }) {
  const board = useBoard();
  const lacks = forStep && missing.value;
  // Where the device keeps nothing a new page would lose what waits.
  const may = lacks && board.connection.value === "connected" && !board.storageBlocked.value;
  useEffect(() => {
    if (lacks) board.announce.alert(t("A part of the board did not arrive. Load the page again."));
  }, [lacks]);
  useEffect(() => {
    if (may) void loadPageForIt();
  }, [may]);
  return (
    <div class="codio-phone">
      <main class="codio-lobby" id="main" tabIndex={-1}>
        <h1 class="codio-lobby__title">{t("The board is coming.")}</h1>
        {lacks && (
          <div class="codio-message codio-message--alarm">
            <p>{t("A part of the board did not arrive. Load the page again.")}</p>
            <button type="button" class="codio-button" onClick={() => location.reload()}>
              {t("Load again")}
            </button>
          </div>
        )}
        <ConnectionChip />
      </main>
    </div>
  );
}
