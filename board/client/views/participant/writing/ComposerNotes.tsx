// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** What stands above the fields of a composer: a refusal, or that the note will be marked as later. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { isLate, type Refusal } from "./composing";
import { Icon } from "../../parts/Icon";

export function ComposerNotes({ refusal, begun }: { refusal: Refusal | null; begun: string }) {
  const board = useBoard();
  return (
    <>
      {refusal && (
        <p class="codio-message codio-message--alarm">
          <Icon name="alarm" />
          <span>
            {t("Not stored. {reason}", { reason: board.refusalText(refusal.code) })} {t("Your text is still here.")}
          </span>
        </p>
      )}
      {isLate(board.runs.value, begun) && (
        <p class="codio-message codio-message--honey">
          <Icon name="clock" />
          <span>{t("You can still add this. It will say “later”.")}</span>
        </p>
      )}
    </>
  );
}
