// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The time of a step on the projector: figures, strokes and the clock time of its end. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../core/i18n";
import { useBoard } from "../../core/context";
import { Icon } from "../parts/Icon";
import { isOver, timeLeft, timerState, type TimerState } from "../timer/timer-state";
import { clockTime } from "../timer/clock-time";
import type { StepProps } from "./stage";

/** Where the time stands now; the component that asks is drawn again while the time runs. */
export function useTime({ run, leaf }: StepProps): TimerState {
  const board = useBoard();
  void board.tick.value;
  return timerState(run, leaf.minutes, board.now(), board.workshop.value?.minute_ms);
}

/** `block`: the class of the stage, as in `codio-screen-board`. */
export function Time({ run, leaf, block }: StepProps & { block: string }) {
  const time = useTime({ run, leaf });
  const now = time.look === "last" || isOver(time);
  return (
    <span class={`${block}__time codio-number${now ? " codio-screen-time--last" : ""}`} role="timer" aria-live="off">
      {timeLeft(time.left_ms)}
    </span>
  );
}

/** "Tot 11:12", or how the time stands when it does not run. */
export function EndLine({ run, leaf, block }: StepProps & { block: string }) {
  const board = useBoard();
  const time = useTime({ run, leaf });
  const text = {
    running: t("Until {time}", { time: clockTime(board, run.ends_at_ms) }),
    last: t("Last minute, until {time}", { time: clockTime(board, run.ends_at_ms) }),
    paused: t("Pause. The time stands still."),
    idle: t("Ready to start"),
    ended: t("The time is up"),
  }[time.look];
  if (!isOver(time)) return <span class={`${block}__end`}>{text}</span>;
  return (
    <span class={`${block}__end codio-screen-time--last`}>
      <Icon name="bell" inline /> {t("The time is up")}
    </span>
  );
}

export function Strokes({ run, leaf }: StepProps) {
  const bar = useRef<HTMLDivElement>(null);
  const time = useTime({ run, leaf });
  useLayoutEffect(() => bar.current?.style.setProperty("--codio-now", `${Math.round(time.part * 100)}%`));
  const over = time.strokes - time.whole - (time.part > 0 ? 1 : 0);
  return (
    <div class="codio-minutes" aria-hidden="true" ref={bar}>
      {Array.from({ length: time.strokes }, (_, at) => (
        <span key={at} class={`codio-minutes__minute${at < over ? "" : at === over && time.part > 0 ? " codio-minutes__minute--now" : " codio-minutes__minute--left"}`} />
      ))}
    </div>
  );
}
