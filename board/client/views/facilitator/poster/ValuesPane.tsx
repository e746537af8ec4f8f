// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The poster's values: what the tables offer, what stands there, accent values, and where values clash. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf } from "../../../core/items";
import type { FoundationId } from "../../../protocol.gen";
import { valuesUnder } from "../../poster/words";
import { Dropped } from "../../poster/Dropped";
import { BlockHeading, Counted, wordsOf } from "../../parts/BlockHeading";
import { Stamp } from "../../parts/Stamp";
import { FOUNDATIONS } from "../../../core/foundations";
import { BringButton } from "../room/BringButton";
import { AccentAnswers } from "./AccentAnswers";
import { JumpLine } from "./JumpLine";
import { NewValue } from "./NewValue";
import { OfferList } from "../offers/OfferList";
import { TensionList, tensionsBetween } from "../tensions/TensionList";
import { ValueEntry } from "./ValueEntry";

export function ValuesPane() {
  const board = useBoard();
  const accents = itemsOf(board.items.value, "accent").length;
  return (
    <div class="codio-console__scroll codio-compose">
      <OfferList kind="value" />
      <section class="codio-compose__poster" aria-labelledby={wordsOf("poster-values")}>
        <BlockHeading id="poster-values" words={t("On the poster")}>
          <BringButton kind="block" target="values" name={t("the values")} />
          <Counted n={board.posterValues.value.length} />
        </BlockHeading>
        <JumpLine
          parts={[
            { id: "poster-values", name: t("On the poster"), count: board.posterValues.value.length },
            { id: "tensions-values", name: t("Tensions"), count: tensionsBetween(board, "values").length },
            accents > 0 && { id: "poster-accents", name: t("Accent values"), count: accents },
          ]}
        />
        <div class="codio-compose__sheets">
          {FOUNDATIONS.map((foundation) => (
            <Under key={foundation} foundation={foundation} />
          ))}
        </div>
        <NewValue />
        <TensionList between="values" />
        <AccentAnswers />
        <Dropped kind="value" />
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
