// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The facilitator has taken this person out: that it is so, and how it is undone. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";

export function Removed() {
  const board = useBoard();
  const heading = useRef<HTMLHeadingElement>(null);
  const removed = board.connection.value === "removed";
  useLayoutEffect(() => {
    if (!removed) return;
    document.title = `${t("You were taken out of the workshop")} | Waardenbord`;
    heading.current?.focus();
  }, [removed]);
  if (!removed) return null;
  return (
    <section class="codio-message codio-message--alarm codio-unsent" aria-labelledby="removed">
      <Icon name="alarm" />
      <div>
        <h1 class="codio-unsent__title" id="removed" ref={heading} tabIndex={-1}>
          {t("You were taken out of the workshop")}
        </h1>
        <p>{t("The facilitator did this. Perhaps you were counted twice: then go on at your other device. Your notes are still on the board.")}</p>
        <p>{t("Is it a mistake? Ask the facilitator to put you back, and load this page again.")}</p>
        <div class="codio-actions">
          <button type="button" class="codio-button codio-button--tiny" onClick={() => location.reload()}>
            {t("Load again")}
          </button>
        </div>
      </div>
    </section>
  );
}
