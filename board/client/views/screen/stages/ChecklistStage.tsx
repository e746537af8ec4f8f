// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The checklist questions with their answers, as they come. */

import { useBoard } from "../../../core/context";
import { Checks } from "../../poster/Checks";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { StepAsks } from "../StepAsks";
import { useFit } from "../useFit";

const BLOCK = "codio-screen-checklist";

export function ChecklistStage({ run, leaf }: StageProps) {
  const board = useBoard();
  const stage = useFit(board.answers.value);
  return (
    <main class={`codio-screen__stage ${BLOCK}`} id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} note="" />
      <div class={`${BLOCK}__list`}>
        <Checks />
      </div>
      <StepAsks leaf={leaf} />
    </main>
  );
}
