// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Dit mist nog": what this step must still bring. Never a stop. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { isLocked } from "../script/next";
import { goToMissing, missingNow, missingPlace, missingWords } from "./missing-words";

export function MissingPanel() {
  const board = useBoard();
  const missing = missingNow(board);
  if (isLocked(board.run.value) || missing.length === 0) return null;
  return (
    <section class="codio-panel" aria-labelledby="missing">
      <h2 class="codio-panel__heading" id="missing">
        {t("Still missing in this step")}
        <span class="codio-heading__aside codio-number">{missing.length}</span>
      </h2>
      <ul class="codio-missing">
        {missing.map((one) => {
          const place = missingPlace(board, one);
          const words = missingWords(board, one);
          return (
            <li key={one.kind}>
              {place ? (
                <button type="button" class="codio-missing__go" onClick={() => goToMissing(board, one, place)}>
                  <span class="codio-missing__box" aria-hidden="true" />
                  {words}
                  <Icon name="next" />
                </button>
              ) : (
                <p class="codio-missing__line">
                  <span class="codio-missing__box" aria-hidden="true" />
                  {words}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
