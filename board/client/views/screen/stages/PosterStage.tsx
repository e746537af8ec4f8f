// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The whole poster: live with its time, or as it is when the workshop is over. */

import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { PosterBody } from "../../poster/PosterBody";
import { PosterHead } from "../../poster/PosterHead";
import { StepAsks } from "../StepAsks";
import { StepWhere } from "../StepWhere";
import { Time } from "../time";
import { useFit } from "../useFit";

export function PosterStage({ run, leaf }: { run: RunRecord | null; leaf: Leaf | null }) {
  const board = useBoard();
  const { posterValues, posterActions, tensions, answers, decision, snapshots } = board;
  const stage = useFit(posterValues.value, posterActions.value, tensions.value, answers.value, decision.value, snapshots.value);
  const live = board.workshop.value?.phase !== "closed";
  return (
    <main class="codio-screen__stage codio-poster" id="main" ref={stage}>
      <div>
        {live && leaf && <StepWhere leaf={leaf} title />}
        <PosterHead>{live && run && leaf && <Time run={run} leaf={leaf} block="codio-screen-board" />}</PosterHead>
      </div>
      <PosterBody />
      {live && leaf && <StepAsks leaf={leaf} />}
    </main>
  );
}
