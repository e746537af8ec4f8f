// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The poster's actions: what the tables offer and the plan as it stands. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { ActionEntry, NewAction } from "./ActionEntry";
import { OfferList } from "./OfferList";

export function ActionsPane() {
  const board = useBoard();
  const actions = board.posterActions.value;
  return (
    <div class="codio-console__scroll codio-compose">
      <OfferList kind="action" />
      <section class="codio-compose__poster" aria-labelledby="poster-actions">
        <h2 class="codio-heading" id="poster-actions">
          {t("On the poster")}
          <span class="codio-heading__aside codio-number">{actions.length}</span>
        </h2>
        {actions.length === 0 && <p class="codio-small codio-soft">{t("No action yet.")}</p>}
        <ul class="codio-entries">
          {actions.map((action) => (
            <ActionEntry key={action.id} action={action} />
          ))}
        </ul>
        <NewAction />
      </section>
    </div>
  );
}
