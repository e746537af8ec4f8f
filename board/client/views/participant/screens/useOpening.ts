// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** True for the second in which the notes of a silence unfold. */

import { useEffect, useState } from "preact/hooks";
import { useBoard } from "../../../core/context";
import type { RunRecord } from "../../../protocol.gen";

const OPENING_MS = 1_000;
/** Who comes later than this sees the board as it is. */
const FRESH_MS = 4_000;

export function useOpening(run: RunRecord): boolean {
  const board = useBoard();
  const fresh = run.silent && run.opened_to !== "author" && Math.abs(board.now() - run.ends_at_ms) < FRESH_MS;
  const [opening, setOpening] = useState(fresh);
  useEffect(() => {
    if (!opening) return;
    const timer = setTimeout(() => setOpening(false), OPENING_MS);
    return () => clearTimeout(timer);
  }, []);
  return opening;
}
