// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** A break: when everybody is back, as large as the screen allows, and what is left of it. */

import { useBoard } from "../../../core/context";
import { backAt } from "../../timer/back-at";
import type { StepProps } from "../stage";
import { Strokes, Time } from "../time";
import { useFit } from "../fit/useFit";
import { Told } from "../../parts/Told";

export function BreakStage({ run, leaf }: StepProps) {
  const board = useBoard();
  const stage = useFit();
  return (
    <main class="codio-screen__stage codio-screen-break" id="main" ref={stage}>
      <p class="codio-screen-break__head">
        {board.workshop.value?.title}
        <Time run={run} leaf={leaf} block="codio-screen-break" />
      </p>
      <h1 class="codio-screen-break__back">{backAt(board, run)}</h1>
      <Strokes run={run} leaf={leaf} />
      <p class="codio-screen-break__do">
        <strong><Told of={leaf.title} />.</strong> <Told of={leaf.do} />
      </p>
    </main>
  );
}
