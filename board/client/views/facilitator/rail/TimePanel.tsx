// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The time of the step, with everything that can be done about it. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { Timer } from "../../timer/Timer";
import { Glance } from "../showing/Glance";
import { GongSign } from "../showing/GongSign";
import { ask } from "../console/asking";
import { canShorten } from "../script/next";
import { leftOf } from "../planning/plan";

const MORE_MINUTES = [1, 2, 5] as const;

export function TimePanel({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  const people = board.workshop.value?.people ?? 0;
  return (
    <section class="codio-panel codio-rail__time" aria-label={t("Time")}>
      <div class="codio-time">
        <Timer run={run} leaf={leaf} />
        <Glance />
      </div>
      <GongSign />
      {run.silent && (
        <p class="codio-small">
          <b class="codio-number">{run.ready}</b> {tn("of {n} ready", "of {n} ready", people)}
        </p>
      )}
      {run.timer_state === "ended" ? (
        <p class="codio-small codio-soft">{leaf.kinds.length > 0 ? t("The notes are open; no time can be added.") : t("The time is over; none can be added.")}</p>
      ) : (
        <TimeButtons run={run} />
      )}
    </section>
  );
}

function TimeButtons({ run }: { run: RunRecord }) {
  const board = useBoard();
  void board.tick.value;
  const minute_ms = board.workshop.value?.minute_ms ?? 60_000;
  const left = leftOf(run, board.now());
  const add = (minutes: number) => {
    const seconds = Math.max(1, Math.round((minutes * minute_ms) / 1000));
    void ask(board, { type: "add_time", run_id: run.id, seconds }, tn("{n} minute added", "{n} minutes added", minutes));
  };
  const pause = () => void ask(board, { type: "pause_timer", run_id: run.id }, t("The time stands still"));
  // What is left is told by the clock, to who pressed too (timer/milestones.ts).
  const resume = () => void ask(board, { type: "resume_timer", run_id: run.id });
  const shorten = () => void ask(board, { type: "shorten_timer", run_id: run.id });
  return (
    <>
      <div class="codio-button-row">
        {MORE_MINUTES.map((minutes) => (
          <button
            key={minutes}
            type="button"
            class="codio-button codio-button--line"
            aria-label={tn("{n} minute more", "{n} minutes more", minutes)}
            onClick={() => add(minutes)}
          >
            <Icon name="plus" />
            {t("{n} min", { n: minutes })}
          </button>
        ))}
      </div>
      <div class="codio-time__row">
        {run.timer_state === "running" && left > 0 && (
          <button type="button" class="codio-button codio-button--line" onClick={pause}>
            <Icon name="pause" />
            {t("Pause")}
          </button>
        )}
        {run.timer_state === "paused" && (
          <button type="button" class="codio-button codio-button--line" onClick={resume}>
            <Icon name="play" />
            {t("Go on")}
          </button>
        )}
        {canShorten(run, minute_ms, board.now()) && (
          <button type="button" class="codio-button codio-button--line" onClick={shorten}>
            {t("20 seconds left")}
          </button>
        )}
      </div>
    </>
  );
}
