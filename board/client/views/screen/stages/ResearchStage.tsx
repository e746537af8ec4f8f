// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The values from research that the tables read now, per foundation. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { itemsOf, type ItemOf } from "../../../core/items";
import { Stamp } from "../../parts/Stamp";
import { FOUNDATIONS } from "../../../core/foundations";
import type { StepProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { TalkStage } from "./TalkStage";
import { StepAsks } from "../StepAsks";
import { useFit } from "../fit/useFit";

export function ResearchStage({ run, leaf }: StepProps) {
  const found = itemsOf(useBoard().items.value, "research_value");
  return found.length === 0 ? <TalkStage run={run} leaf={leaf} /> : <Research run={run} leaf={leaf} found={found} />;
}

function Research({ run, leaf, found }: StepProps & { found: readonly ItemOf<"research_value">[] }) {
  const board = useBoard();
  const stage = useFit();
  return (
    <main class="codio-screen__stage codio-screen-board" id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} guest="" note={t("Brought along from research. Your table decides what fits here.")} />
      <section class="codio-poster__values" data-spread="" data-group="" aria-label={t("Values from research")}>
        {FOUNDATIONS.map((foundation) => (
          <section class="codio-poster__sheet codio-sheet" data-group="" data-foundation={foundation} key={foundation}>
            <div class="codio-poster__foundation">
              <Stamp foundation={foundation} size="large" />
              <h2 class="codio-poster__name" data-unbroken="">{board.content.foundationName(foundation)}</h2>
            </div>
            {found
              .filter((item) => item.content.foundation === foundation)
              .map((item, row) => (
                <Found key={item.item_id} item={item} row={row} />
              ))}
          </section>
        ))}
      </section>
      <StepAsks leaf={leaf} />
    </main>
  );
}

function Found({ item, row }: { item: ItemOf<"research_value">; row: number }) {
  const board = useBoard();
  const { value, text, source } = item.content;
  return (
    <div class="codio-poster__value" data-piece={`research/${String(row)}`} data-spot={`item:${item.item_id}`}>
      <h3 class="codio-poster__value-name" data-whole="held">{board.content.valueName(value)}</h3>
      {text && <p class="codio-poster__meaning">{text}</p>}
      {source && <p class="codio-screen-board__source">{source}</p>}
    </div>
  );
}
