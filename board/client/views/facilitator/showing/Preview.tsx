// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * What the room sees, small: the screen's own page, drawn 1280 px wide for a screen of the chosen shape and made smaller. Only to look
 * at: what it shows is told in words beside it.
 */

import { useLayoutEffect, useRef } from "preact/hooks";
import { at } from "../../../core/at";
import { useBoard } from "../../../core/context";
import { screenShape } from "../../parts/preferences";

/** Width in CSS pixels for which the page is drawn; the height of each shape stands in the style sheet. */
const DRAWN_WIDE = 1280;

export function Preview() {
  const frame = useRef<HTMLDivElement>(null);
  const { session } = useBoard();
  useLayoutEffect(() => {
    const here = frame.current;
    if (!here) return undefined;
    const fit = () => here.style.setProperty("--codio-smaller", (here.clientWidth / DRAWN_WIDE).toFixed(4));
    const room = new ResizeObserver(fit);
    fit();
    room.observe(here);
    return () => room.disconnect();
  }, []);
  return (
    <div class="codio-preview" data-shape={screenShape.value} ref={frame} aria-hidden="true" inert>
      <iframe class="codio-preview__page" src={at(`/regie/${session}/scherm`)} tabIndex={-1} title="" />
    </div>
  );
}
