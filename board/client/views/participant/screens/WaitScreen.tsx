// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Before the first view has come. */

import { t } from "../../../core/i18n";
import { ConnectionChip } from "../../sending/ConnectionChip";

export function WaitScreen() {
  return (
    <div class="codio-phone">
      <main class="codio-lobby" id="main" tabIndex={-1}>
        <h1 class="codio-lobby__title">{t("The board is coming.")}</h1>
        <ConnectionChip />
      </main>
    </div>
  );
}
