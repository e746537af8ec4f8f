// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Goes where the facilitator points: unfolds what is folded, scrolls there, marks it as long as it is pointed at, and says so
 * politely. Moves the focus only for who presses to go there, and never scrolls under hands that type or touch. Call once per page.
 */

import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { SpotlightRecord } from "../../protocol.gen";
import { isHandling } from "./handling";
import { findSpot, spotName } from "./spotlight";

export interface Spotlight {
  /** What is pointed at now; null for nothing. */
  spot: SpotlightRecord | null;
  /** True when it does not stand on this page. */
  missing: boolean;
  /** True while it is in sight. */
  there: boolean;
  go(): void;
  /** Whoever has seen it goes on from there, or from the heading that is in sight. Nothing moves. */
  leave(): void;
}

/** Of the window, above and below: what shows no further than this stands at an edge, or behind what stays there. */
const IN_SIGHT = "-20% 0px";
/** Views with tabs or pages open the right one first: that takes a moment. */
const SETTLE_MS = 80;

export function useSpotlight(): Spotlight {
  const board = useBoard();
  const record = board.spotlight.value;
  const spot = record && record.target !== "" ? record : null;
  const [missing, setMissing] = useState(false);
  const [there, setThere] = useState(false);
  const watch = useRef<IntersectionObserver | null>(null);
  const told = useRef(-1);
  const locked = board.run.value?.opened_to === "author";
  const show = (scroll: boolean, focus = false) => {
    if (!spot) return;
    const place = findSpot(board, spot);
    setMissing(place === null);
    if (!place) return;
    for (let fold = place.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
    mark(place);
    watch.current?.disconnect();
    watch.current = new IntersectionObserver((seen) => setThere(seen.at(-1)?.isIntersecting === true), { rootMargin: IN_SIGHT });
    watch.current.observe(place);
    if (scroll) bringInSight(place);
    // Who asks for it by pressing goes on from there.
    if (focus) put(place);
  };
  useEffect(() => () => watch.current?.disconnect(), []);
  useEffect(() => {
    unmark();
    watch.current?.disconnect();
    setMissing(false);
    setThere(false);
    if (!spot) return;
    // Another step begins while it is pointed at: it is marked there too, but nobody is called again.
    const called = told.current !== spot.n && !locked;
    if (called) {
      told.current = spot.n;
      const name = spotName(board, spot);
      board.announce.say(name ? t("The facilitator points at: {what}", { what: name }) : t("The facilitator points at something"));
    }
    const timer = setTimeout(() => show(called && !isHandling()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [record?.n, record?.target, board.run.value?.id]);
  return { spot, missing, there, go: () => show(true, true), leave: () => put(there ? document.querySelector("[data-spotlit]") : headingInSight()) };
}

/** Its beginning stands under what stays at the top, where people read its heading; what is small stands in the middle. */
function bringInSight(place: HTMLElement): void {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const free = innerHeight - parseFloat(scrollPaddingTop) - parseFloat(scrollPaddingBottom);
  place.scrollIntoView({ block: place.offsetHeight > free ? "start" : "center", behavior: still ? "auto" : "smooth" });
}

function put(place: HTMLElement | null): void {
  if (!place) return;
  if (place.tabIndex < 0) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

/** The first heading of the page that is in sight, else the first of all. What the bar itself shows goes away with it, and what is hidden has no box. */
export function headingInSight(): HTMLElement | null {
  const all = [...document.querySelectorAll<HTMLElement>("h1, h2, h3")];
  const headings = all.filter((one) => !one.closest(".codio-spotlight") && one.getClientRects().length > 0);
  return headings.find((one) => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight) ?? headings[0] ?? null;
}

// An attribute that no component draws, so that drawing anew leaves it where it is.
function mark(place: HTMLElement): void {
  unmark();
  place.setAttribute("data-spotlit", "");
}

function unmark(): void {
  for (const old of document.querySelectorAll("[data-spotlit]")) old.removeAttribute("data-spotlit");
}
