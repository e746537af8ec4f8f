// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Under every stage: that this is practice, who speaks and who is next, and what the facilitator points at. In a silence and in a break
 * nobody is called on: hands stay on the desk, and come back here when it is over. Where somebody may be called on, its place is kept
 * free, and it is one line whatever it says, so that no page is laid anew when a hand is raised.
 */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { Speakers } from "../room/Speakers";
import { spotName } from "../room/spotlight";
import { useSpotlight } from "../room/useSpotlight";

/** How those who wait are told: the first of these that fits in the line. */
const WAYS = [
  { most: 3, placed: true },
  { most: 2, placed: true },
  { most: 1, placed: true },
  { most: 1, placed: false },
] as const;

export function RoomStrip() {
  const board = useBoard();
  const { spot, missing } = useSpotlight();
  // What the screen has on no stage is named at least.
  const name = spot && missing ? spotName(board, spot) : "";
  const practice = board.workshop.value?.rehearsal ?? false;
  const hands = board.hands.value;
  const run = board.run.value;
  const quiet = board.leaf.value?.screen === "break" || (run?.silent === true && run.opened_to === "author") || board.workshop.value?.phase === "closed";
  const strip = useRef<HTMLElement>(null);
  const way = useWay(strip, JSON.stringify([practice, name, hands]));
  const talking = !quiet && hands !== null && (hands.floor !== null || hands.queue.length > 0);
  if (!practice && !talking && !name) return run && !quiet ? <div class="codio-screen-strip codio-screen-strip--free" /> : null;
  return (
    <aside class="codio-screen-strip" ref={strip} aria-label={t("In the room")}>
      {practice && (
        <p class="codio-screen-strip__practice">
          <Icon name="info" />
          {t("Practice: with simulated people")}
        </p>
      )}
      {talking && <Speakers {...WAYS[way]} />}
      {name && (
        <p>
          <Icon name="next" />
          <span>{t("Look at: {what}", { what: name })}</span>
        </p>
      )}
    </aside>
  );
}

/** Which of the ways fits, tried anew when it `says` something else or the window has another width. */
function useWay(strip: RefObject<HTMLElement | null>, says: string): number {
  const [way, setWay] = useState(0);
  const [width, setWidth] = useState(window.innerWidth);
  const tried = useRef("");
  const now = `${says} ${String(width)}`;
  useLayoutEffect(() => {
    const resized = () => setWidth(window.innerWidth);
    window.addEventListener("resize", resized);
    return () => window.removeEventListener("resize", resized);
  }, []);
  useLayoutEffect(() => {
    const line = strip.current;
    if (!line) return;
    const first = tried.current !== now;
    tried.current = now;
    if (first && way > 0) setWay(0);
    else if (way < WAYS.length - 1 && [...line.querySelectorAll("p > span")].some((one) => one.scrollWidth > one.clientWidth)) setWay(way + 1);
  });
  return way;
}
