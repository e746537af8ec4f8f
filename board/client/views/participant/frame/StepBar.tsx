// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** The head of a step on a phone: where we are, and the time. */

import { useBoard } from "../../../core/context";
import type { Leaf, RunRecord } from "../../../protocol.gen";
import { ConnectionChip } from "../../sending/ConnectionChip";
import { StepHeader } from "../../step/StepHeader";
import { MiniTimer } from "../../timer/Timer";
import { StillBar } from "../../parts/Still";
import { Stuck } from "./Stuck";

export function StepBar({ run, leaf }: { run: RunRecord; leaf: Leaf }) {
  const board = useBoard();
  return (
    <>
      <header class="codio-bar codio-bar--step">
        <StepHeader leaf={leaf} />
        <MiniTimer run={run} leaf={leaf} />
      </header>
      <Stuck run={run} leaf={leaf} />
      <StillBar />
      {board.connection.value !== "connected" && (
        <div class="codio-bar">
          <ConnectionChip />
        </div>
      )}
    </>
  );
}
