// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The one obvious next thing. What cannot be done now says why. */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { latestSnapshot } from "../../poster/words";
import { Icon, type IconName } from "../../parts/Icon";
import { dayAndTime } from "../../timer/clock-time";
import { ask, refusal } from "../console/asking";
import { goThere } from "../console/going-there";
import { reopenUntil } from "../console/reopening";
import { goTo } from "./going";
import { nextAction } from "./next";

export function NextStep() {
  const board = useBoard();
  void board.tick.value;
  const workshop = board.workshop.value;
  const run = board.run.value;
  // What was refused in a step, or while it was silent, may be possible now.
  useEffect(() => {
    refusal.value = "";
  }, [run?.id, run?.opened_to]);
  if (!workshop) return null;
  const sealed = latestSnapshot(board.snapshots.value)?.current === true;
  const next = nextAction({
    phase: workshop.phase,
    leaves: board.leaves.value,
    run,
    minute_ms: workshop.minute_ms,
    now_ms: board.now(),
  });
  return (
    <>
      {refusal.value && (
        <p class="codio-message codio-message--alarm">
          <Icon name="alarm" />
          <span>{refusal.value}</span>
        </p>
      )}
      {next.kind === "start" && <Go leaf={next.leaf} />}
      {next.kind === "go" && <Go leaf={next.leaf} />}
      {next.kind === "start_timer" && (
        <>
          <Main icon="play" onPress={() => void ask(board, { type: "start_timer", run_id: next.run.id })}>
            {t("Start the time")}
          </Main>
          {next.then && <Go leaf={next.then} quiet />}
        </>
      )}
      {next.kind === "resume" && (
        <Main icon="play" onPress={() => void ask(board, { type: "resume_timer", run_id: next.run.id })}>
          {t("Go on")}
        </Main>
      )}
      {next.kind === "resume" && !next.locked && next.then && <Go leaf={next.then} quiet />}
      {(next.kind === "wait" || (next.kind === "resume" && next.locked)) && <Wait run={next.run} shorten={next.shorten} />}
      {next.kind === "finish" && (
        <Main icon="flag" onPress={() => goThere(board, { tab: "finish", thing: sealed ? "close" : "final", opens: sealed })}>
          {sealed ? t("Close the workshop") : t("Make the poster final")}
        </Main>
      )}
      {next.kind === "closed" && <Closed />}
    </>
  );
}

/** Closed by mistake it can go on; how stands on the tab of the end. */
function Closed() {
  const board = useBoard();
  const until_ms = reopenUntil(board);
  return (
    <p class="codio-soft">
      {until_ms === null
        ? t("Nothing can be changed any more.")
        : t("Nobody can change anything now. You can open the workshop again until {moment}.", { moment: dayAndTime(board, until_ms) })}
    </p>
  );
}

interface MainProps {
  icon: IconName;
  quiet?: boolean;
  onPress(): void;
  children: preact.ComponentChildren;
}

function Main({ icon, quiet = false, onPress, children }: MainProps) {
  const look = quiet ? "codio-button--line codio-button--tiny" : "codio-button--main";
  return (
    <button type="button" class={`codio-button ${look} codio-button--wide`} onClick={onPress}>
      <Icon name={icon} />
      <span>{children}</span>
    </button>
  );
}

/** "Begin de workshop", "Start stilte: … (5 min)" or "Volgende stap: …". */
function Go({ leaf, quiet = false }: { leaf: Leaf; quiet?: boolean }) {
  const board = useBoard();
  const step = board.content.text(leaf.title);
  const words = leaf.silent
    ? t("Start silence: {step} ({minutes} min)", { step, minutes: leaf.minutes })
    : board.run.value
      ? t("Next step: {step}", { step })
      : t("Begin the workshop");
  return (
    <Main icon={leaf.silent ? "quiet" : board.run.value ? "next" : "play"} quiet={quiet} onPress={() => void goTo(board, leaf)}>
      {words}
    </Main>
  );
}

/** During silence: why the next step waits, said when it is asked for, with the one way to make it shorter. */
function Wait({ run, shorten }: { run: RunRecord; shorten: boolean }) {
  const board = useBoard();
  const [asked, setAsked] = useState(0);
  const why = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (asked > 0) why.current?.focus();
  }, [asked]);
  return (
    <>
      {asked > 0 && (
        <div class="codio-message codio-message--honey" ref={why} tabIndex={-1}>
          <Icon name="quiet" />
          <span>{t("The silence is still on. Everyone keeps the promised time, so the next step waits.")}</span>
        </div>
      )}
      {shorten && asked > 0 && (
        <Main icon="clock" quiet onPress={() => void ask(board, { type: "shorten_timer", run_id: run.id })}>
          {t("20 seconds left")}
        </Main>
      )}
      <Main icon="next" quiet onPress={() => setAsked((times) => times + 1)}>
        {t("Next step")}
      </Main>
    </>
  );
}
