// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The checklist questions with their answers, as they come. */

import { useBoard } from "../../core/context";
import { Checks } from "../poster/Checks";
import type { StageProps } from "./App";
import { EndLine, Time } from "./time";
import { useFit } from "./useFit";

const BLOCK = "codio-screen-checklist";

export function ChecklistStage({ run, leaf }: StageProps) {
  const board = useBoard();
  const stage = useFit(board.answers.value);
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main" ref={stage}>
      <header class={`${BLOCK}__head`}>
        <h1 class={`${BLOCK}__title`}>{board.content.text(leaf.title)}</h1>
        <p class={`${BLOCK}__clock`}>
          <EndLine run={run} leaf={leaf} block={BLOCK} />
          <Time run={run} leaf={leaf} block={BLOCK} />
        </p>
      </header>
      <div class={`${BLOCK}__list`}>
        <Checks />
      </div>
    </main>
  );
}
