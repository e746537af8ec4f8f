// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * A stage that fits itself to its room (`Fitter`), and turns its pages: by itself, unless the facilitator chose a page, everybody was
 * brought to something on it, somebody turned it by key or presenter, or the device asks for no motion.
 */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useBoard } from "../../../core/context";
import { loadHyphens } from "../../parts/hyphens";
import { findSpot } from "../../room/spotlight";
import { Fitter } from "./fitter";
import { paged } from "./paging";

/** Time to read a page from the last row. */
const TURN_MS = 15_000;

const FORWARD: readonly string[] = ["ArrowRight", "PageDown", " "];
const BACK: readonly string[] = ["ArrowLeft", "PageUp"];

/** Text that changes with every tick takes no more room by it. */
const TICKING = "[role=timer], [data-ticking]";

function roomOf(stage: HTMLElement | null): string {
  return `${stage?.clientWidth}×${stage?.clientHeight}`;
}

export function useFit(): RefObject<HTMLElement | null> {
  const board = useBoard();
  const stage = useRef<HTMLElement>(null);
  const fitter = useRef<Fitter | null>(null);
  const changes = useRef<MutationObserver | null>(null);
  const held = useRef(false);
  const chosen = board.showing.value?.page ?? 0;
  const spot = board.spotlight.value;

  const tell = (page?: number) => {
    const found = fitter.current;
    if (!found) return;
    if (page !== undefined) found.turn(page);
    // Hyphens that it put itself are no change.
    changes.current?.takeRecords();
    paged.value = { page: found.page, pages: found.pages };
  };
  /** The page that somebody asked for, if any. */
  const wanted = (): number | undefined => {
    if (board.showing.peek()?.page) return (board.showing.peek()?.page ?? 1) - 1;
    const at = board.spotlight.peek();
    const place = at?.target ? findSpot(board, at) : null;
    return (place && fitter.current?.pageOf(place)) ?? undefined;
  };
  /** The room for which it was laid. */
  const laid = useRef("");
  const lay = () => {
    fitter.current?.lay();
    laid.current = roomOf(stage.current);
    tell(held.current ? undefined : wanted());
  };

  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    fitter.current = new Fitter(element);
    lay();
    // Only then it is known where a long word may break.
    void loadHyphens(element).then(lay);
    const seen = new MutationObserver((list) => {
      if (list.some(({ target }) => !(target instanceof Element ? target : target.parentElement)?.closest(TICKING))) lay();
    });
    seen.observe(element, { childList: true, characterData: true, subtree: true });
    changes.current = seen;
    // It tells the first size too, for which it is laid already.
    const room = new ResizeObserver(() => laid.current === roomOf(element) || lay());
    room.observe(element);
    // Another font makes other widths.
    if (document.fonts?.status === "loading") void document.fonts.ready.then(lay);
    return () => {
      seen.disconnect();
      room.disconnect();
      // Fonts may come after this stage has gone.
      fitter.current = null;
      paged.value = { page: 0, pages: 1 };
    };
  }, []);

  useLayoutEffect(() => {
    held.current = false;
    tell(wanted());
  }, [chosen, spot?.n, spot?.target]);

  useEffect(() => {
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    let turning = setInterval(turn, TURN_MS);
    function turn() {
      if (!held.current && !still.matches && wanted() === undefined) tell((fitter.current?.page ?? 0) + 1);
    }
    const key = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const by = FORWARD.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0;
      if (by === 0 || (fitter.current?.pages ?? 1) === 1 || (event.target instanceof Element && event.target.closest("button, a"))) return;
      event.preventDefault();
      held.current = true;
      clearInterval(turning);
      turning = setInterval(turn, TURN_MS);
      tell((fitter.current?.page ?? 0) + by);
    };
    window.addEventListener("keydown", key);
    return () => {
      clearInterval(turning);
      window.removeEventListener("keydown", key);
    };
  }, []);

  return stage;
}
