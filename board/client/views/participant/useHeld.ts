// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Which screen is shown. A step change never takes the field away from under typing hands: then the old screen stays, and a
 * line says where to go (A11Y-13). Who does not type goes along, and hears it; unless he asked for time of his own (A11Y-10).
 */

import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { isTyping } from "../parts/focus";

export interface Held<S> {
  shown: S;
  /** The screen that waits, when the old one is kept. */
  next: S | null;
  go(): void;
}

interface Holding<S> {
  /** Names a screen: the same key is the same screen, with newer data. */
  keyOf(screen: S): string;
  /** Whether this screen stays, also when nobody types. */
  keeps(screen: S): boolean;
  onSwitch(screen: S): void;
}

export function useHeld<S>(live: S, { keyOf, keeps, onSwitch }: Holding<S>): Held<S> {
  // No state: the newest of a screen is another object each time, and to set it would draw everything again, for ever.
  const kept = useRef(live);
  const [waiting, setWaiting] = useState(false);
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const same = keyOf(kept.current) === keyOf(live);
  const stays = !same && (waiting || isTyping() || keeps(kept.current));
  useEffect(() => {
    setWaiting(stays);
    if (stays) return;
    kept.current = live;
    if (!same) onSwitch(live);
  });
  return {
    shown: stays ? kept.current : live,
    next: stays ? live : null,
    go: () => {
      setWaiting(false);
      kept.current = live;
      onSwitch(live);
      drawAgain(0);
    },
  };
}
