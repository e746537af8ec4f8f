// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** "Pas aan op eindtijd": the time that is left, divided over what is still to come. */

import { useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import { dayAndClock } from "../../../core/when";
import { Icon } from "../../parts/Icon";
import { ask } from "../console/asking";
import { momentOf } from "./planning";

/** `before`: store first what was changed by hand; false stops. */
export function FitLine({ end_ms, before }: { end_ms: number; before(): Promise<boolean> }) {
  const board = useBoard();
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const clock = typed || dayAndClock(end_ms).clock;
  const fit = async () => {
    const ends_at_ms = momentOf(clock, board.now());
    setWrong(ends_at_ms === null);
    if (ends_at_ms === null || !(await before())) return;
    const said = t("The rest is planned to end at {time}", { time: clock });
    const base_rev = board.plan.peek()?.rev ?? 0;
    const too_short = t("There is too little time for what is still to come. Choose a later time, or skip a step.");
    const done = await ask(board, { type: "fit_plan", base_rev, ends_at_ms }, said, {
      why: (failure) => (failure.code === "bad_plan" ? too_short : board.refusalText(failure.code)),
    });
    if (done) setTyped("");
  };
  return (
    <form
      class="codio-planning__fit"
      onSubmit={(event) => {
        event.preventDefault();
        void fit();
      }}
    >
      <label class="codio-label" for="planning-end">
        {t("The end must be at")}
      </label>
      <input
        id="planning-end"
        class="codio-input codio-number"
        type="time"
        value={clock}
        aria-invalid={wrong}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <button type="submit" class="codio-button codio-button--line codio-button--tiny">
        <Icon name="clock" />
        {t("Fit to this end")}
      </button>
    </form>
  );
}
