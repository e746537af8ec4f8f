// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Op het scherm": what the room sees now, the way to choose something else, and the gong. */

import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { choosing } from "./choosing";
import { Glance } from "./Glance";
import { GongLine } from "./GongLine";
import { Now } from "./Now";
import { ScreenDialog } from "./ScreenDialog";

export function ScreenPanel() {
  const board = useBoard();
  return (
    <section class="codio-panel codio-showing" aria-labelledby="showing">
      <h2 class="codio-panel__heading" id="showing">
        <Icon name="screen" inline /> {t("On the screen")}
      </h2>
      {!board.run.value && <Glance />}
      <Now />
      <button type="button" class="codio-button codio-button--line codio-button--wide" aria-haspopup="dialog" onClick={() => (choosing.value = true)}>
        {t("Look and choose")}
      </button>
      <a class="codio-showing__open" href={at(`/regie/${board.session}/scherm`)} target="_blank" rel="noopener">
        {t("Open the screen in a window of its own")}
        <span class="codio-visually-hidden">{t("(opens in a new window)")}</span>
      </a>
      <GongLine />
      {choosing.value && <ScreenDialog />}
    </section>
  );
}
