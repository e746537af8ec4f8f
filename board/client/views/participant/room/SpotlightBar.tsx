// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Says where the facilitator points, with a button to go there while it is out of sight; what does not stand on this page is shown here.
 * How high it is stands on the page as --codio-spot, so that nothing begins behind it (ground.css).
 */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { Icon } from "../../parts/Icon";
import { spotName } from "../../room/spotlight";
import type { Spotlight } from "../../room/useSpotlight";
import { SpotlightContent } from "./SpotlightContent";

export function SpotlightBar({ light }: { light: Spotlight }) {
  const board = useBoard();
  const [closed, setClosed] = useState(0);
  const bar = useRef<HTMLElement>(null);
  const { spot, missing } = light;
  const shown = spot !== null && closed !== spot.n;
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const measure = () => style.setProperty("--codio-spot", `${String(bar.current?.offsetHeight ?? 0)}px`);
    const sizes = new ResizeObserver(measure);
    if (bar.current) sizes.observe(bar.current);
    return () => {
      sizes.disconnect();
      style.removeProperty("--codio-spot");
    };
  }, [shown]);
  if (!shown) return null;
  const name = spotName(board, spot);
  const close = (): void => {
    setClosed(spot.n);
    light.leave();
  };
  return (
    <div class="codio-spotlight__place">
    <section class="codio-spotlight" ref={bar} aria-label={t("The facilitator points")}>
      <p class="codio-spotlight__line">
        <Icon name="flag" />
        <span>{name ? t("The facilitator points at: {what}", { what: name }) : t("The facilitator points at something")}</span>
        <span class="codio-spotlight__buttons">
          {!missing && (
            <button type="button" class={`codio-button codio-button--tiny${light.there ? " codio-spotlight__there" : ""}`} onClick={light.go}>
              {t("Go there")}
            </button>
          )}
          <button type="button" class="codio-button codio-button--line codio-button--tiny" onClick={close}>
            {t("Close")}
          </button>
        </span>
      </p>
      {missing && <SpotlightContent spot={spot} />}
    </section>
    </div>
  );
}
