// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The poster's values: what the tables offer, what stands there, and where values clash. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId } from "../../../protocol.gen";
import { valuesUnder } from "../../poster/words";
import { Stamp } from "../../shared/Stamp";
import { FOUNDATIONS } from "../../shared/words";
import { OfferList } from "./OfferList";
import { NewTension, TensionEntry } from "./TensionEntry";
import { NewValue, ValueEntry } from "./ValueEntry";

export function ValuesPane() {
  const board = useBoard();
  const tensions = board.tensions.value;
  return (
    <div class="codio-console__scroll codio-compose">
      <OfferList kind="value" />
      <section class="codio-compose__poster" aria-labelledby="poster-values">
        <h2 class="codio-heading" id="poster-values">
          {t("On the poster")}
          <span class="codio-heading__aside codio-number">{board.posterValues.value.length}</span>
        </h2>
        {FOUNDATIONS.map((foundation) => (
          <Under key={foundation} foundation={foundation} />
        ))}
        <NewValue />
        <h2 class="codio-heading">{t("Tensions")}</h2>
        {tensions.length === 0 && <p class="codio-small codio-soft">{t("Do two values clash? Record it, with the choice you make.")}</p>}
        <ul class="codio-entries">
          {tensions.map((tension) => (
            <TensionEntry key={tension.id} tension={tension} />
          ))}
        </ul>
        <NewTension />
      </section>
    </div>
  );
}

function Under({ foundation }: { foundation: FoundationId }) {
  const board = useBoard();
  const values = valuesUnder(board.posterValues.value, foundation);
  return (
    <div class="codio-compose__sheet" data-foundation={foundation}>
      <h3 class="codio-heading">
        <Stamp foundation={foundation} size="small" />
        {board.content.foundationName(foundation)}
      </h3>
      {values.length === 0 && <p class="codio-small codio-soft">{t("No value yet.")}</p>}
      <ul class="codio-entries">
        {values.map((value) => (
          <ValueEntry key={value.id} value={value} />
        ))}
      </ul>
    </div>
  );
}
