// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Says where the facilitator points, with a button to go there; what does not stand on this page is shown here. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { spotName } from "../../room/spotlight";
import type { Spotlight } from "../../room/useSpotlight";
import { SpotlightContent } from "./SpotlightContent";

export function SpotlightBar({ light }: { light: Spotlight }) {
  const board = useBoard();
  const [closed, setClosed] = useState(0);
  const { spot, missing } = light;
  if (!spot || closed === spot.n) return null;
  const name = spotName(board, spot);
  return (
    <section class="codio-spotlight" aria-label={t("The facilitator points")}>
      <p class="codio-spotlight__line">
        <Icon name="flag" />
        <span>{name ? t("The facilitator points at: {what}", { what: name }) : t("The facilitator points at something")}</span>
        <span class="codio-spotlight__buttons">
          {!missing && (
            <button type="button" class="codio-button codio-button--tiny" onClick={light.go}>
              {t("Go there")}
            </button>
          )}
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={() => setClosed(spot.n)}>
            {t("Close")}
          </button>
        </span>
      </p>
      {missing && <SpotlightContent spot={spot} />}
    </section>
  );
}
