// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Puts what opens at a button above everything else, whole and inside the window: in the top layer where the browser has one (all
 * since 2024), else fixed. On a phone its place is the style's: a sheet at the bottom.
 */

import { useLayoutEffect } from "preact/hooks";
import type { RefObject } from "preact";

const EDGE_PX = 8;
const SHEET = "(max-width: 37.5rem)";

/** `opened` is a popover beside its button (`aria-haspopup`) in one list item, row or group. It must stay at its place in the page. */
export function useOnTop(opened: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = opened.current;
    const button = element?.parentElement?.querySelector<HTMLElement>("[aria-haspopup]");
    if (!element || !button) return;
    if (typeof element.showPopover === "function") element.showPopover();
    const put = () => place(element, button);
    put();
    const grows = new ResizeObserver(put);
    grows.observe(element);
    addEventListener("resize", put);
    document.addEventListener("scroll", put, true);
    return () => {
      grows.disconnect();
      removeEventListener("resize", put);
      document.removeEventListener("scroll", put, true);
    };
  }, []);
}

function place(element: HTMLElement, button: HTMLElement): void {
  if (matchMedia(SHEET).matches) {
    element.style.removeProperty("inset");
    element.style.removeProperty("max-block-size");
    return;
  }
  const at = button.getBoundingClientRect();
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  element.style.setProperty("max-block-size", `${height - 2 * EDGE_PX}px`);
  const own = element.getBoundingClientRect();
  const fits = at.bottom + own.height <= height - EDGE_PX;
  const above = at.top - own.height >= EDGE_PX;
  const top = fits ? at.bottom : above ? at.top - own.height : Math.max(EDGE_PX, height - EDGE_PX - own.height);
  const left = Math.min(Math.max(EDGE_PX, at.right - own.width), width - EDGE_PX - own.width);
  const put = (y: number, x: number) => element.style.setProperty("inset", `${Math.round(y)}px auto auto ${Math.round(x)}px`);
  put(top, left);
  // Without the top layer an ancestor that is a container for queries is what "fixed" counts from, and not the window.
  const found = element.getBoundingClientRect();
  if (Math.abs(found.top - top) > 1 || Math.abs(found.left - left) > 1) put(2 * top - found.top, 2 * left - found.left);
}
