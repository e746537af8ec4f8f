// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Nothing but the time that is left, as large as it can be; before the first step what time it is. */

import { useBoard } from "../../../core/context";
import { useEvery } from "../../parts/useEvery";
import { clockTime } from "../../timer/clock-time";
import type { StageProps } from "../stage";
import { StepWhere } from "../StepWhere";
import { EndLine, Strokes, Time } from "../time";
import { Told } from "../../parts/Told";

const BLOCK = "codio-screen-clock";

export function ClockStage({ run, leaf }: StageProps) {
  const board = useBoard();
  void board.tick.value;
  // That one beats while a time runs.
  useEvery(1_000);
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main">
      {run && leaf ? (
        <>
          <header>
            <StepWhere leaf={leaf} />
            <h1 class={`${BLOCK}__what`}><Told of={leaf.title} /></h1>
          </header>
          <Time run={run} leaf={leaf} block={BLOCK} />
          <Strokes run={run} leaf={leaf} />
          <p>
            <EndLine run={run} leaf={leaf} block={BLOCK} />
          </p>
        </>
      ) : (
        <h1 class={`${BLOCK}__time codio-number`}>{clockTime(board, board.now())}</h1>
      )}
    </main>
  );
}
