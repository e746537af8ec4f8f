// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** When a break is over, in words. */

import type { Board } from "../../core/api";
import { t } from "../../core/i18n";
import type { RunRecord } from "../../protocol.gen";
import { clockTime } from "./clock-time";

/** "Terug om 14:35"; the component that asks is drawn again when the time is up. */
export function backAt(board: Board, run: RunRecord): string {
  void board.tick.value;
  if (run.timer_state === "paused") return t("Pause. The time stands still.");
  if (run.timer_state !== "running" || run.ends_at_ms <= board.now()) return t("We go on");
  return t("Back at {time}", { time: clockTime(board, run.ends_at_ms) });
}
