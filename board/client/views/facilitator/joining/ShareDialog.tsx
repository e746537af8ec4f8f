// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** How people come in: the words, the link, the QR code; and where the other links are. */

import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Dialog } from "../console/Dialog";
import { JoinFacts } from "./JoinFacts";

export function ShareDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog title={t("Share the code")} onClose={onClose}>
      <JoinFacts />
      <OtherLinks />
      <div class="codio-dialog__actions">
        <button type="button" class="codio-button codio-button--main" onClick={onClose}>
          {t("Close")}
        </button>
      </div>
    </Dialog>
  );
}

/** Projector, note taker and second facilitator have secret links of their own; they stand on one page, where the workshop is handed over too. */
function OtherLinks() {
  const board = useBoard();
  return (
    <p>
      <a href={at(`/regie/${board.session}/links`)} target="_blank" rel="noopener">
        {t("The links for the projector, the note taker and a second facilitator, and handing the workshop over")}
        <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
      </a>
    </p>
  );
}
