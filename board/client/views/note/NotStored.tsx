// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A refusal on a note: why, that the text is kept, and two ways on. */

import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Failure } from "../../core/api";
import { Icon } from "../parts/Icon";

export function NotStored({ failure }: { failure: Failure }) {
  const board = useBoard();
  return (
    <>
      <p class="codio-note__message">
        <Icon name="alarm" />
        <span>{t("Not stored. {reason}", { reason: board.refusalText(failure.code) })}</span>
      </p>
      <div class="codio-note__foot">
        <button type="button" class="codio-move" onClick={() => board.dismiss(failure)}>
          <Icon name="close" />
          {t("Never mind")}
        </button>
        <button type="button" class="codio-move" onClick={() => void board.retry(failure)}>
          <Icon name="undo" />
          {t("Try again")}
        </button>
      </div>
    </>
  );
}
