// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The parking lot in the rail: how much is open, and parking without leaving what one is doing. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import { Icon } from "../../parts/Icon";
import { pickTab } from "../console/desk-tabs";
import { Dialog } from "../console/Dialog";
import { ParkForm } from "../room/ParkForm";

export function ParkPanel() {
  const board = useBoard();
  const [parking, setParking] = useState(false);
  const open = itemsOf(board.items.value, "parked").filter((item) => item.content.outcome === "open").length;
  return (
    <section class="codio-panel" aria-labelledby="parking">
      <h2 class="codio-panel__heading" id="parking">
        {t("Parking lot")}
        <span class="codio-heading__aside codio-number">{t("{n} open", { n: open })}</span>
      </h2>
      <p class="codio-edit__answers">
        <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-haspopup="dialog" onClick={() => setParking(true)}>
          <Icon name="park" />
          {t("Park a point")}
        </button>
        <button type="button" class="codio-button codio-button--plain codio-button--tiny" onClick={() => pickTab(board, "parked")}>
          {t("Look at the list")}
        </button>
      </p>
      {parking && (
        <Dialog title={t("Park a point")} onClose={() => setParking(false)}>
          <ParkForm id="park-rail" onDone={() => setParking(false)} />
          <div class="codio-dialog__actions">
            <button type="button" class="codio-button codio-button--line" onClick={() => setParking(false)}>
              {t("Close")}
            </button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
