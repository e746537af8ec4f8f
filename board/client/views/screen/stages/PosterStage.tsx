// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The poster, live while people fill it in, and fixed at the end: then with the way to what became of it. */

import { useBoard } from "../../../core/context";
import { PosterBody } from "../../poster/PosterBody";
import { PosterHead } from "../../poster/PosterHead";
import type { StageProps } from "../stage";
import { StepAsks } from "../StepAsks";
import { StepWhere } from "../StepWhere";
import { StatusCode } from "../StatusCode";
import { Time } from "../time";
import { useFit } from "../fit/useFit";

export function PosterStage({ run, leaf, guest }: StageProps) {
  const board = useBoard();
  const stage = useFit();
  const live = board.workshop.value?.phase !== "closed";
  return (
    <main class="codio-screen__stage codio-poster" id="main" data-spot="block:poster" ref={stage}>
      <div class="codio-screen-poster">
        {live && leaf && <StepWhere leaf={leaf} title />}
        <PosterHead>{live && run && leaf && <Time run={run} leaf={leaf} block="codio-screen-board" />}</PosterHead>
      </div>
      <PosterBody beside={board.snapshots.value.length > 0 && <StatusCode />} />
      {live && leaf && !guest && <StepAsks leaf={leaf} />}
    </main>
  );
}
