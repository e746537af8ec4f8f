// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** After closing: thanks, the poster, and what one may keep on one's own device. */

import { at } from "../../../core/at";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import { Icon } from "../../parts/Icon";
import { GoOn } from "../../case/GoOn";
import { LivePoster } from "../../poster/LivePoster";
import { Unsent } from "../../sending/Unsent";
import { Brand } from "../frame/Brand";
import { useOwnNotes } from "../writing/writer";

export function Closed() {
  const board = useBoard();
  const workshop = board.workshop.value;
  const own = useOwnNotes(["value", "action"]);
  const hasOwn = own.length > 0 || itemsOf(board.items.value, "reflection").some((item) => item.mine);
  return (
    <main class="codio-plenary" id="main" tabIndex={-1}>
      <header class="codio-bar codio-bar--top">
        <Brand />
      </header>
      <div class="codio-plenary__main">
        <div class="codio-step">
          <p class="codio-step__where">{workshop?.title}</p>
          <h1 class="codio-step__title">{t("Thank you for taking part")}</h1>
        </div>
        <p>{t("The workshop is over. This is what you made together.")}</p>
        <Unsent />
        <GoOn main />
        <div class="codio-actions">
          <a class="codio-button codio-button--main" href={at(`/w/${workshop?.code ?? ""}/poster`)}>
            <Icon name="print" />
            {t("Keep the poster")}
          </a>
          {hasOwn && (
            <a class="codio-button codio-button--line" href={at(`/w/${workshop?.code ?? ""}/mijn`)}>
              <Icon name="download" />
              {t("Keep my own notes")}
            </a>
          )}
        </div>
        <p class="codio-soft codio-small">
          {workshop?.nameless
            ? t("A day after the end we erased who wrote what, for you too. The poster and the outcome stay.")
            : t("You can keep your own notes as a file until a day after the end.")}
        </p>
        <LivePoster compact />
      </div>
    </main>
  );
}
