// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Says the milestones of the time through the status region: start, one minute, twenty seconds, end. Call once per page. */

import { useSignalEffect } from "@preact/signals";
import { useRef } from "preact/hooks";
import { t, tn } from "../../core/i18n";
import type { Board } from "../../core/api";
import { milestone, opensNotes, timerState } from "./timer-state";

export function useMilestones(board: Board): void {
  const before = useRef({ run: "", left: 0, running: false });
  useSignalEffect(() => {
    void board.tick.value;
    const run = board.run.value;
    const leaf = board.leaf.value;
    if (!run || !leaf) return;
    const { left_ms: left } = timerState(run, leaf.minutes, board.now(), board.workshop.value?.minute_ms);
    const running = run.timer_state === "running" && left > 0;
    const old = before.current;
    before.current = { run: run.id, left, running };
    if (old.run !== run.id) return;
    if (running && !old.running) board.announce.say(t("The time runs. {left}", { left: leftInWords(left) }), "time");
    const passed = milestone(old.left, left);
    if (passed === 60_000) board.announce.say(t("One minute left."), "time");
    if (passed === 20_000) board.announce.say(t("Twenty seconds left."), "time");
    if (passed === 0) board.announce.say(opensNotes(run, leaf) ? t("The time is up. The notes open.") : t("The time is up"));
  });
}

/** "3 minutes and 42 seconds left." */
export function leftInWords(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1000);
  const minutes = Math.floor(seconds / 60);
  if (seconds <= 0) return t("No time left.");
  const whole = tn("{n} minute", "{n} minutes", minutes);
  const rest = tn("{n} second", "{n} seconds", seconds % 60);
  const time = minutes === 0 ? rest : seconds % 60 === 0 ? whole : t("{a} and {b}", { a: whole, b: rest });
  return t("{time} left.", { time });
}
