// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The time of a step: large with strokes for its minutes, or small in a bar. Silent for screen readers; milestones are spoken. */

import { useEffect, useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import type { Leaf, RunRecord } from "../../protocol.gen";
import { timeHidden } from "../parts/preferences";
import { isOver, opensNotes, timeLeft, timerState, type TimerState } from "./timer-state";
import { clockTime } from "./clock-time";

interface TimerProps {
  run: RunRecord;
  leaf: Leaf;
}

/** `opening`: say "Open" instead of a time, for the seconds after a silence. */
export function Timer({ run, leaf, opening = false }: TimerProps & { opening?: boolean }) {
  const board = useBoard();
  void board.tick.value;
  const state = timerState(run, leaf.minutes, board.now(), board.workshop.value?.minute_ms);
  const end = endLine(state, opensNotes(run, leaf), clockTime(board, run.ends_at_ms));
  if (opening || (state.look === "ended" && opensNotes(run, leaf))) {
    return (
      <div class="codio-timer">
        <span class="codio-timer__time codio-timer__word">{t("Open")}</span>
        <span class="codio-timer__end">{t("The notes lie on the table now")}</span>
      </div>
    );
  }
  const look = state.look === "last" || state.look === "paused" ? ` codio-timer--${state.look}` : "";
  return (
    <div class={`codio-timer${look}`} role="timer" aria-live="off">
      {!timeHidden.value && (
        <>
          <span class="codio-timer__time">{timeLeft(state.left_ms)}</span>
          <Strokes state={state} />
        </>
      )}
      <span class="codio-timer__end">{end}</span>
    </div>
  );
}

export function MiniTimer({ run, leaf }: TimerProps) {
  const board = useBoard();
  void board.tick.value;
  const state = timerState(run, leaf.minutes, board.now(), board.workshop.value?.minute_ms);
  const end = (state.look === "running" || state.look === "last") && !isOver(state) ? t("until {time}", { time: clockTime(board, run.ends_at_ms) }) : shortState(state);
  if (state.look === "ended" && opensNotes(run, leaf)) return <span class="codio-mini-timer codio-mini-timer__time">{t("Open")}</span>;
  return (
    <div class="codio-mini-timer" role="timer" aria-live="off">
      {!timeHidden.value && <span class="codio-mini-timer__time codio-number">{timeLeft(state.left_ms)}</span>}
      <span class="codio-mini-timer__end">{end}</span>
    </div>
  );
}

function Strokes({ state }: { state: TimerState }) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => bar.current?.style.setProperty("--codio-now", `${Math.round(state.part * 100)}%`));
  const over = state.strokes - state.whole - (state.part > 0 ? 1 : 0);
  const kind = (at: number) => (at < over ? "" : at === over && state.part > 0 ? " codio-minutes__minute--now" : " codio-minutes__minute--left");
  return (
    <div ref={bar} class="codio-minutes" aria-hidden="true">
      {Array.from({ length: state.strokes }, (_, at) => (
        <span key={at} class={`codio-minutes__minute${kind(at)}`} />
      ))}
    </div>
  );
}

function endLine(state: TimerState, opens: boolean, time: string): string {
  if (isOver(state)) return shortState(state);
  if (state.look === "last") return t("Last minute, until {time}", { time });
  if (state.look !== "running") return state.look === "paused" ? t("Pause. The time stands still.") : shortState(state);
  return opens ? t("At {time} the notes open", { time }) : t("Until {time}", { time });
}

function shortState(state: TimerState): string {
  if (state.look === "paused") return t("Pause");
  return state.look === "idle" ? t("Ready to start") : t("The time is up");
}
