// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The poster's actions: what the tables offer, side by side if wanted, and the plan as it stands. */

import { Dropped } from "../../poster/Dropped";
import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { byPriority } from "../../poster/priority";
import { Icon } from "../../parts/Icon";
import { ask } from "../console/asking";
import { BringButton } from "../room/BringButton";
import { ActionEntry, NewAction } from "./ActionEntry";
import { ActionRaster } from "./ActionRaster";
import { MeasureList } from "./MeasureList";
import { FormerOffers } from "../offers/FormerOffers";
import { OfferList } from "../offers/OfferList";
import { TensionList } from "../tensions/TensionList";

export function ActionsPane() {
  const board = useBoard();
  const [raster, setRaster] = useState(false);
  const presenting = board.leaf.value?.screen === "mechanisms";
  const sorted = board.posterOrder.value?.by_priority === true;
  const actions = sorted ? byPriority(board.posterActions.value) : board.posterActions.value;
  return (
    <div class="codio-console__scroll">
      {presenting && <MeasureList open />}
      <FormerOffers />
      <div class={raster ? "codio-compose codio-compose--single" : "codio-compose"}>
        <OfferList kind="action" beside={<RasterSwitch raster={raster} onSwitch={() => setRaster(!raster)} />} {...(raster ? { instead: <ActionRaster /> } : {})} />
        <section class="codio-compose__poster" aria-labelledby="poster-actions">
          <h2 class="codio-heading" id="poster-actions">
            {t("On the poster")}
            <BringButton kind="block" target="actions" name={t("the actions")} />
            <span class="codio-heading__aside codio-number">{actions.length}</span>
          </h2>
          {actions.length > 1 && <OrderSwitch sorted={sorted} />}
          {actions.length === 0 && <p class="codio-small codio-soft">{t("No action yet.")}</p>}
          <ul class="codio-entries">
            {actions.map((action) => (
              <ActionEntry key={action.id} action={action} peers={actions} movable={!sorted} />
            ))}
          </ul>
          <NewAction />
          <TensionList between="actions" />
        <Dropped kind="action" />
          {!presenting && <MeasureList />}
        </section>
      </div>
    </div>
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

/** By necessity and importance, or as they were laid: for everybody, on the screen too. */
function OrderSwitch({ sorted }: { sorted: boolean }) {
  const board = useBoard();
  const toggle = () => {
    const base_rev = board.posterOrder.value?.rev ?? 0;
    const said = sorted ? t("The actions stand as they were laid") : t("The actions stand by necessity and importance");
    void ask(board, { type: "order_poster", base_rev, by_priority: !sorted }, said);
  };
  return (
    <label class="codio-edit__tick">
      <input type="checkbox" checked={sorted} onChange={toggle} />
      {t("Sort by necessity and importance")}
    </label>
  );
}
