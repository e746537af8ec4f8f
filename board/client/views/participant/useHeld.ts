// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/**
 * Which screen is shown. A step change never takes the field away from under typing hands: then the old screen stays, and a
 * line says where to go (A11Y-13). Who does not type goes along, and hears it.
 */

import { useEffect, useState } from "preact/hooks";
import { isTyping } from "../parts/focus";

export interface Held<S> {
  shown: S;
  /** The screen that waits, when the old one is kept. */
  next: S | null;
  go(): void;
}

/** `keyOf` names a screen: the same key is the same screen, with newer data. */
export function useHeld<S>(live: S, keyOf: (screen: S) => string, onSwitch: (screen: S) => void): Held<S> {
  const [kept, setKept] = useState(live);
  const same = keyOf(kept) === keyOf(live);
  const hold = !same && isTyping();
  const [waiting, setWaiting] = useState(false);
  const goNow = !same && !hold && !waiting;
  useEffect(() => {
    if (same) {
      setWaiting(false);
      if (kept !== live) setKept(live);
    } else if (goNow) {
      setKept(live);
      onSwitch(live);
    } else setWaiting(true);
  });
  const stays = !same && !goNow;
  return {
    shown: stays ? kept : live,
    next: stays ? live : null,
    go: () => {
      setWaiting(false);
      setKept(live);
      onSwitch(live);
    },
  };
}
