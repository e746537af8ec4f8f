// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** News for who does not look: gathered, soon after it happened but at most one message in ten seconds. */

import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Board } from "../../core/api";
import { closed } from "../../core/sentences";

/** What comes in one breath is one message. */
const GATHER_MS = 1_000;
const QUIET_MS = 10_000;

/**
 * `watch` reads the signals of which there may be news, at each change of one of them. `look` compares with the look before and gives
 * the words, without a full stop; the first look of a page has nothing to compare with, and its words are not said.
 */
export function useGathered(board: Board, watch: () => void, look: () => string): void {
  const begun = useRef(false);
  const timer = useRef(0);
  const saidAt = useRef(-QUIET_MS);
  useSignalEffect(() => {
    if (!board.ready.value) return;
    watch();
    if (!begun.current) {
      begun.current = true;
      look();
      return;
    }
    if (timer.current !== 0) return;
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      const words = look();
      if (!words) return;
      saidAt.current = performance.now();
      board.announce.say(closed(words));
    }, Math.max(GATHER_MS, saidAt.current + QUIET_MS - performance.now()));
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
