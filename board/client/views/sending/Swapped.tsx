// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The browser is somebody else now than for whom this page was drawn: who, and how either of them goes on. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";

export function Swapped() {
  const board = useBoard();
  if (board.connection.value !== "swapped") return null;
  const then = board.me.value?.name ?? "";
  const now = board.holder.value;
  return (
    <section class="codio-message codio-message--alarm codio-unsent" aria-labelledby="swapped">
      <Icon name="alarm" />
      <div>
        <h2 class="codio-unsent__title" id="swapped">
          {then ? t("This page was {name}'s", { name: then }) : t("This page was somebody else's")}
        </h2>
        <p>
          {now ? t("In this browser {name} takes part now.", { name: now }) : t("In this browser somebody else takes part now, without a name.")}{" "}
          {t("Nothing is sent from this page any more.")}
        </p>
        <p>{t("What is not sent yet stays on this device for fourteen days at most. It goes out when the own link of its writer is opened here again.")}</p>
        <div class="codio-actions">
          <button type="button" class="codio-button codio-button--tiny" onClick={() => location.reload()}>
            {now ? t("Go on as {name}", { name: now }) : t("Load again")}
          </button>
        </div>
      </div>
    </section>
  );
}
