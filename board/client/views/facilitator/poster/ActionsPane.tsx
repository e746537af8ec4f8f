// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The poster's actions: what the tables offer, the plan as a table or as the field of necessity and importance, and what clashes. */

import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Board } from "../../../core/api";
import { Dropped } from "../../poster/Dropped";
import { inOrder } from "../../poster/priority";
import { BlockHeading, Counted, wordsOf } from "../../parts/BlockHeading";
import { Icon } from "../../parts/Icon";
import { offersOf, sourcesOf } from "../../table/offers";
import { ask } from "../console/asking";
import { BringButton } from "../room/BringButton";
import { ActionRaster } from "./ActionRaster";
import { ActionTable } from "./ActionTable";
import { JumpLine } from "./JumpLine";
import { MeasureList } from "./MeasureList";
import { NewAction } from "./NewAction";
import { WeighGrid } from "./WeighGrid";
import { FormerOffers } from "../offers/FormerOffers";
import { OfferList } from "../offers/OfferList";
import { TensionList, tensionsBetween } from "../tensions/TensionList";

/** What is looked at; kept while other tabs are. */
const weighing = signal(false);

export function ActionsPane() {
  const board = useBoard();
  const [raster, setRaster] = useState(false);
  const fresh = offersLeft(board);
  // What the tables bring is in sight as long as some of it is not on the poster.
  const [offering, setOffering] = useState(board.posterActions.value.length === 0 || fresh > 0);
  const presenting = board.leaf.value?.screen === "mechanisms";
  const order = board.posterOrder.value;
  const sorted = order?.by_priority === true || order?.by_principle === true;
  const actions = inOrder(board.posterActions.value, board);
  const single = !offering || raster;
  return (
    <div class="codio-console__scroll codio-plan-pane">
      {presenting && <MeasureList open />}
      <FormerOffers />
      <div class="codio-tools">
        <button type="button" class="codio-button codio-button--line codio-button--tiny" aria-expanded={offering} onClick={() => setOffering(!offering)}>
          <Icon name={offering ? "close" : "flag"} />
          {t("From the tables")}
          {fresh > 0 && <span class="codio-number codio-soft">{tn("{n} new", "{n} new", fresh)}</span>}
        </button>
        <span class="codio-segments" role="group" aria-label={t("Look at the actions as")}>
          <Segment on={!weighing.value} words={t("Table of actions")} press={() => (weighing.value = false)} />
          <Segment on={weighing.value} words={t("Necessity × importance")} press={() => (weighing.value = true)} />
        </span>
        {actions.length > 1 && <OrderSwitches />}
      </div>
      <div class={single ? "codio-compose codio-compose--single" : "codio-compose"}>
        {offering && <OfferList kind="action" beside={<RasterSwitch raster={raster} onSwitch={() => setRaster(!raster)} />} {...(raster ? { instead: <ActionRaster /> } : {})} />}
        <section class="codio-compose__poster codio-plan-pane__plan" aria-labelledby={wordsOf("poster-actions")}>
          <BlockHeading id="poster-actions" words={t("On the poster")}>
            <BringButton kind="block" target="actions" name={t("the actions")} />
            <Counted n={actions.length} />
          </BlockHeading>
          <JumpLine
            parts={[
              { id: "poster-actions", name: t("On the poster"), count: actions.length },
              actions.length > 1 && { id: "tensions-actions", name: t("Tensions between actions"), count: tensionsBetween(board, "actions").length },
            ]}
          />
          {actions.length === 0 && <p class="codio-small codio-soft">{t("No action yet.")}</p>}
          {actions.length > 0 && (weighing.value ? <WeighGrid actions={actions} /> : <ActionTable actions={actions} movable={!sorted} />)}
          <NewAction />
          <TensionList between="actions" />
          <Dropped kind="action" />
          {!presenting && <MeasureList />}
        </section>
      </div>
    </div>
  );
}

/** How much of what the tables chose is not on the poster in any way. */
function offersLeft(board: Board): number {
  const { posterValues, posterActions, notes, items } = board;
  return board.tables.value
    .flatMap((table) => offersOf(sourcesOf(table, "action", notes.value, items.value), posterValues.value, posterActions.value))
    .filter((offer) => offer.state !== "there" && offer.state !== "alike").length;
}

function Segment({ on, words, press }: { on: boolean; words: string; press(): void }) {
  return (
    <button type="button" class="codio-segments__one" aria-pressed={on} onClick={press}>
      {words}
    </button>
  );
}

/** The raster, or a list per table. */
function RasterSwitch({ raster, onSwitch }: { raster: boolean; onSwitch(): void }) {
  return (
    <button type="button" class="codio-move" onClick={onSwitch}>
      <Icon name="group" />
      {raster ? t("List per table") : t("Compare the tables")}
    </button>
  );
}

/** By necessity and importance, by principle, by both, or as they were laid: for everybody, on the screen too. */
function OrderSwitches() {
  const board = useBoard();
  const { rev: base_rev = 0, by_priority = false, by_principle = false } = board.posterOrder.value ?? {};
  const order = (to: { by_priority: boolean; by_principle: boolean }, on: boolean, words: string) => {
    void ask(board, { type: "order_poster", base_rev, ...to }, on ? words : t("The actions stand as they were laid"));
  };
  return (
    <>
      <label class="codio-edit__tick">
        <input type="checkbox" checked={by_priority} onChange={() => order({ by_priority: !by_priority, by_principle }, !by_priority, t("The actions stand by necessity and importance"))} />
        {t("Sort by necessity and importance")}
      </label>
      <label class="codio-edit__tick">
        <input type="checkbox" checked={by_principle} onChange={() => order({ by_priority, by_principle: !by_principle }, !by_principle, t("The actions stand by principle"))} />
        {t("Sort by principle")}
      </label>
    </>
  );
}
