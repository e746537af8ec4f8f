// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The head of a step that all do together. */

import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { ConnectionChip } from "../../sending/ConnectionChip";
import { FreezeButton, StillBar } from "../../parts/Still";
import { StepHeader } from "../../step/StepHeader";
import { Timer } from "../../timer/Timer";
import { Brand } from "./Brand";
import { Stuck } from "./Stuck";

export function PlenaryHead({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  return (
    <>
      <header class="codio-bar codio-bar--top">
        <Brand />
        <p class="codio-bar__case">
          <strong>{board.workshop.value?.title}</strong>
        </p>
        <span class="codio-bar__right">
          <ConnectionChip />
          <FreezeButton />
        </span>
      </header>
      <StillBar />
      <div class="codio-plenary__head">
        <StepHeader leaf={leaf} instruction />
        <Timer run={run} leaf={leaf} />
      </div>
      <Stuck run={run} leaf={leaf} />
    </>
  );
}
