// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The room in silence: the time, what to do, and how many are ready. Nothing of anybody's notes. */

import { t, tn } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { RunRecord } from "../../../protocol.gen";
import { Icon } from "../../parts/Icon";
import { modeName } from "../../step/modes";
import { visibleQuestions } from "../../step/questions";
import { timeLeft } from "../../timer/timer-state";
import { clockTime } from "../../timer/clock-time";
import { whereabouts } from "../../step/whereabouts";
import type { StepProps } from "../stage";
import { Strokes, useTime } from "../time";
import { useFit } from "../fit/useFit";
import { Told } from "../../parts/Told";

/** More people than this are counted, not drawn. */
const MAX_DRAWN = 30;

export function SilenceStage({ run, leaf }: StepProps) {
  const board = useBoard();
  const stage = useFit();
  const left = timeLeft(useTime({ run, leaf }).left_ms);
  const asked = visibleQuestions(board, leaf).map((one) => one.question);
  const what = asked.length > 0 ? asked : [leaf.do];
  return (
    <main class="codio-screen__stage codio-screen-silence codio-night" id="main" ref={stage}>
      <header class="codio-screen-silence__head">
        <div>
          <p>
            {whereabouts(board, leaf)}: <Told of={leaf.title} />, {modeName(leaf.mode)}
          </p>
          {leaf.deliver.length > 0 && <p>{t("Results: {results}", { results: leaf.deliver.map((result) => board.content.text(result)).join(" · ") })}</p>}
        </div>
        <p class="codio-screen-silence__quiet">
          <Icon name="quiet" />
          {t("Quiet")}
        </p>
      </header>
      <div class={`codio-screen-silence__time codio-number${left.length > 4 ? " codio-screen-silence__time--long" : ""}`} role="timer" aria-live="off">
        {left}
      </div>
      <Strokes run={run} leaf={leaf} />
      <div class="codio-screen-silence__what">
        <h1 class="codio-screen-silence__question">{what.map((text) => board.content.text(text)).join(" ")}</h1>
        <Ready run={run} opens={leaf.kinds.length > 0} />
      </div>
    </main>
  );
}

function Ready({ run, opens }: { run: RunRecord; opens: boolean }) {
  const board = useBoard();
  const people = Math.max(board.workshop.value?.people ?? 0, run.ready);
  const time = clockTime(board, run.ends_at_ms);
  const end = opens ? t("At {time} the notes open", { time }) : t("Until {time}", { time });
  return (
    <div class="codio-screen-silence__ready">
      <p>
        <b class="codio-screen-silence__count codio-number">{run.ready}</b> {tn("of {n} ready", "of {n} ready", people)}
      </p>
      {people <= MAX_DRAWN && (
        <div class="codio-screen-silence__dots" aria-hidden="true">
          {Array.from({ length: people }, (_, at) => (
            <span class={`codio-screen-silence__dot${at < run.ready ? " codio-screen-silence__dot--filled" : ""}`} key={at} />
          ))}
        </div>
      )}
      <p class="codio-screen-silence__end">{run.timer_state === "paused" ? t("Pause. The time stands still.") : end}</p>
    </div>
  );
}
