// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The head of a silent step: where we are, the time, more time, one line. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { ConnectionChip } from "../../sending/ConnectionChip";
import { Icon } from "../../parts/Icon";
import { Timer } from "../../timer/Timer";
import { aboveTitle } from "../../step/whereabouts";
import { useWriter } from "../writing/writer";
import { Stuck } from "./Stuck";
import { Told } from "../../parts/Told";

export function QuietHead({ run, leaf, line, wide = false }: { run: RunRecord; leaf: Leaf; line: string; wide?: boolean }) {
  const board = useBoard();
  const locked = run.opened_to === "author";
  const still = locked && run.timer_state === "paused";
  return (
    <>
      <header class={`codio-quiet${wide ? " codio-quiet--wide" : ""}`}>
        <div class="codio-quiet__top">
          <div class="codio-step">
            <p class="codio-step__where">{aboveTitle(board, leaf)}</p>
            <h1 class="codio-quiet__title"><Told of={leaf.title} /></h1>
          </div>
          <ConnectionChip />
        </div>
        <div class="codio-quiet__time">
          <Timer run={run} leaf={leaf} />
          {locked && <MoreTime run={run} />}
        </div>
        <p class="codio-silent" id="silence">
          <Icon name={still ? "pause" : locked ? "quiet" : "clock"} />
          <span>{still ? t("The time is paused. Stay silent; you may go on.") : locked ? line : t("The silence is over.")}</span>
        </p>
      </header>
      <Stuck run={run} leaf={leaf} />
    </>
  );
}

/** Asks the facilitator for more time. Only the number of people who ask is told, to nobody else (A11Y-10c). */
function MoreTime({ run }: { run: RunRecord }) {
  const board = useBoard();
  const { me } = useWriter();
  if (board.role !== "participant") return null;
  const asking = me?.asking === true;
  const ask = async () => {
    const outcome = await board.send({ type: "ask_more_time", run_id: run.id, asking: !asking });
    if (outcome.done) board.announce.say(asking ? t("You no longer ask for time") : t("You asked for more time. Only the facilitator sees how many people ask."));
    else board.announce.alert(board.refusalText(outcome.failure.code));
  };
  return (
    <button type="button" class="codio-button" aria-pressed={asking} onClick={() => void ask()}>
      <Icon name="clock" />
      {asking ? t("Time asked") : t("More time")}
    </button>
  );
}
