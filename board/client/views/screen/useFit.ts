// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Makes a stage fit its window: type gets smaller in steps, by `data-density`, until nothing is cut off. */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** Steps of data-density in screen/stage.css; 0 is full size. The last one lets the stage scroll. */
export const DENSITIES = 7;

/** Narrower than this it is an ordinary page, which scrolls. */
const PAGE_BELOW = "(max-width: 60rem)";

/** Measures again whenever one of `because` changes, or the window. */
export function useFit(...because: readonly unknown[]): RefObject<HTMLElement | null> {
  const stage = useRef<HTMLElement>(null);
  useLayoutEffect(() => fit(stage.current), because);
  useLayoutEffect(() => {
    const again = () => fit(stage.current);
    window.addEventListener("resize", again);
    // Another font makes other widths.
    void document.fonts?.ready.then(again);
    // The strip at the bottom comes and goes.
    const size = new ResizeObserver(again);
    if (stage.current) size.observe(stage.current);
    return () => {
      window.removeEventListener("resize", again);
      size.disconnect();
    };
  }, []);
  return stage;
}

function fit(stage: HTMLElement | null): void {
  if (!stage) return;
  for (let density = 0; density < DENSITIES; density += 1) {
    stage.dataset["density"] = String(density);
    if (matchMedia(PAGE_BELOW).matches || fits(stage)) return;
  }
}

function fits(stage: HTMLElement): boolean {
  return stage.scrollHeight <= stage.clientHeight + 1 && stage.scrollWidth <= stage.clientWidth + 1;
}
