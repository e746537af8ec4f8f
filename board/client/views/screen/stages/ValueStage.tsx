// SPDX-FileCopyrightText: 2026 Waardenbord contributors
// SPDX-License-Identifier: EUPL-1.2
/** Plenary about values: what is on the poster already, and what the tables chose besides. */

import { t } from "../../../core/i18n";
import { useBoard } from "../../../core/context";
import type { FoundationId } from "../../../protocol.gen";
import { PosterValues } from "../../poster/PosterValues";
import { TensionLines } from "../../poster/TensionLines";
import type { StageProps } from "../stage";
import { BoardHead } from "../BoardHead";
import { StepAsks, StepAsksLarge } from "../StepAsks";
import { useWaiting, Waiting } from "../Waiting";
import { useFit } from "../useFit";

export function ValueStage({ run, leaf }: StageProps) {
  const board = useBoard();
  const stage = useFit(board.posterValues.value, board.notes.value, board.tensions.value);
  const empty = board.posterValues.value.length + board.tensions.value.length + useWaiting("value").length === 0;
  return (
    <main class="codio-screen__stage codio-screen-board" id="main" ref={stage}>
      <BoardHead run={run} leaf={leaf} note={t("On paper: on the poster. Dashed: chosen by a table.")} />
      {empty ? (
        <StepAsksLarge leaf={leaf} />
      ) : (
        <>
          <PosterValues more={(foundation: FoundationId) => <Waiting foundation={foundation} kind="value" />} />
          <TensionLines tensions={board.tensions.value} />
          <StepAsks leaf={leaf} />
        </>
      )}
    </main>
  );
}
